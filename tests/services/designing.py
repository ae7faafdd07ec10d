"""What tests of the designer share: addresses, a form as its page shows it, and the steps to a publication."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from minka.services.models import PublicationRequest, Service
from minka.services.queries.publishing import readiness_of

REASONS = "Lo pidieron en tres asambleas de productores."


def address(name: str, service: Service, *more: object) -> str:
    return reverse(f"services:{name}", args=[service.site.slug, service.slug, *more])


def shown(client: Client, path: str, form: str = "form") -> dict[str, Any]:
    """What the form of a page holds, as a browser would send it back, with the revision that was shown."""
    answer = client.get(path)
    fields = {bound.html_name: bound.value() for bound in answer.context[form]}
    held = {name: value for name, value in fields.items() if value not in (None, False, "")}
    return held | {"revision": answer.context["service"].draft_revision}


def save(client: Client, path: str, **typed: object) -> HttpResponse:
    """Open a form, change some of it, press the button."""
    return client.post(path, shown(client, path) | typed)


def press(client: Client, path: str, act: str, held: dict[str, Any] | None = None, **typed: object) -> dict[str, Any]:
    """Press a button for rows; what the form holds then, as a browser would send it back."""
    given = (held or shown(client, path)) | typed
    answer = client.post(path, given | {"act": act})
    assert answer.status_code == 200
    fields = {bound.html_name: bound.value() for bound in answer.context["form"]}
    kept = {name: value for name, value in fields.items() if value not in (None, False, "")}
    return kept | {"revision": given["revision"]}


def arrange(client: Client, service: Service, kind: str, name: str, act: str) -> HttpResponse:
    service.refresh_from_db()
    data = {"revision": service.draft_revision, "move": f"{kind}:{name}:{act}"}
    return client.post(address("team-rearrange", service), data, follow=True)


def propose(client: Client, service: Service) -> PublicationRequest:
    """Ask for the publication, with a reason for each warning."""
    service.refresh_from_db()
    accepted = {f"accepted_{n}": "Se acordó así" for n, _each in enumerate(readiness_of(service).warnings)}
    data = {"reasons": REASONS, "revision": service.draft_revision, **accepted}
    answer = client.post(address("team-publication", service), data)
    assert answer.status_code == 302, answer.context["proposal"].errors
    return PublicationRequest.objects.get(service=service, state="waiting")


def decide(client: Client, asked: PublicationRequest, decision: str = "approve", note: str = "") -> HttpResponse:
    data = {"request": asked.pk, "decision": decision, "note": note}
    return client.post(address("team-decide", asked.service), data)


def ids(service: Service) -> list[str]:
    service.refresh_from_db()
    return [page["id"] for page in service.draft["pages"]]
