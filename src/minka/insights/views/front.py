"""The front pages of the network and of a site, and the page of a member's own work."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minka.contributions.forms.voice import CodeForm
from minka.insights.queries.front import closed_processes, latest_answers, network_rows, open_cards
from minka.insights.queries.numbers import numbers_of
from minka.insights.queries.work import work_of
from minka.people.alarms import guessing
from minka.people.models import Person
from minka.processes.access import today
from minka.services.queries.start import services_of
from minka.sites.access import get_site, may
from minka.web.sharing import shared

MOST_SERVICES = 3  # named on the front page; the rest is one touch away


@require_safe
@shared
def network(request: HttpRequest) -> HttpResponse:
    """Who we are, what is open now anywhere, and how each site keeps its word."""
    rows = network_rows()
    values = {"cards": open_cards(today()), "rows": rows, "code_form": CodeForm(), "code_words": ""}
    return render(request, "insights/network.html", values)


@require_safe
@shared
def site(request: HttpRequest, site: str) -> HttpResponse:
    """What a site asks now, and what happened with what people said."""
    found = get_site(request, site)
    values = {
        "site": found,
        "cards": open_cards(today(), found),
        "answers": latest_answers(found),
        "closed": closed_processes(found),
        "numbers": numbers_of(found),
        "services": services_of(found)[:MOST_SERVICES],
        "code_form": CodeForm(),
        "is_staff": may(request.user, "see_work", found),
    }
    return render(request, "insights/site.html", values)


@require_safe
@login_required
def work(request: HttpRequest) -> HttpResponse:
    """What waits for the person who signed in."""
    person = request.user
    sites = work_of(person) if isinstance(person, Person) else []
    is_operator = isinstance(person, Person) and person.is_operator
    return render(request, "insights/work.html", {"sites": sites, "guessing": guessing() if is_operator else None})
