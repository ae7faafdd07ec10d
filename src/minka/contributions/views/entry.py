"""The entry desk: one short form, again and again, for the voices that came on paper or aloud."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from minka.contributions.actions.entry import CannotBeUndone, SheetUsed, type_in, undo_entry
from minka.contributions.actions.submission import PhaseClosed, Submitted, Voice
from minka.contributions.forms.entry import EntryForm, used_words
from minka.contributions.models import Contribution
from minka.contributions.queries.paper import activities_on_paper, sheet_with_code, typed_last, typed_today
from minka.contributions.views.consent import agreement_shown, text_for
from minka.contributions.views.staff import around, person_of
from minka.processes.access import get_process_for
from minka.processes.models import Activity, Process
from minka.reference.models import Coding, ConsentText
from minka.reference.queries import find_place
from minka.web.dates import day_in_words
from minka.web.keys import new_key

UNPROCESSABLE = 422
FIRST = "code"
REMEMBERED = ("activity", "place", "handed_in_on", "language")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Type in one voice; what is the same for a whole batch stays for the next."""
    found = get_process_for(request, site, process, "enter_paper")
    activities = activities_on_paper(found)
    if request.method != "POST":
        return _page(request, found, EntryForm(process=found, activities=activities, initial=_start(request, found)))
    form = EntryForm(request.POST, process=found, activities=activities)
    submitted = _submit(request, form) if form.is_valid() else None
    if submitted is None:
        return _page(request, found, form, focus=_first_error(form), status=UNPROCESSABLE)
    kept = {name: form[name].value() for name in REMEMBERED}
    request.session[_drawer(found)] = {**kept, "last": submitted.contribution.pk}
    return redirect("contributions:entry", site, process)


@require_POST
def undo(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Take back the last one and put its words into the form, to type it right."""
    found = get_process_for(request, site, process, "enter_paper")
    drawer = request.session.get(_drawer(found), {})
    last = typed_last(found, person_of(request), drawer.get("last"))
    try:
        if last is None:
            raise CannotBeUndone
        before, code = undo_entry(contribution=last, by=person_of(request))
    except CannotBeUndone:
        messages.warning(request, _("No hay nada que deshacer: el último ya se deshizo o ya tiene respuesta."))
        return redirect("contributions:entry", site, process)
    request.session[_drawer(found)] = {**drawer, "last": None}
    initial = {**_typed(before, last.activity), "code": code, "idempotency_key": new_key()}
    form = EntryForm(process=found, activities=activities_on_paper(found), initial=initial)
    return _page(request, found, form, focus="text", undone=True)


def _submit(request: HttpRequest, form: EntryForm) -> Submitted | None:
    """Receive the voice, or leave on the form why it could not be."""
    clean, activity = form.cleaned_data, form.chosen_activity
    voice = Voice(
        text=clean["text"],
        language=clean["language"],
        place_code=form.place_code,
        spoken_by=clean["spoken_by"],
        handed_in_at=form.handed_in_at,
    )
    try:
        return type_in(
            activity=activity,
            voice=voice,
            sheet=form.sheet,
            agreed=agreement_shown(),
            idempotency_key=clean["idempotency_key"],
            by=person_of(request),
        )
    except PhaseClosed:
        form.add_error("handed_in_on", _closed_words(activity))
    except SheetUsed:
        sheet = sheet_with_code(clean["code"])
        form.add_error("code", used_words(sheet) if sheet else _("Esa hoja ya está digitada."))
    return None


def _closed_words(activity: Activity) -> str:
    phase, today = activity.phase, timezone.localdate()
    if activity.process.status != Process.Status.OPEN or activity.is_paused or phase.opens_on is None:
        return _("«%s» no recibe aportes ahora: el proceso está cerrado o en pausa.") % activity.title
    facts = {
        "activity": activity.title,
        "first": day_in_words(phase.opens_on, today=today),
        "last": day_in_words(phase.closes_on or today, today=today),
    }
    return _("Ese día «%(activity)s» no recibía aportes: va del %(first)s al %(last)s. Revisa la fecha.") % facts


def _page(
    request: HttpRequest,
    process: Process,
    form: EntryForm,
    *,
    focus: str = FIRST,
    undone: bool = False,
    status: int = 200,
) -> HttpResponse:
    for field in form.fields.values():
        field.widget.attrs.pop("autofocus", None)
    form.fields[focus].widget.attrs["autofocus"] = True
    person = person_of(request)
    drawer = request.session.get(_drawer(process), {})
    values = {
        **around(request, process, "entry"),
        "form": form,
        "last": typed_last(process, person, drawer.get("last")),
        "today": typed_today(process, person),
        "consent": text_for(ConsentText.Purpose.PARTICIPATE),
        "undone": undone,
    }
    return render(request, "contributions/entry.html", values, status=status)


def _first_error(form: EntryForm) -> str:
    return next((name for name in form.fields if name in form.errors), FIRST)


def _start(request: HttpRequest, process: Process) -> dict[str, object]:
    """What the form begins with: what the last one had, or today."""
    drawer = request.session.get(_drawer(process), {})
    kept = {name: drawer[name] for name in REMEMBERED if drawer.get(name)}
    return {"handed_in_on": timezone.localdate(), "language": "es", **kept, "idempotency_key": new_key()}


def _typed(before: Contribution, activity: Activity) -> dict[str, object]:
    """A contribution as it stood in the form."""
    place = find_place(code=before.place_code, coding=Coding.INEI) if before.place_code else None
    day: dt.date = timezone.localdate(before.handed_in_at)
    return {
        "activity": activity.slug,
        "spoken_by": before.spoken_by,
        "place": place,
        "handed_in_on": day,
        "language": before.language,
        "text": before.text,
    }


def _drawer(process: Process) -> str:
    """Where the session keeps what this desk remembers."""
    return f"entry:{process.pk}"
