"""The buttons with which an official asks other institutions; each says when what stands there is a simulator."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from minka.cases.access import get_case_for
from minka.cases.actions.bridging import NoDocument, desk_receipt, hand_over, look_up, put_in_mailbox
from minka.cases.models import Case
from minka.cases.views.handling import RIGHT
from minka.cases.views.papers import issued_letter, paper_response, receipt_paper
from minka.contributions.views.staff import person_of
from minka.people.models import Person
from minka.services.bridges import BridgeClosed


@require_POST
def bridge(request: HttpRequest, site: str, number: int, what: str) -> HttpResponse:
    """Ask one institution about a case, and say what came of it."""
    case = get_case_for(request, site, number, RIGHT)
    try:
        messages.success(request, _ask(request, case, what, person_of(request)))
    except NoDocument:
        messages.warning(request, _("La solicitud no dice ningún documento con el que preguntar."))
    except BridgeClosed:
        messages.warning(request, _("Esa institución no está conectada o no responde ahora. No se hizo nada."))
    return redirect("cases:handle", site, number)


@never_cache
@require_safe
def desk_paper(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The receipt of the filing desk, as a paper."""
    case = get_case_for(request, site, number, RIGHT)
    try:
        paper = desk_receipt(case=case, by=person_of(request))
    except BridgeClosed:
        paper = None
    if paper is None:
        raise Http404
    return paper_response(paper, f"{case.number}-mesa-de-partes")


def _ask(request: HttpRequest, case: Case, what: str, by: Person) -> str:
    if what == "registro":
        found = look_up(case=case, by=by)
        return _("El documento figura en el registro.") if found else _("El documento no figura en el registro.")
    if what == "mesa":
        number = hand_over(case=case, paper=receipt_paper(request, case), by=by)
        return _("Mesa de partes lo recibió con el número %(number)s.") % {"number": number}
    letter = case.letters.order_by("-number").first() if what == "casilla" else None
    if letter is None:
        raise Http404
    put_in_mailbox(letter=letter, paper=issued_letter(request, letter), by=by)
    return _("La última carta está en la casilla de la persona.")
