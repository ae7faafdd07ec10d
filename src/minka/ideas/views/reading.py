"""Reading ideas: the list and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minka.contributions.access import is_author, may_read, rules_of
from minka.contributions.actions.comment import may_be_commented
from minka.contributions.queries.addresses import trail_of
from minka.contributions.queries.counts import counts_of
from minka.contributions.queries.states import arrival_words, mark_of
from minka.contributions.queries.support import support_box
from minka.ideas.access import get_idea, get_ideas
from minka.ideas.forms import LookForm
from minka.ideas.queries import Look, idea_page, ideas_page
from minka.people.participation import participant_in
from minka.processes.access import is_open, today
from minka.processes.models import Activity
from minka.processes.queries.states import state_words
from minka.sites.access import may
from minka.web.numbers import number_in
from minka.web.sharing import shared


@require_safe
@shared
def ideas(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """The question, the way to answer it, and what others said."""
    place = get_ideas(request, site, process, activity)
    form = LookForm(place, request.GET)
    look = _look(form)
    query = request.GET.copy()
    query.pop("desde", None)
    page = ideas_page(place, look)
    values = _place(place) | {
        "trail": trail_of(place),
        "form": form,
        "look": look,
        "orders": _orders(request, look),
        "page": page,
        "more_address": f"?{query.urlencode()}&desde={page.more}" if query else f"?desde={page.more}",
        "counts": counts_of(place),
        "is_open": is_open(place, today()),
        "state": state_words(place, today()),
        "query": query.urlencode(),
    }
    return render(request, "ideas/list.html", values)


@require_safe
@shared
def idea(request: HttpRequest, site: str, process: str, activity: str, number: int) -> HttpResponse:
    """One idea: what it says, what became of it, who stands behind it."""
    found = get_idea(request, site, process, activity, number)
    place = found.activity
    is_own = is_author(request, found)
    see_all = is_own or may(request.user, "see_desk", found.site)
    start = number_in(request.GET.get("comentarios", "")) or 0
    values = _place(place) | {
        "trail": trail_of(place, inside=True),
        "idea": found,
        "page": idea_page(found, see_all_photos=see_all, comments_after=start),
        "mark": mark_of(found),
        "arrival": arrival_words(found),
        "may_read": may_read(request, found),
        "is_own": is_own,
        "support": support_box(found, participant_in(request)),
        "may_comment": may_be_commented(found) and is_open(place, today()),
        "takes_comments": rules_of(place).comments,
        "is_open": is_open(place, today()),
    }
    return render(request, "ideas/idea.html", values)


def _place(activity: Activity) -> dict[str, object]:
    return {"site": activity.process.site, "process": activity.process, "activity": activity}


def _look(form: LookForm) -> Look:
    form.is_valid()
    clean = form.cleaned_data
    return Look(
        words=clean.get("q") or "",
        order=clean.get("orden") or "recientes",
        district=clean.get("distrito"),
        since=clean.get("desde") or "",
    )


def _orders(request: HttpRequest, look: Look) -> list[tuple[str, str, bool]]:
    """The orders as tabs, each keeping what is searched for."""
    query = request.GET.copy()
    query.pop("desde", None)
    tabs = []
    for order, words in LookForm.ORDERS.items():
        query["orden"] = order
        tabs.append((str(words), f"?{query.urlencode()}", order == look.order))
    return tabs
