"""Who took part in an activity of opinions: by channel and by district, small numbers hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from minka.contributions.models import Contribution
from minka.engine.equity import hide_small_counts
from minka.opinions.drawing import Drawing, amounts_picture
from minka.opinions.models import Voter
from minka.processes.models import Activity
from minka.reference.maps import Choropleth, choropleth
from minka.reference.queries import place_options
from minka.web.memory import memory

SECONDS = 60
NO_PLACE = ""


@dataclass(frozen=True)
class Attendance:
    """Voters who count; None where a number is protected."""

    total: int | None
    channels: Sequence[tuple[str, int | None]]
    districts: Mapping[str, int | None]
    unplaced: int | None
    silent: int  # districts of the department from which nobody said to be

    @property
    def is_placed(self) -> bool:
        return bool(self.districts)

    @property
    def picture(self) -> Drawing:
        return amounts_picture(self.channels, title=_("Por dónde llegaron"), unit=_("votantes"), name="caminos")


def attendance_of(activity: Activity) -> Attendance:
    """Counted at most every ``SECONDS``: a million voters take a moment to count."""
    key = f"opinions.attendance.{activity.pk}"
    found: Attendance | None = memory.get(key)
    if found is None:
        found = _counted(activity)
        memory.set(key, found, SECONDS)
    return found


def map_of(attendance: Attendance, department: str) -> Choropleth:
    """A district without a voter has none, which is not the same as having no data."""
    counts: dict[str, int | None] = {place.inei_code: 0 for place in place_options(department)}
    return choropleth(
        counts | dict(attendance.districts),
        title=_("Votantes por distrito"),
        unit=_("votantes"),
        department=department,
        name="distritos-mapa",
    )


def _counted(activity: Activity) -> Attendance:
    voters = Voter.objects.filter(activity=activity, is_excluded=False).order_by()
    by_channel = _hidden(dict(voters.values_list("channel").annotate(Count("pk"))))
    by_place = _hidden(dict(voters.values_list("place_code").annotate(Count("pk"))))
    unplaced = by_place[0].pop(NO_PLACE, 0)
    department = activity.process.site.place_code[:2]
    known = {place.inei_code for place in place_options(department)} if department else set()
    return Attendance(
        total=by_channel[1],
        channels=[
            (capfirst(str(name)), by_channel[0][code])
            for code, name in Contribution.Channel.choices
            if code in by_channel[0]
        ],
        districts=by_place[0],
        unplaced=unplaced,
        silent=len(known - set(by_place[0])),
    )


def _hidden(counts: Mapping[str, int]) -> tuple[dict[str, int | None], int | None]:
    codes = sorted(counts)
    safe = hide_small_counts([counts[code] for code in codes])
    return dict(zip(codes, safe.counts, strict=True)), safe.total
