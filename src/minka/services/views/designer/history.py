"""The changes of a draft, the way back to any of them, and the whole draft as JSON."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.engine.forms import canonical_bytes
from minka.people.access import acting_person
from minka.services.access import get_service_for
from minka.services.actions.designing import DraftOutdated, restore_draft
from minka.services.forms.whole import WholeForm
from minka.services.models import DraftChange
from minka.services.queries.designing import changes_of, definition_of
from minka.services.views.designer.frame import around, revision_in, told_outdated, try_change
from minka.web.numbers import number_in

PER_PAGE = 30
UNPROCESSABLE = 422


@require_safe
def changes(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Who changed what, the newest first."""
    found = get_service_for(request, site, service, "see_work")
    page = Paginator(changes_of(found), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "services/designer/changes.html", {**around(request, found, "team-changes"), "page": page})


@require_POST
def restore(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Bring the draft back to what it was after an earlier change."""
    found = get_service_for(request, site, service, "design_service")
    to = number_in(request.POST.get("to", ""))
    try:
        restore_draft(
            service=found, revision=revision_in(request), to=-1 if to is None else to, by=acting_person(request)
        )
    except DraftOutdated as outdated:
        messages.warning(request, told_outdated(outdated.changes))
    except DraftChange.DoesNotExist as absent:
        raise Http404 from absent
    else:
        messages.success(request, _("El borrador volvió a como estaba. También este cambio se puede deshacer."))
    return redirect("services:team-changes", site, service)


@require_http_methods(["GET", "POST"])
def whole(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """The whole draft as JSON: to read, to take along, to replace."""
    found = get_service_for(request, site, service, "design_service")
    form = WholeForm(request.POST or None, request.FILES or None, document=found.draft)
    if request.method == "POST" and form.is_valid():
        document = form.document
        if try_change(request, found, form, change=lambda _draft: document, what=_("Definición completa")):
            messages.success(request, _("Guardamos el cambio."))
            return redirect("services:team-service", site, service)
    values = {**around(request, found, "team-changes", _("Definición en JSON")), "form": form}
    return render(request, "services/designer/whole.html", values, status=UNPROCESSABLE if form.errors else 200)


@require_safe
def draft_json(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """The draft as a file."""
    found = get_service_for(request, site, service, "see_work")
    answer = HttpResponse(canonical_bytes(definition_of(found)), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}-borrador.json"'
    return answer
