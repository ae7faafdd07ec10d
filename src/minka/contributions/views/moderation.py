"""The moderators' pages: what waits, deciding about one, deciding an appeal; and what the public may know."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from minka.contributions.access import get_contribution
from minka.contributions.actions.appeal import AppealDecided, SecondPersonNeeded, decide_appeal
from minka.contributions.actions.moderation import AppealWaits, DecidedMeanwhile, NoSuchDecision, Verdict, decide
from minka.contributions.forms.moderation import AppealDecisionForm, DecisionForm
from minka.contributions.models import Appeal, Contribution
from minka.contributions.queries.addresses import page_of
from minka.contributions.queries.moderation import (
    appeals_page,
    decided_page,
    decisions_of,
    queue_page,
    reports_of,
    seen_of,
    waiting_counts,
)
from minka.contributions.queries.moderation_counts import counts_of_month, months_with_decisions
from minka.contributions.queries.moderators import moderators_of
from minka.contributions.queries.rules import RULES
from minka.contributions.views.staff import person_of
from minka.sites.access import get_site, get_site_for
from minka.sites.models import Site

PAGES = {"": queue_page, "apelaciones": appeals_page, "decididos": decided_page}


@never_cache
@require_safe
def moderation(request: HttpRequest, site: str) -> HttpResponse:
    """What waits, oldest first; appeals; and what was decided."""
    here = get_site_for(request, site, "moderate")
    shown = request.GET.get("ver", "")
    shown = shown if shown in PAGES else ""
    counts = waiting_counts(here)
    names = {
        "": _("Por revisar (%(count)s)") % {"count": counts.contributions},
        "apelaciones": _("Apelaciones (%(count)s)") % {"count": counts.appeals},
        "decididos": _("Decididos"),
    }
    address = reverse("contributions:moderation", args=[here.slug])
    values = {
        "site": here,
        "shown": shown,
        "page": PAGES[shown](here, request.GET.get("pagina", "1")),
        "tabs": [(name, f"{address}?ver={key}" if key else address, key == shown) for key, name in names.items()],
        "person": person_of(request),
        "is_alone": len(moderators_of(here)) < 2,  # noqa: PLR2004 - an appeal needs two people
    }
    return render(request, "contributions/moderation.html", values)


@never_cache
@require_http_methods(["GET", "POST"])
def moderation_item(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """One contribution with what was said and decided about it, and the decision to take."""
    here = get_site_for(request, site, "moderate")
    contribution = get_contribution(request, site, number)
    if request.method != "POST" or contribution.visibility == Contribution.Visibility.WITHDRAWN:
        return _item(request, here, contribution, _fresh_form(request, contribution))
    form = DecisionForm(request.POST, visibility=contribution.visibility)
    if form.data.get("seen") != seen_of(contribution):
        return _outdated(request, here, contribution)
    if not form.is_valid():
        return _item(request, here, contribution, form, status=422)
    clean = form.cleaned_data
    verdict = Verdict(clean["outcome"], clean.get("reason", ""), clean["note"])
    try:
        decide(contribution=contribution, verdict=verdict, seen=clean["seen"], by=person_of(request))
    except (DecidedMeanwhile, NoSuchDecision, AppealWaits):
        return _outdated(request, here, get_contribution(request, site, number))
    messages.success(request, _("Guardamos tu decisión y avisamos a quien corresponde."))
    return redirect("contributions:moderation", here.slug)


@never_cache
@require_http_methods(["GET", "POST"])
def appeal_decide(request: HttpRequest, site: str, appeal: int) -> HttpResponse:
    """A second person looks at what was hidden, reads why its author disagrees, and decides."""
    here = get_site_for(request, site, "moderate")
    found = _appeal(here, appeal)
    form = AppealDecisionForm(request.POST or None)
    if request.method != "POST":
        return _appeal_page(request, here, found, form)
    if not form.is_valid():
        return _appeal_page(request, here, found, form, status=422)
    clean = form.cleaned_data
    try:
        decide_appeal(appeal=found, outcome=clean["outcome"], reply=clean["reply"], by=person_of(request))
    except (SecondPersonNeeded, AppealDecided):
        return _appeal_page(request, here, _appeal(here, appeal), form, status=409)
    messages.success(request, _("Guardamos tu decisión y avisamos a quien la pidió."))
    return redirect(reverse("contributions:moderation", args=[here.slug]) + "?ver=apelaciones")


@require_safe
def moderation_public(request: HttpRequest, site: str) -> HttpResponse:
    """The rules in plain words, and how they were applied, month by month."""
    here = get_site(request, site)
    months = months_with_decisions(here)
    chosen = _month(request.GET.get("mes", ""), months)
    values = {
        "site": here,
        "rules": RULES,
        "counts": counts_of_month(here, chosen) if chosen else None,
        "months": [(month, f"?mes={month:%Y-%m}", month == chosen) for month in months],
    }
    return render(request, "contributions/moderation_public.html", values)


def _month(said: str, months: list[dt.date]) -> dt.date | None:
    return next((month for month in months if f"{month:%Y-%m}" == said), months[0] if months else None)


def _appeal(site: Site, number: int) -> Appeal:
    found = Appeal.objects.filter(site=site, pk=number).select_related(
        "decision__contribution__process", "decision__contribution__site", "decision__decided_by", "first_by"
    )
    appeal = found.first()
    if appeal is None:
        raise Http404
    return appeal


def _fresh_form(request: HttpRequest, contribution: Contribution) -> DecisionForm | None:
    """A form for how it stands now, with the note that was typed; none for what its author took back."""
    if contribution.visibility == Contribution.Visibility.WITHDRAWN:
        return None
    initial = {"seen": seen_of(contribution), "note": request.POST.get("note", "")}
    return DecisionForm(visibility=contribution.visibility, initial=initial)


def _outdated(request: HttpRequest, site: Site, contribution: Contribution) -> HttpResponse:
    return _item(request, site, contribution, _fresh_form(request, contribution), status=409)


def _item(
    request: HttpRequest, site: Site, contribution: Contribution, form: DecisionForm | None, *, status: int = 200
) -> HttpResponse:
    decisions = decisions_of(contribution)
    open_appeal = next(
        (each.appeal for each in decisions if hasattr(each, "appeal") and each.appeal.decided_at is None), None
    )
    values = {
        "site": site,
        "contribution": contribution,
        "page": page_of(contribution),
        "reports": reports_of(contribution),
        "decisions": decisions,
        "appeal": open_appeal,
        "form": None if open_appeal else form,
        "is_outdated": status == 409,  # noqa: PLR2004 - Conflict
    }
    return render(request, "contributions/moderation_item.html", values, status=status)


def _appeal_page(
    request: HttpRequest, site: Site, appeal: Appeal, form: AppealDecisionForm, *, status: int = 200
) -> HttpResponse:
    contribution = appeal.decision.contribution
    is_hidden = contribution.visibility == Contribution.Visibility.HIDDEN
    values = {
        "site": site,
        "appeal": appeal,
        "contribution": contribution,
        "is_mine": appeal.first_by_id == person_of(request).pk,
        "is_open": appeal.decided_at is None and is_hidden,
        "is_outdated": status == 409,  # noqa: PLR2004 - Conflict
        "form": form,
    }
    return render(request, "contributions/appeal_decide.html", values, status=status)
