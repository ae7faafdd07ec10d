"""The memory of a process on a page, and its archive to take along."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minka.contributions.models import Contribution
from minka.insights.archive.building import archive_path, build_archive
from minka.insights.archive.reading import memory_of, photos_counted
from minka.insights.tasks import ask_for_archive
from minka.processes.access import get_process, get_process_for
from minka.processes.models import Process
from minka.web.sharing import shared

ACCEPTED = 202
BUILT_AT_ONCE, PHOTOS_AT_ONCE = 3_000, 30_000_000  # contributions, bytes; a larger archive is the worker's task


@require_safe
@shared
def memory(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """What was tried, decided and learned in a closed process."""
    found = _closed(request, site, process)
    context = {"site": found.site, "process": found, "memory": memory_of(found), "photos": photos_counted(found)}
    return render(request, "insights/memory.html", context)


@require_safe
def archive(request: HttpRequest, site: str, process: str) -> FileResponse | HttpResponse:
    """Everything of the process in one file: for anyone once it is closed, before that for those who may export."""
    found = get_process(request, site, process)
    if found.status != Process.Status.CLOSED:
        found = get_process_for(request, site, process, "export")
    if not archive_path(found).exists() and _is_large(found):
        ask_for_archive(found)
        return render(request, "insights/archive_waiting.html", {"site": found.site, "process": found}, status=ACCEPTED)
    name = f"{found.site.slug}-{found.slug}.zip"
    return FileResponse(build_archive(found).open("rb"), as_attachment=True, filename=name)


def _is_large(process: Process) -> bool:
    count = Contribution.objects.filter(process=process).count()
    return count > BUILT_AT_ONCE or photos_counted(process).size > PHOTOS_AT_ONCE


def _closed(request: HttpRequest, site: str, process: str) -> Process:
    found = get_process(request, site, process)
    if found.status != Process.Status.CLOSED:
        raise Http404
    return found
