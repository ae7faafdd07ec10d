"""The public log of one site, and, for those who may, who did what there."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from minka.insights.queries.audit import PAGE, audit_rows
from minka.people.pace import TooFast, address_of, spend
from minka.records.queries import log_lines, newest_head
from minka.records.views import asked_for, page_values
from minka.sites.access import get_site, get_site_for
from minka.web.errors import too_many


@require_safe
def log(request: HttpRequest, site: str) -> HttpResponse:
    """The site's part of the one public log."""
    found = get_site(request, site)
    return render(request, "insights/log.html", {"site": found, **page_values(request, site=found.slug)})


def _mark_of_log(_request: HttpRequest, site: str = "") -> str | None:
    """What tells one state of the log from another: its root. Whoever has this one gets nothing again."""
    newest = newest_head()
    return f'"{site}-{newest.size}-{newest.root}"' if newest else None


@require_safe
@condition(etag_func=_mark_of_log)
def whole_log_file(request: HttpRequest) -> HttpResponseBase:
    """The whole log, line by line."""
    return _log_file(request, "log.jsonl", log_lines())


@require_safe
@condition(etag_func=_mark_of_log)
def log_file(request: HttpRequest, site: str) -> HttpResponseBase:
    """The whole log with the words of this site only; it can be checked like the whole one."""
    found = get_site(request, site)
    return _log_file(request, f"log-{found.slug}.jsonl", log_lines(site=found.slug))


def _log_file(request: HttpRequest, name: str, lines: Iterator[bytes]) -> HttpResponseBase:
    """An auditor may take it many times a day; a machine in a loop has to wait. Asking without change costs nothing."""
    try:
        spend("log-address", address_of(request))
    except TooFast as fast:
        return too_many(request, seconds=fast.wait)
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def audit(request: HttpRequest, site: str) -> HttpResponse:
    """Who did what to which thing, when."""
    found = get_site_for(request, site, "see_audit")
    ref, before = asked_for(request)
    rows = audit_rows(found, ref=ref, before=before)
    values = {
        "site": found,
        "rows": rows,
        "ref": ref,
        "ref_chips": [(ref, "?")],
        "older": rows[-1].entry.pk if len(rows) == PAGE else None,
    }
    return render(request, "insights/audit.html", values)
