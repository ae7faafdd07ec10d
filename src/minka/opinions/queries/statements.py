"""The statements of an activity beside what the newest map says of each, as the team sorts through them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404

from minka.engine.opinions.document import MapDocument, StatementResult
from minka.opinions.drawing.words import percent, votes_in
from minka.opinions.models import OpinionMap, Statement
from minka.opinions.queries.words import Share, share_of
from minka.processes.models import Activity

PER_PAGE = 50
FEW = 20  # votes under which a statement is worth showing more
NEVER = -1.0


@dataclass(frozen=True)
class Row:
    """One statement with its result, if the map has one."""

    statement: Statement
    result: StatementResult | None

    @property
    def number(self) -> int:
        return self.statement.number

    @property
    def text(self) -> str:
        return self.statement.contribution.text

    @property
    def agree(self) -> Share | None:
        return share_of(self.result["all"]) if self.result else None

    @property
    def passes(self) -> int | None:
        """The percent that passed, which says that a statement is hard to understand or does not concern them."""
        share = self.agree
        return percent(self.result["all"]["passes"] / share.votes) if self.result and share else None

    @property
    def votes(self) -> int:
        return votes_in(self.result["all"]) if self.result else 0

    @property
    def unites(self) -> int | None:
        """How sure it is that a majority takes the same side in every group, in percent."""
        if self.result is None or self.agree is None:
            return None
        return percent(max(self.result["unites"], self.result["unites_against"]))

    @property
    def unites_against(self) -> bool:
        return bool(self.result and self.result["unites_against"] > self.result["unites"])

    @property
    def divides(self) -> int | None:
        return percent(self.result["divides"]) if self.result and self.agree else None


def _by_agreement(row: Row) -> float:
    return row.result["all"]["agree"] if row.result and row.agree else NEVER


def _by_union(row: Row) -> float:
    return max(row.result["unites"], row.result["unites_against"]) if row.result and row.agree else NEVER


def _by_division(row: Row) -> float:
    return row.result["divides"] if row.result and row.agree else NEVER


def _by_fewest(row: Row) -> float:
    return -row.votes


ORDERS: dict[str, Callable[[Row], float]] = {
    "acuerdo": _by_agreement,
    "union": _by_union,
    "division": _by_division,
    "pocos-votos": _by_fewest,
}


def statement_rows(activity: Activity, newest: OpinionMap | None, order: str = "acuerdo") -> list[Row]:
    """Every statement that can be voted on, the first by the order chosen; equals by number."""
    results = results_of(newest)
    found = Statement.objects.filter(activity=activity, contribution__visibility="visible")
    shown = found.exclude(contribution__state="merged").select_related("contribution").defer("contribution__search")
    rows = [Row(each, results.get(each.number)) for each in shown.order_by("number")]
    return sorted(rows, key=ORDERS.get(order, _by_agreement), reverse=True)


def statement_page(rows: Sequence[Row], number: str) -> Page[Row]:
    return Paginator(rows, PER_PAGE).get_page(number)


def get_team_statement(activity: Activity, number: int) -> Statement:
    """Any statement of the activity, hidden ones too, with its contribution, or 404."""
    found = Statement.objects.select_related("contribution__answer").defer("contribution__search")
    statement = found.filter(activity=activity, number=number).first()
    if statement is None:
        raise Http404
    statement.activity, statement.site = activity, activity.site
    return statement


def results_of(newest: OpinionMap | None) -> dict[int, StatementResult]:
    """What the map says of each statement, by number."""
    if newest is None:
        return {}
    document: MapDocument = newest.document
    return {each["number"]: each for each in document["statements"]}
