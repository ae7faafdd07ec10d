"""The public log of one site, and, for those who may, who did what there."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minka.insights.queries.audit import PAGE, audit_rows
from minka.records.queries import log_lines
from minka.records.views import asked_for, page_values
from minka.sites.access import get_site, get_site_for


@require_safe
def log(request: HttpRequest, site: str) -> HttpResponse:
    """The site's part of the one public log."""
    found = get_site(request, site)
    return render(request, "insights/log.html", {"site": found, **page_values(request, site=found.slug)})


@require_safe
def log_file(request: HttpRequest, site: str) -> StreamingHttpResponse:
    """The whole log with the words of this site only; it can be checked like the whole one."""
    found = get_site(request, site)
    lines: Iterator[bytes] = log_lines(site=found.slug)
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="log-{found.slug}.jsonl"'
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
