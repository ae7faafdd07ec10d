"""What waits, and closing a process with nobody left in silence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minka.contributions.actions.closing import LeftUnanswered, NotOpen, close_process, unanswered
from minka.contributions.forms.closing import ClosingForm
from minka.contributions.queries.backlog import backlog_of
from minka.contributions.queries.templates import memory_prompts
from minka.contributions.views.staff import around, person_of
from minka.processes.access import get_process_for
from minka.processes.models import Process

UNPROCESSABLE = 422


@require_GET
def backlog(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """What waits for an answer, by age, activity and office."""
    found = get_process_for(request, site, process, "see_desk")
    counted = backlog_of(found, unassigned=_("Sin oficina"), everything=_("Todo el proceso"))
    return render(request, "contributions/backlog.html", {**around(request, found, "backlog"), "backlog": counted})


@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Write the memory and close; with contributions unanswered, only by saying publicly why."""
    found = get_process_for(request, site, process, "close_process")
    left = unanswered(found).count()
    prompts = memory_prompts(found)
    if request.method == "GET" or found.status != Process.Status.OPEN:
        return _page(request, found, ClosingForm(unanswered=left, prompts=prompts), left)
    form = ClosingForm(request.POST, unanswered=left, prompts=prompts)
    if not form.is_valid():
        return _page(request, found, form, left, status=UNPROCESSABLE)
    try:
        close_process(process=found, memory=form.memory(), by=person_of(request))
    except LeftUnanswered as refusal:  # one more arrived while the memory was being written
        late = ClosingForm(request.POST, unanswered=refusal.count, prompts=prompts)
        return _page(request, found, late, refusal.count, status=UNPROCESSABLE)
    except NotOpen:
        return redirect("contributions:closing", site, process)
    return redirect("insights:memory", site, process)


def _page(request: HttpRequest, process: Process, form: ClosingForm, left: int, *, status: int = 200) -> HttpResponse:
    context = {**around(request, process, "closing"), "form": form, "left": left}
    return render(request, "contributions/closing.html", context, status=status)
