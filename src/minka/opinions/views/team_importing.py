"""Bringing in a conversation held elsewhere: choose the two files, look, import."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.contributions.actions.imports import ImportNotReady
from minka.contributions.models import Import
from minka.contributions.queries.imports.rows import FileRefused
from minka.contributions.views.staff import person_of
from minka.opinions.access import get_opinions_for
from minka.opinions.actions.bringing import keep_conversation, start_conversation
from minka.opinions.forms.importing import ConversationForm
from minka.opinions.queries.importing import get_import, imports_of
from minka.opinions.tasks import ask_to_bring, ask_to_check
from minka.opinions.views.team import around
from minka.processes.models import Activity, Process
from minka.web.keys import new_key

UNPROCESSABLE = 422
Status = Import.Status


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """What was brought so far, and the form for the next."""
    place = get_opinions_for(request, site, process, activity, "import")
    if request.method != "POST":
        return _page(request, place, ConversationForm(initial={"idempotency_key": new_key()}))
    form = ConversationForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, place, form, status=UNPROCESSABLE)
    try:
        file = keep_conversation(
            activity=place,
            brought=form.conversation(),
            idempotency_key=form.cleaned_data["idempotency_key"],
            by=person_of(request),
        )
    except FileRefused as refused:
        form.add_error("votes", str(refused))
        return _page(request, place, form, status=UNPROCESSABLE)
    ask_to_check(file)
    return redirect("opinions:team-import", site, process, activity, file.pk)


@never_cache
@require_safe
def import_file(request: HttpRequest, site: str, process: str, activity: str, number: int) -> HttpResponse:
    """Where it stands: looked through, running, done or failed."""
    place = get_opinions_for(request, site, process, activity, "import")
    file = get_import(place, number)
    values = {
        **around(request, place, "team-imports", file.file_name or _("Importación")),
        "file": file,
        "report": file.report,
        "moving": file.status in {Status.CHECKING, Status.RUNNING},
        "is_open": place.process.status == Process.Status.OPEN,
    }
    return render(request, "opinions/team_import.html", values)


@require_POST
def start(request: HttpRequest, site: str, process: str, activity: str, number: int) -> HttpResponse:
    """Bring in what is sound."""
    place = get_opinions_for(request, site, process, activity, "import")
    file = get_import(place, number)
    try:
        start_conversation(file=file, by=person_of(request))
    except ImportNotReady:
        messages.warning(request, _("Este archivo no está listo para importarse. Mira aquí cómo va."))
    else:
        ask_to_bring(file)
    return redirect("opinions:team-import", site, process, activity, number)


def _page(request: HttpRequest, activity: Activity, form: ConversationForm, *, status: int = 200) -> HttpResponse:
    values = {
        **around(request, activity, "team-imports", _("Importar una conversación")),
        "form": form,
        "files": imports_of(activity),
    }
    return render(request, "opinions/team_imports.html", values, status=status)
