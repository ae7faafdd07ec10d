"""Filling in, one page at a time. A page is read with GET and kept with POST, so going back asks nobody to resend."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from minka.engine.forms import Journey, Page, Question, QuestionType
from minka.engine.forms.page_checks import follow_ups
from minka.people.pace import TooFast
from minka.services.actions.filling import ChangedElsewhere, keep_answers
from minka.services.actions.steps import Kind, Note, note_steps
from minka.services.bridges import bridges
from minka.services.forms.answers import FOLLOWED, PageForm
from minka.services.queries.audio import audio_path
from minka.services.queries.checking import check_of, plan_of_page, told_values
from minka.services.queries.filling import UPLOADS, Filling, groups_in
from minka.services.queries.paying import payable_on
from minka.services.queries.rows import GroupRows, told_rows
from minka.services.queries.words import short_beside
from minka.services.views.here import (
    CONFLICT,
    TOO_MANY,
    UNPROCESSABLE,
    filling_page,
    is_outdated,
    keep_pace,
    place_values,
    seen_in,
    seen_now,
)
from minka.services.views.receiving import Received, receive_files
from minka.services.views.waiting import gone, is_from_outbox, kept, refused

REVIEW = "revisar"
AGAIN = "otro"  # the button that keeps a file and asks for one more

type Answers = Mapping[str, object]


@filling_page
def page(request: HttpRequest, filling: Filling, page: str) -> HttpResponse:
    """Show a page with what was answered before; keep what is answered now."""
    found = filling.definition.page(page)
    if found is None or found not in filling.journey.pages:
        return gone(request, filling.next_address())
    if found.exit:
        return _exit_page(request, filling, found)
    if request.method == "POST":
        return _keep(request, filling, found)
    note_steps(application=filling.application, page=found.id, notes=[Note(Kind.SERVED)])
    return _page(request, filling, found, PageForm(filling, found, follow=True))


def _keep(request: HttpRequest, filling: Filling, page: Page) -> HttpResponse:
    outdated = is_outdated(request, filling, page)
    try:
        keep_pace(filling)
        received = receive_files(request, filling, _asked(request, filling, page), filling.application.answers)
    except TooFast as fast:
        form = PageForm(filling, page, request.POST, follow=True)
        return _page(request, filling, page, form, status=TOO_MANY, wait=fast.wait)
    form = PageForm(filling, page, request.POST, files=received.files, follow=True)
    form.is_valid()
    received.tell(form)
    if outdated and form.answers != filling.application.answers:
        return _page(request, filling, page, form, status=CONFLICT, changed=True)
    if form.errors:
        return _refuse(request, filling, page, form, received)
    notes = [Note(Kind.CHANGED if _comes_from_review(request) else Kind.ANSWERED)]
    try:
        _write(request, filling, page, form.answers, notes)
    except ChangedElsewhere:
        return redirect(request.get_full_path())
    return kept(request, filling, _after(request, form.journey, filling, page))


def _asked(request: HttpRequest, filling: Filling, page: Page) -> list[Question]:
    """The questions that this form held: those shown before, and those that a script showed."""
    followed = follow_ups(filling.definition, page) & set(request.POST.getlist(FOLLOWED))
    shown = {question.id for question in filling.journey.questions_of(page)}
    return [question for question in page.questions if question.id in shown | followed]


def _refuse(request: HttpRequest, filling: Filling, page: Page, form: PageForm, received: Received) -> HttpResponse:
    """What is wrong is said and what was typed stays; files that arrived well are kept all the same."""
    notes = [Note(Kind.REFUSED, name if name in form.fields else "", _rule(form, name)) for name in form.errors]
    if received.is_new:
        answers = {**filling.application.answers, **received.files}
        _write(request, filling, page, answers, notes)
    else:
        note_steps(application=filling.application, page=page.id, notes=notes)
    return _page(request, filling, page, form, status=UNPROCESSABLE)


def _rule(form: PageForm, name: str) -> str:
    """The code of the first fault at a question, as designers read it in the figures."""
    found = form.cleaned_page.faults if form.cleaned_page else ()
    return next((fault.code for fault in found if fault.path.split("/")[-1] == name), "file")[:60]


def _write(request: HttpRequest, filling: Filling, page: Page, answers: Answers, notes: Sequence[Note]) -> None:
    keep_answers(
        application=filling.application,
        answers=answers,
        page=page.id,
        notes=notes,
        seconds=seen_in(request).seconds,
    )


def _after(request: HttpRequest, now: Journey, filling: Filling, page: Page) -> str:
    """Where to go from a page that was kept: on, to the list that the first questions give, or back to the review."""
    if request.POST.get("accion") == AGAIN or page.id not in now.done:
        return filling.address("page", page.id)
    if now.next_page is None:
        return filling.address("check")
    if page.screening and now.screened and not now.next_page.screening and not _comes_from_review(request):
        return filling.address("own-list")
    return filling.address_of(now.next_page)


def _comes_from_review(request: HttpRequest) -> bool:
    return REVIEW in {request.POST.get("volver"), request.GET.get("volver")}


def _exit_page(request: HttpRequest, filling: Filling, page: Page) -> HttpResponse:
    note_steps(application=filling.application, page=page.id, notes=[Note(Kind.SERVED)])
    values = place_values(filling) | {
        "page": page,
        "page_title": filling.say(page.title),
        "guidance": filling.say(page.guidance),
        "back_url": _back(filling, page),
    }
    return render(request, "services/exit.html", values)


def _page(
    request: HttpRequest,
    filling: Filling,
    page: Page,
    form: PageForm,
    *,
    status: int = 200,
    changed: bool = False,
    wait: int = 0,
) -> HttpResponse:
    if is_from_outbox(request):
        return refused(form, status)
    values = page_values(filling, page, form) | {
        "seen": seen_now(filling, page),
        "back_to": REVIEW if _comes_from_review(request) else "",
        "back_url": _back(filling, page),
        "number": filling.journey.pages.index(page) + 1,
        "length": None if filling.journey.exit_page else filling.journey.length,
        "is_about": bool(filling.journey.undecided),
        "changed": changed,
        "minutes": -(-wait // 60),
        "pay_url": filling.address("pay", page.id),
        "is_simulated": bridges().payments.is_simulated,
    }
    response = render(request, "services/page.html", values, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def page_values(filling: Filling, page: Page, form: PageForm) -> dict[str, object]:
    """What the template of a page needs besides where its reader stands."""
    asked = page.questions if form.whole else filling.journey.questions_of(page)
    check = plan_of_page(filling, page) if form.whole else check_of(filling, page, form.asked)
    fields, groups, payable = _fields(filling, form), _groups(filling, page, asked), payable_on(filling, page)
    return place_values(filling) | {
        "page": page,
        "page_title": filling.say(page.title),
        "guidance": filling.say(page.guidance),
        "fields": fields,
        "form": form,
        "groups": groups,
        "payable": payable,
        "stands_alone": not (groups or payable or page.guidance) and _is_heading(fields),
        "has_files": any(question.type in UPLOADS for question in form.asked),
        "check": check,
        "told": told_values(filling, check),
        "after_url": filling.address_of(filling.journey.page_after(page.id)),
        "lacks_words": filling.lacks_words(page),
    }


def _groups(filling: Filling, page: Page, asked: Sequence[Question]) -> list[GroupRows]:
    return [told_rows(filling, page, group) for group in groups_in(asked)]


def _is_heading(fields: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a page has one question with nothing before it: then the question itself is the heading."""
    if len(fields) != 1 or fields[0]["short"] or fields[0]["audio_url"] or fields[0]["follows"]:
        return False
    return fields[0]["question"].type not in {*UPLOADS, QuestionType.DECLARATION}


def _fields(filling: Filling, form: PageForm) -> list[dict[str, object]]:
    """Each question with its field and what stands beside it: its short version, its voice, its files."""
    return [
        {
            "question": question,
            "bound": form[question.id],
            "follows": question.id in form.follow,
            "is_hidden": form.hides(question),
            "short": short_beside(question, filling.language),
            "audio_url": _audio(filling, question.audio),
            "files": form.held.get(question.id) or filling.application.answers.get(question.id) or []
            if question.type in UPLOADS
            else [],
            "more": question.type in UPLOADS and (question.limits.max_files or 1) > 1,
        }
        for question in form.asked
    ]


def _audio(filling: Filling, name: str) -> str:
    return filling.address("audio", name) if name and audio_path(name) else ""


def _back(filling: Filling, page: Page) -> str:
    before = filling.journey.page_before(page.id)
    return filling.address("page", before.id) if before else reverse("services:service", args=filling.place)
