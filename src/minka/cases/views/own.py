"""The citizen's side of a case."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from minka.cases.access import get_own_case


@require_safe
def case(request: HttpRequest, site: str, number: int) -> HttpResponse:
    return HttpResponse(get_own_case(request, site, number).number)
