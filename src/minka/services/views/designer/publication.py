"""Proposing a draft, deciding on it, and whether a service takes applications."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minka.people.access import acting_person
from minka.services.access import get_service_for
from minka.services.actions.publishing import (
    NotPublishable,
    OwnDraft,
    OwnRequest,
    Proposal,
    RequestDecided,
    StandingOutdated,
    approve_publication,
    ask_publication,
    return_publication,
    set_standing,
    take_back_publication,
    told_differences,
)
from minka.services.forms.publishing import DecisionForm, ProposalForm, StandingForm
from minka.services.models import PublicationRequest, Service
from minka.services.queries.approving import approvers_of, wrote_on
from minka.services.queries.designing import newest_version
from minka.services.queries.publishing import accepted_in, last_returned, readiness_of, waiting_request
from minka.services.views.designer.frame import around, revision_in
from minka.web.numbers import number_in

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def publication(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """What stands between the draft and its publication; sent, it proposes the draft."""
    right = "design_service" if request.method == "POST" else "see_work"
    found = get_service_for(request, site, service, right)
    readiness = readiness_of(found)
    form = ProposalForm(request.POST or None, warnings=readiness.warnings)
    if request.method == "POST" and form.is_valid():
        proposal = Proposal(form.cleaned_data["reasons"], form.accepted(), revision_in(request))
        try:
            ask_publication(service=found, proposal=proposal, by=acting_person(request))
        except NotPublishable:
            form.add_error(
                None,
                _("Todavía no se puede publicar: mira qué falta. Si alguien cambió el borrador, vuelve a leerlo."),
            )
        except StandingOutdated:
            messages.warning(request, _("El servicio está retirado: ya no se publican versiones."))
            return _back(found)
        except RequestDecided:
            messages.warning(request, _("Ya hay un pedido que espera."))
            return _back(found)
        else:
            messages.success(request, _("Pedimos la publicación. Otra persona tiene que aprobarla."))
            return _back(found)
    return _page(request, found, proposal=form, readiness=readiness)


@require_POST
def decide(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Another person approves the proposal or sends it back."""
    found = get_service_for(request, site, service, "approve_service")
    asked = _asked(found, request)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, decision=form)
    note, by = form.cleaned_data["note"], acting_person(request)
    try:
        if form.cleaned_data["decision"] == "approve":
            version = approve_publication(request=asked, note=note, by=by)
            messages.success(request, _("Publicamos la versión %(number)d.") % {"number": version.number})
        else:
            return_publication(request=asked, note=note, by=by)
            messages.success(request, _("Lo devolvimos con tu nota."))
    except (OwnRequest, OwnDraft) as own:
        form.add_error(None, _refusal(own))
        return _page(request, found, decision=form)
    except RequestDecided:
        messages.warning(request, _("Alguien ya decidió este pedido."))
    return _back(found)


@require_POST
def take_back(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Withdraw the proposal that waits."""
    found = get_service_for(request, site, service, "design_service")
    try:
        take_back_publication(request=_asked(found, request), by=acting_person(request))
    except RequestDecided:
        messages.warning(request, _("Alguien ya decidió este pedido."))
    else:
        messages.success(request, _("Retiramos el pedido. El borrador sigue como está."))
    return _back(found)


@require_POST
def standing(request: HttpRequest, site: str, service: str) -> HttpResponse:
    """Pause, bring back or retire."""
    found = get_service_for(request, site, service, "approve_service")
    form = StandingForm(request.POST, service=found)
    if not form.is_valid():
        return _page(request, found, standing=form)
    try:
        set_standing(service=found, by=acting_person(request), **form.cleaned_data)
    except StandingOutdated:
        messages.warning(request, _("El servicio ya cambió. Mira aquí cómo está."))
    else:
        messages.success(request, _("Guardamos el cambio. La razón está en el registro público."))
    return _back(found)


def _refusal(own: OwnRequest | OwnDraft) -> str:
    if isinstance(own, OwnRequest):
        return _("Lo pediste tú: tiene que aprobarlo otra persona.")
    return _("Escribiste en este borrador: tiene que aprobarlo otra persona. Sí puedes devolverlo con una nota.")


def _asked(service: Service, request: HttpRequest) -> PublicationRequest:
    """A request of this very service, or 404."""
    number = number_in(request.POST.get("request", ""))
    asked = service.publication_requests.select_related("by", "service__site").filter(pk=number or 0).first()
    if asked is None:
        raise Http404
    return asked


def _page(request: HttpRequest, service: Service, **given: object) -> HttpResponse:
    """The one page of publication; ``given`` are forms that were refused."""
    readiness = given.get("readiness") or readiness_of(service)
    waiting, newest = waiting_request(service), newest_version(service)
    values: dict[str, object] = {
        **around(request, service, "team-publication"),
        "readiness": readiness,
        "waiting": waiting,
        "accepted": accepted_in(waiting) if waiting else (),
        "is_own": waiting is not None and waiting.by_id == request.user.pk,
        "is_editor": waiting is not None and wrote_on(waiting, acting_person(request)),
        "approvers": approvers_of(waiting) if waiting else [],
        "returned": last_returned(service),
        "newest": newest,
        "differences": told_differences(newest, waiting.document if waiting else service.draft),
        "proposal": ProposalForm(warnings=readiness.warnings),  # type: ignore[attr-defined]
        "decision": DecisionForm(),
        "standing": StandingForm(service=service),
    }
    refused = any(getattr(form, "errors", None) for form in given.values())
    return render(
        request, "services/designer/publication.html", values | given, status=UNPROCESSABLE if refused else 200
    )


def _back(service: Service) -> HttpResponse:
    return redirect("services:team-publication", service.site.slug, service.slug)
