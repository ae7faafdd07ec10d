"""Where people leave a form, page by page along the way that each of them took, beside why each question is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from minka.cases.queries.figures import SMALL
from minka.services.models import Service, Version
from minka.web.kept import kept

PAGES: Final = """
with last as (
  select distinct on (draft) draft, page from services_step
  where service_id = %(service)s and version_number = %(version)s order by draft, id desc
), filed as (
  select distinct draft from services_step
  where service_id = %(service)s and version_number = %(version)s and kind = 'filed'
)
select s.page,
  count(distinct s.draft) filter (where s.kind = 'served') as reached,
  count(distinct s.draft) filter (where s.kind = 'answered') as answered,
  count(distinct s.draft) filter (where s.kind = 'refused') as refused,
  count(distinct s.draft) filter (where s.kind = 'changed') as changed,
  (select count(*) from last l where l.page = s.page and l.draft not in (select draft from filed)) as stopped,
  percentile_cont(0.5) within group (order by s.seconds) filter (where s.kind = 'answered') as seconds
from services_step s where s.service_id = %(service)s and s.version_number = %(version)s group by s.page
"""
REFUSALS: Final = """
select page, question, rule, count(*), count(distinct draft) from services_step
where service_id = %(service)s and version_number = %(version)s and kind = 'refused'
group by page, question, rule order by count(*) desc
"""


@dataclass(frozen=True)
class Refused:
    """One reason for which answers of one question were refused."""

    question: str
    rule: str
    times: int


@dataclass(frozen=True)
class PageFigures:
    """How one page goes for those whose way leads over it. None where it is too few to be shown."""

    id: str
    title: str
    reached: int | None
    stopped: int | None  # it is the last page that they saw, and they did not file
    stopped_share: float | None
    changed: int | None  # came back to it from the check page
    seconds: int | None
    refusals: tuple[Refused, ...]
    questions: tuple[dict[str, Any], ...]  # as the definition has them, with their ground


def page_figures(service: Service, version: Version) -> tuple[PageFigures, ...]:
    """The pages of a version in their order, counted at most every few seconds."""
    return kept(f"cases.pages.{service.pk}.{version.number}", lambda: _count(service, version))


def worst_pages(pages: Sequence[PageFigures], most: int = 3) -> list[PageFigures]:
    """The pages at which the largest share stops, the worst first: which question should be asked otherwise, or not."""
    stopping = [page for page in pages if page.stopped_share]
    return sorted(stopping, key=lambda page: -(page.stopped_share or 0))[:most]


def _count(service: Service, version: Version) -> tuple[PageFigures, ...]:
    counted = {row[0]: row[1:] for row in _rows(PAGES, service, version)}
    refusals: dict[str, list[Refused]] = {}
    for page, question, rule, times, people in _rows(REFUSALS, service, version):
        if people >= SMALL:
            refusals.setdefault(page, []).append(Refused(question, rule, times))
    return tuple(
        _page(page, counted[page["id"]], refusals.get(page["id"], []))
        for page in version.document["pages"]
        if page["id"] in counted
    )


def _page(page: dict[str, Any], row: tuple[Any, ...], refusals: list[Refused]) -> PageFigures:
    reached, _answered, _refused, changed, stopped, seconds = row
    enough = reached >= SMALL
    return PageFigures(
        id=page["id"],
        title=page["title"]["es"],
        reached=_shown(reached),
        stopped=_shown(stopped) if enough else None,
        stopped_share=stopped / reached if enough and _shown(stopped) is not None else None,
        changed=_shown(changed),
        seconds=round(seconds) if enough and seconds is not None else None,
        refusals=tuple(refusals),
        questions=tuple(page.get("questions", ())),
    )


def _shown(count: int) -> int | None:
    return count if count == 0 or count >= SMALL else None


def _rows(statement: str, service: Service, version: Version) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"service": service.pk, "version": version.number})
        return list(cursor.fetchall())
