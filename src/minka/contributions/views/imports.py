"""Importing contributions collected elsewhere: choose the file, say what its columns are, look, import."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.contributions.access import get_import
from minka.contributions.actions.imports import (
    ImportNotReady,
    choose_columns,
    file_of,
    keep_file,
    report_of,
    start_import,
)
from minka.contributions.forms.imports import ColumnsForm, UploadForm
from minka.contributions.models import Import
from minka.contributions.queries.imports.mapping import guess_mapping
from minka.contributions.queries.imports.pages import Sample, imports_of, sample_of
from minka.contributions.queries.imports.rows import FileRefused
from minka.contributions.tasks import ask_for_check, ask_for_import
from minka.contributions.views.staff import around, person_of
from minka.processes.access import get_process_for
from minka.processes.kinds import import_page_of
from minka.processes.models import Activity, Process
from minka.web.keys import new_key

UNPROCESSABLE = 422
Status = Import.Status


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """The files brought so far, and the form for the next."""
    found = get_process_for(request, site, process, "import")
    activities = [each for each in _activities(found) if not import_page_of(each)]
    if request.method != "POST":
        form = UploadForm(activities=activities, initial={"idempotency_key": new_key()})
        return _imports_page(request, found, form)
    form = UploadForm(request.POST, request.FILES, activities=activities)
    if not form.is_valid():
        return _imports_page(request, found, form, status=UNPROCESSABLE)
    clean = form.cleaned_data
    activity = next(each for each in activities if each.slug == clean["activity"])
    try:
        file = keep_file(
            activity=activity,
            file=clean["file"],
            origin=form.origin(),
            idempotency_key=clean["idempotency_key"],
            by=person_of(request),
        )
    except FileRefused as refused:
        form.add_error("file", str(refused))
        return _imports_page(request, found, form, status=UNPROCESSABLE)
    return redirect("contributions:import-columns", site, process, file.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, site: str, process: str, number: int) -> HttpResponse:
    """Say what each column means, beside the first rows of the file."""
    file = get_import(request, site, process, number)
    if file.status in {Status.RUNNING, Status.DONE}:
        return redirect("contributions:import", site, process, number)
    try:
        sample = sample_of(file_of(file.stored_as))
    except (FileRefused, FileNotFoundError):
        messages.warning(request, _("El archivo ya no se puede leer. Súbelo otra vez."))
        return redirect("contributions:imports", site, process)
    if request.method != "POST":
        form = ColumnsForm(header=sample.header, initial=file.mapping or guess_mapping(sample.header))
        return _columns_page(request, file, form, sample)
    form = ColumnsForm(request.POST, header=sample.header)
    if not form.is_valid():
        return _columns_page(request, file, form, sample, status=UNPROCESSABLE)
    try:
        choose_columns(file=file, mapping=form.mapping(), by=person_of(request))
    except ImportNotReady:
        return redirect("contributions:import", site, process, number)
    ask_for_check(file)
    return redirect("contributions:import", site, process, number)


@never_cache
@require_safe
def import_file(request: HttpRequest, site: str, process: str, number: int) -> HttpResponse:
    """Where the import stands: looked through, running, done or failed."""
    file = get_import(request, site, process, number)
    if file.status == Status.UPLOADED:
        return redirect("contributions:import-columns", site, process, number)
    values = {
        **around(request, file.activity.process, "imports", here=file.file_name),
        "file": file,
        "report": file.report,
        "moving": file.status in {Status.CHECKING, Status.RUNNING},
        "not_shown": file.report.get("repeated", 0) + file.report.get("broken", 0) - len(file.report.get("shown", [])),
        "has_report": report_of(file.stored_as).exists(),
        "is_closed": file.activity.process.status == Process.Status.CLOSED,
    }
    return render(request, "contributions/import.html", values)


@require_POST
def start(request: HttpRequest, site: str, process: str, number: int) -> HttpResponse:
    """Receive the lines that can be."""
    file = get_import(request, site, process, number)
    try:
        start_import(file=file, by=person_of(request))
    except ImportNotReady:
        messages.warning(request, _("Este archivo no está listo para importarse. Mira aquí cómo va."))
    else:
        ask_for_import(file)
    return redirect("contributions:import", site, process, number)


@require_safe
def report(request: HttpRequest, site: str, process: str, number: int) -> HttpResponse | FileResponse:
    """Every line of the file with what becomes of it, as CSV."""
    file = get_import(request, site, process, number)
    path = report_of(file.stored_as)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"informe-{file.pk}.csv", content_type="text/csv")


def _activities(process: Process) -> list[Activity]:
    return list(process.activities.select_related("process__site", "site", "phase"))


def _imports_page(request: HttpRequest, process: Process, form: UploadForm, *, status: int = 200) -> HttpResponse:
    values = {
        **around(request, process, "imports"),
        "form": form,
        "files": imports_of(process),
        "others": _others(process),
    }
    return render(request, "contributions/imports.html", values, status=status)


def _others(process: Process) -> list[tuple[str, str]]:
    """Activities that have an import of their own: name and address."""
    named = [(each.title, import_page_of(each)) for each in _activities(process)]
    return [(title, address) for title, address in named if address]


def _columns_page(
    request: HttpRequest, file: Import, form: ColumnsForm, sample: Sample, *, status: int = 200
) -> HttpResponse:
    values = {**around(request, file.activity.process, "imports", here=file.file_name), "file": file, "form": form}
    return render(request, "contributions/import_columns.html", {**values, "sample": sample}, status=status)
