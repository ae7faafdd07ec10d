"""The entry desk of statements: a code, a day, and the answers in one line; the keyboard alone does it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.contributions.actions.submission import PhaseClosed
from minka.contributions.views.consent import Purpose, agreement_shown
from minka.contributions.views.staff import person_of
from minka.opinions.access import get_opinions_for
from minka.opinions.actions.paper import Entered, SheetTyped, enter_sheet
from minka.opinions.actions.vote import StatementsUnknown
from minka.opinions.forms.paper import EntryForm
from minka.opinions.kind import place_of
from minka.opinions.models import Voter
from minka.opinions.queries.paper import typed_of, typed_today
from minka.opinions.views.sheets import paper_pages
from minka.processes.models import Activity

UNPROCESSABLE = 422
FIRST = "code"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Type in one sheet; the day stays for the next."""
    place = get_opinions_for(request, site, process, activity, "enter_paper")
    drawer: Mapping[str, str] = request.session.get(_drawer(place), {})
    if request.method != "POST":
        day = drawer.get("day") or timezone.localdate()
        return _page(request, place, EntryForm(activity=place, initial={"handed_in_on": day}), drawer)
    form = EntryForm(request.POST, activity=place)
    entered = _enter(request, place, form) if form.is_valid() else None
    if entered is None:
        return _page(request, place, form, drawer, focus=_first_error(form), status=UNPROCESSABLE)
    request.session[_drawer(place)] = {"code": entered.voter.code, "day": form["handed_in_on"].value()}
    messages.success(request, _done_words(entered, corrects=form.cleaned_data["corrects"]))
    return redirect("opinions:entry", *place_of(place))


def _enter(request: HttpRequest, place: Activity, form: EntryForm) -> Entered | None:
    """Keep the votes, or leave on the form why they could not be."""
    clean = form.cleaned_data
    sheet = clean["code"]
    sheet.activity = place
    try:
        return enter_sheet(
            sheet=sheet,
            votes=clean["votes"],
            handed_in_at=form.handed_in_at,
            agreed=agreement_shown(Purpose.VOTE),
            corrects=clean["corrects"],
            by=person_of(request),
        )
    except PhaseClosed:
        form.add_error("handed_in_on", _("Ese día no se podía votar aquí, o el proceso ya cerró. Revisa la fecha."))
    except StatementsUnknown as unknown:
        numbers = ", ".join(map(str, unknown.numbers))
        form.add_error("votes", _("Aquí no hay afirmación con este número: %(numbers)s.") % {"numbers": numbers})
    except SheetTyped as typed:
        form.add_error("code", _used_words(typed.voter))
    return None


def _used_words(voter: Voter) -> str:
    facts = {
        "who": voter.recorded_by or _("alguien del equipo"),
        "day": date_format(timezone.localtime(voter.joined_at), "j \\d\\e F"),
    }
    return (
        _(
            "Esa hoja ya está digitada con otras respuestas: la registró %(who)s el %(day)s. No cambiamos nada. "
            "Si aquella tenía un error, marca «Corregir»."
        )
        % facts
    )


def _done_words(entered: Entered, *, corrects: bool) -> str:
    if not entered.changed:
        return _("Esa hoja ya estaba digitada igual: no cambió nada.")
    if corrects:
        words = ngettext("Corregimos %(n)d respuesta.", "Corregimos %(n)d respuestas.", entered.changed)
        return words % {"n": entered.changed}
    return ngettext("Guardamos %(n)d respuesta.", "Guardamos %(n)d respuestas.", entered.changed) % {
        "n": entered.changed
    }


def _page(
    request: HttpRequest,
    place: Activity,
    form: EntryForm,
    drawer: Mapping[str, str],
    *,
    focus: str = FIRST,
    status: int = 200,
) -> HttpResponse:
    form.fields[focus].widget.attrs["autofocus"] = True
    person = person_of(request)
    values = {
        **paper_pages(place, _("Digitar")),
        "form": form,
        "last": typed_of(place, drawer.get("code", ""), person) if not form.errors else [],
        "code": drawer.get("code", ""),
        "today": typed_today(place, person),
    }
    return render(request, "opinions/entry.html", values, status=status)


def _first_error(form: EntryForm) -> str:
    return next((name for name in form.fields if name in form.errors), FIRST)


def _drawer(place: Activity) -> str:
    """Where this browser remembers the last sheet of the activity."""
    return f"opinions-entry-{place.pk}"
