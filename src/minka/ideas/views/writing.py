"""Writing an idea: write, check, receipt. All that is typed travels in the form, so nothing is lost on the way."""

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from minka.contributions.access import rules_of
from minka.contributions.actions.photo import PhotoGone, WaitingPhoto, keep_photo, photo_path, read_ticket
from minka.contributions.actions.submission import PhaseClosed, Submitted, Voice
from minka.contributions.actions.voice import Picture, earlier_contribution, hand_in
from minka.contributions.models import Contribution
from minka.contributions.queries.addresses import trail_of
from minka.contributions.queries.states import Visibility
from minka.contributions.views.arriving import keep_pace
from minka.contributions.views.consent import Purpose, agreement_shown, text_for
from minka.contributions.views.receipt import received
from minka.ideas.access import get_ideas
from minka.ideas.forms import IdeaForm
from minka.ideas.queries import similar_ideas
from minka.people.pace import TooFast, address_of, spend
from minka.people.participation import participant_in
from minka.processes.access import is_open, today
from minka.processes.models import Activity
from minka.processes.queries.states import state_words
from minka.web.caching import kept_for_going_back
from minka.web.errors import too_many
from minka.web.keys import new_key
from minka.web.sharing import shared

FEWEST_TO_COMPARE = 12
UNPROCESSABLE, CONFLICT, TOO_MANY = 422, 409, 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@shared
def new(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """The page to write on. A POST comes back from the check page with what was written."""
    place = get_ideas(request, site, process, activity)
    if request.method == "POST":
        return _write_page(request, place, IdeaForm(place, request.POST))
    if not is_open(place, today()):
        return _closed_page(request, place, None)
    return _write_page(request, place, IdeaForm(place, initial={"idempotency_key": new_key()}))


@kept_for_going_back
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Show what will be sent, with ideas that say nearly the same; nothing is kept yet but the photo."""
    place = get_ideas(request, site, process, activity)
    if request.method != "POST":
        return redirect("ideas:new", site, process, activity)
    form = IdeaForm(place, request.POST, request.FILES)
    if not is_open(place, today()):
        return _closed_page(request, place, form)
    try:
        if request.FILES:  # each is drawn and kept for a day, before anybody hands in anything
            spend("photo-address", address_of(request))
    except TooFast as fast:
        return too_many(request, seconds=fast.wait)
    is_valid = form.is_valid()
    _carry_photo(form)
    if not is_valid:
        return _write_page(request, place, form, status=UNPROCESSABLE)
    return _check_page(request, place, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Receive the idea once, whatever is pressed twice, and lead to its receipt."""
    place = get_ideas(request, site, process, activity)
    if request.method != "POST":
        return redirect("ideas:new", site, process, activity)
    form = IdeaForm(place, request.POST)
    if not form.is_valid():
        _carry_photo(form)
        return _write_page(request, place, form, status=UNPROCESSABLE)
    earlier = earlier_contribution(place, form.cleaned_data["idempotency_key"])
    if earlier is not None and _is_another(form, earlier):
        form.carry("idempotency_key", new_key())
        return _check_page(request, place, form, status=CONFLICT, earlier=earlier)
    try:
        submitted = Submitted(earlier, is_new=False) if earlier else _hand_in(request, place, form)
    except PhaseClosed:
        return _closed_page(request, place, form)
    except TooFast as fast:
        return _check_page(request, place, form, status=TOO_MANY, wait=fast.wait)
    return received(request, submitted)


@never_cache
@require_POST
def similar(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Ideas that resemble what is being written. A POST, so that no address and no log ever holds the draft."""
    place = get_ideas(request, site, process, activity)
    text = f"{request.POST.get('title', '')} {request.POST.get('text', '')}".replace("\x00", "")[:3000].strip()
    rows = similar_ideas(place, text) if len(text) >= FEWEST_TO_COMPARE else []
    return render(request, "ideas/similar.html", _place(place) | {"rows": rows, "support_key": new_key()})


def _hand_in(request: HttpRequest, place: Activity, form: IdeaForm) -> Submitted:
    keep_pace(request, "contribute")
    clean = form.cleaned_data
    photo: WaitingPhoto | None = clean.get("photo_ticket")
    is_public = bool(clean.get("publish_photo")) and photo is not None
    voice = Voice(
        title=clean["title"],
        text=clean["text"],
        language=get_language() or "es",
        place_code=clean["place"].inei_code if clean.get("place") else "",
        spoken_by=clean["spoken_by"],
    )
    return hand_in(
        activity=place,
        voice=voice,
        idempotency_key=clean["idempotency_key"],
        by=participant_in(request),
        picture=Picture(photo, is_public) if photo else None,
        agreed=agreement_shown(photo=is_public),
    )


def _is_another(form: IdeaForm, earlier: Contribution) -> bool:
    """Whether somebody went back after the receipt and wrote a different idea into the same form."""
    same = (earlier.title, earlier.text) == (form.cleaned_data["title"], form.cleaned_data["text"])
    return not same and earlier.visibility != Visibility.WITHDRAWN


def _carry_photo(form: IdeaForm) -> None:
    """Keep a good photo even when the text is not good yet; forget it when its author takes it out."""
    clean = form.cleaned_data
    if "idempotency_key" in form.errors:
        form.carry("idempotency_key", new_key())
    if clean.get("photo"):
        form.carry("photo_ticket", keep_photo(photo=clean["photo"]).ticket)
    elif clean.get("drop_photo") or "photo_ticket" in form.errors:
        form.carry("photo_ticket", "")


def _write_page(request: HttpRequest, place: Activity, form: IdeaForm, *, status: int = 200) -> HttpResponse:
    values = _place(place) | {
        "trail": trail_of(place, inside=True),
        "form": form,
        "state": state_words(place, today()),
        "draft": f"idea-{place.pk}",
        "open_place": _has(form, "place"),
        "open_photo": form.has_photo or bool(form.is_bound and form.errors.get("photo")),
        "open_name": _has(form, "spoken_by"),
    }
    return render(request, "ideas/new.html", values, status=status)


def _check_page(
    request: HttpRequest,
    place: Activity,
    form: IdeaForm,
    *,
    status: int = 200,
    wait: int = 0,
    earlier: Contribution | None = None,
) -> HttpResponse:
    clean = form.cleaned_data
    values = _place(place) | {
        "trail": trail_of(place, inside=True),
        "form": form,
        "clean": clean,
        "hidden": form.typed(),
        "picture": _picture(form),
        "rows": similar_ideas(place, f"{clean['title']} {clean['text']}"),
        "support_key": new_key(),
        "consent": text_for(Purpose.PARTICIPATE),
        "photo_consent": text_for(Purpose.PUBLIC_PHOTO),
        "moderated_first": rules_of(place).moderated_first,
        "minutes": -(-wait // 60),
        "earlier": earlier,
    }
    response = render(request, "ideas/check.html", values, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _closed_page(request: HttpRequest, place: Activity, form: IdeaForm | None) -> HttpResponse:
    """The stage closed: the text comes back to be copied, with what can be done now."""
    values = _place(place) | {
        "trail": trail_of(place, inside=True),
        "typed": form.typed() if form else {},
        "state": state_words(place, today()),
    }
    return render(request, "ideas/closed.html", values, status=CONFLICT)


def _picture(form: IdeaForm) -> str:
    """The waiting photo, small, written into the page: it has no address of its own yet."""
    if not form.has_photo:
        return ""
    try:
        photo = read_ticket(str(form["photo_ticket"].value()))
        content = photo_path(photo.name, small=True, waiting=True).read_bytes()
    except (PhotoGone, FileNotFoundError):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"


def _has(form: IdeaForm, name: str) -> bool:
    if name not in form.fields:
        return False
    return bool(form[name].value()) or bool(form.is_bound and form.errors.get(name))


def _place(activity: Activity) -> dict[str, object]:
    steps = [_("Escribe"), _("Revisa"), _("Tu constancia")]
    return {"site": activity.process.site, "process": activity.process, "activity": activity, "steps": steps}
