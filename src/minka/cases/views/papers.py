"""Receipts and letters as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from minka.cases.access import get_case_for, get_own_case
from minka.cases.models import Case, Letter
from minka.cases.papers import draw_letter, draw_receipt, issue, receipt_facts, sealed_facts
from minka.cases.queries.filed import filed_words
from minka.cases.queries.standing import standing_of
from minka.records.seals import seal_address


@never_cache
@require_safe
def receipt(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """The receipt of a filing, for whoever filed it."""
    case = get_own_case(request, site, number)
    return paper_response(receipt_paper(request, case), f"{case.number}-cargo")


@never_cache
@require_safe
def desk_letter(request: HttpRequest, site: str, number: int, letter: int) -> HttpResponse:
    """A letter of the case, for those who handle it."""
    return letter_pdf(request, get_case_for(request, site, number, "handle_case"), letter)


def letter_pdf(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """One letter on paper, or 404 alike for one that is not there."""
    letter = Letter.objects.filter(case=case, number=number).first()
    if letter is None or case.erased_at is not None:
        raise Http404
    letter.case = case
    return paper_response(issued_letter(request, letter), f"{case.number}-carta-{letter.number}")


def receipt_paper(request: HttpRequest, case: Case) -> bytes:
    """The receipt with its seal; 404 when what was filed is erased and nothing can prove it any more."""
    if case.erased_at is not None:
        raise Http404
    page = request.build_absolute_uri(reverse("contributions:code"))
    seal = seal_address(request, receipt_facts(case))
    return draw_receipt(standing_of(case, timezone.localdate()), filed_words(case), page, seal)


def issued_letter(request: HttpRequest, letter: Letter) -> bytes:
    """The letter with its seal and signature, as it was first issued."""
    case = letter.case
    page = request.build_absolute_uri(reverse("cases:case", args=[case.site.slug, case.pk]))
    seal = seal_address(request, sealed_facts(letter, case))
    return issue(letter, lambda: draw_letter(letter, standing_of(case, timezone.localdate()), page, seal))


def paper_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to be read where it is, under a name to be kept by."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
