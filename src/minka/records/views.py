"""The public log: reading it, taking it along, and checking what somebody brings."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from minka.engine.ledger.canonical import canonical
from minka.records.forms import CheckForm
from minka.records.models import Halt
from minka.records.queries import consistency, entry_at, latest_lines, lines_of, newest_head
from minka.records.queries.checking import check_brought, check_seal
from minka.records.queries.entries import PAGE
from minka.records.sentences import facts
from minka.web.numbers import number_in
from minka.web.sharing import shared

LARGEST_NUMBER = 2**53


def page_values(request: HttpRequest, *, site: str = "") -> dict[str, Any]:
    """What a page of the log shows: its newest entries, its head, and whether it was stopped."""
    subject, before = asked_for(request)
    lines = latest_lines(site=site, before=before, subject=subject)
    head = newest_head()
    return {
        "lines": lines,
        "older": lines[-1].position if len(lines) == PAGE else None,
        "subject": subject,
        "head": head,
        "head_json": canonical(head.as_dict()).decode() if head else "",
        "halt": Halt.objects.filter(cleared_at=None).first(),
    }


def asked_for(request: HttpRequest) -> tuple[str, int | None]:
    """Which thing an address of the log or the audit trail asks about, and before which entry. Nonsense is nothing."""
    subject = request.GET.get("ref", "").replace("\x00", "")[:160]
    return subject, number_in(request.GET.get("antes", ""))


@require_safe
@shared
def log(request: HttpRequest) -> HttpResponse:
    """The log of the whole network."""
    return render(request, "records/log.html", page_values(request))


@require_safe
def entry(request: HttpRequest, position: int) -> HttpResponse:
    """One entry, in words and as it is published."""
    record = entry_at(position) if position < LARGEST_NUMBER else None
    if record is None:
        raise Http404
    line = lines_of([record])[0]
    body = record.body if isinstance(record.body, dict) and not line.blank else {}
    return render(request, "records/entry.html", {"record": record, "line": line, "facts": facts(body)})


@require_safe
def head(request: HttpRequest) -> JsonResponse:
    """The signed head, for witnesses to keep. With ``desde`` the proof that today's log continues that size."""
    newest = newest_head()
    if newest is None:
        raise Http404
    since = request.GET.get("desde", "")
    if not since:
        return JsonResponse(newest.as_dict())
    size = number_in(since)
    if size is None:
        raise Http404
    try:
        return JsonResponse(consistency(min(size, LARGEST_NUMBER)))
    except ValueError as never:
        raise Http404 from never


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Check a receipt or a log that somebody brings. Nothing is kept."""
    form = CheckForm(request.POST, request.FILES)
    if request.method != "POST":
        return render(request, "records/check.html", {"form": CheckForm(), "head": newest_head()})
    if not form.is_valid():
        return render(request, "records/check.html", {"form": form, "head": newest_head()}, status=422)
    content = form.content()
    sealed = check_seal(content)
    if sealed is not None:
        return render(request, "records/check.html", {"form": CheckForm(), "sealed": sealed, "head": newest_head()})
    checked = check_brought(content)
    return render(request, "records/check.html", {"form": CheckForm(), "checked": checked, "head": newest_head()})
