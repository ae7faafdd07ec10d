"""The rules that a site counts with, each with its norm and who has checked it: what makes a date auditable."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.engine.clocks import Article
from minka.law.models import DistanceTable, FrontDeskRule
from minka.law.queries.noted import named_rows
from minka.reference.models import LegalRule
from minka.services.models import Service
from minka.services.queries.definitions import definition_of, newest_version
from minka.services.queries.rules_days import DayRule, days_of
from minka.sites.models import Site

FOLDED_FROM = 10


@dataclass(frozen=True)
class ServiceRegime:
    """What the law says of one service: its silence, its term and the norm of a term that is not the law's."""

    service: Service
    silence: str
    silence_words: str
    term: str
    basis: str


@dataclass(frozen=True)
class UsedRule:
    """One rule of the law and the services it is used by; all of them when ``is_for_all``."""

    rule: LegalRule
    value: str
    article: str
    is_for_all: bool
    services: Sequence[Service]


@dataclass(frozen=True)
class RuleGroup:
    """Rules of one kind. ``shared`` is one of them where all have its source, its day and its check: said once."""

    title: str
    rules: Sequence[UsedRule]

    @property
    def shared(self) -> LegalRule | None:
        said = {(each.rule.source, each.rule.valid_from, each.rule.checked) for each in self.rules}
        return self.rules[0].rule if len(said) == 1 else None

    @property
    def is_long(self) -> bool:
        return len(self.rules) > FOLDED_FROM


@dataclass(frozen=True)
class RulesPage:
    """Everything on the page."""

    regimes: Sequence[ServiceRegime]
    groups: Sequence[RuleGroup]
    desks: Sequence[FrontDeskRule]
    tables: Sequence[tuple[DistanceTable, Sequence[tuple[str, str, object]]]]
    days: Sequence[DayRule]


def rules_page(site: Site, today: dt.date) -> RulesPage:
    """Read the rules of a site."""
    regimes = regimes_of(site)
    tables = DistanceTable.objects.filter(site=site, withdrawn_at=None).select_related("organization")
    return RulesPage(
        regimes=regimes,
        groups=_groups(regimes, today),
        desks=list(FrontDeskRule.objects.filter(site=site, withdrawn_at=None).select_related("organization")),
        tables=[(each, named_rows(each.rows)) for each in tables],
        days=days_of(site, today),
    )


def regimes_of(site: Site) -> list[ServiceRegime]:
    """The regimes of the services that people can use, as their newest versions say."""
    live = Service.objects.filter(site=site, status__in=[Service.Status.LIVE, Service.Status.PAUSED]).defer("draft")
    return [_regime(each) for each in live if each.versions.exists()]


def _regime(service: Service) -> ServiceRegime:
    procedure = definition_of(newest_version(service).pk).procedure
    term, silence = procedure.term, str(procedure.regime)
    words = {
        "positive": _("Silencio positivo"),
        "negative": _("Silencio negativo"),
        "automatic": _("Aprobación automática"),
    }
    has_term = term is not None and silence != "automatic"
    return ServiceRegime(
        service=service,
        silence=silence,
        silence_words=words[silence],
        term=_amount(term.count, str(term.unit)) if has_term and term else "",
        basis=procedure.term_basis or "; ".join(procedure.legal_basis),
    )


def _groups(regimes: Sequence[ServiceRegime], today: dt.date) -> list[RuleGroup]:
    rules = list(LegalRule.objects.valid_on(today).order_by("pk"))
    return [
        RuleGroup(str(group.label), [_used(each, regimes) for each in rules if each.group == group])
        for group in LegalRule.Group
    ]


def _used(rule: LegalRule, regimes: Sequence[ServiceRegime]) -> UsedRule:
    services = [each.service for each in regimes if rule.silence == each.silence]
    value = _amount(rule.value, rule.unit) if rule.value is not None else ""
    article = Article(rule.law, rule.tuo).short
    return UsedRule(rule, value, article, is_for_all=not rule.silence, services=services)


def _amount(count: int, unit: str) -> str:
    if not count:
        return _("el mismo día")
    words = {
        "working_days": ngettext("%d día hábil", "%d días hábiles", count),
        "days": ngettext("%d día calendario", "%d días calendario", count),
        "months": ngettext("%d mes", "%d meses", count),
    }
    return words[unit] % count
