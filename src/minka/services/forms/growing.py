"""Rows of a form that come, go and change their order by buttons of the form itself: no script, nothing typed is lost.

An axis is a list of rows. Its hidden field ``<axis>_count`` says how many there are, and a pattern finds the number of
the row in the names of their fields. A button called ``act`` bears ``axis:verb:number``.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict

from minka.web.numbers import number_in

ACT: Final = "act"
MOST_ROWS: Final = 500

type Axes = Mapping[str, re.Pattern[str]]


class GrowingForm(forms.Form):
    """A form with rows. ``axes`` names its lists of rows."""

    axes: ClassVar[Axes] = {}

    def count_rows(self, axis: str, otherwise: int) -> int:
        """How many rows there are: as the page sent says, or as many as there is something for."""
        found = _count(self.data, axis) if self.is_bound else None
        count = otherwise if found is None else found
        self.fields[f"{axis}_count"] = forms.IntegerField(
            initial=count, required=False, widget=forms.HiddenInput, max_value=MOST_ROWS, min_value=0
        )
        return count


def is_arranging(data: QueryDict) -> bool:
    """Whether a button for rows was pressed, and not the one that saves."""
    return bool(data.get(ACT))


def rearranged(data: QueryDict, axes: Axes) -> QueryDict:
    """What was typed, with the rows as the pressed button wants them; as it is when the button means nothing."""
    axis, _colon, rest = data.get(ACT, "").partition(":")
    verb, _colon, said = rest.partition(":")
    count, number = _count(data, axis), number_in(said)
    if axis not in axes or count is None:
        return data
    order = _order(count, verb, -1 if number is None else number)
    places = {old: new for new, old in enumerate(order)}
    changed = QueryDict(mutable=True)
    for key, values in data.lists():
        found = axes[axis].match(key)
        if found is None:
            changed.setlist(key, values)
        elif int(found[1]) in places:
            changed.setlist(f"{key[: found.start(1)]}{places[int(found[1])]}{key[found.end(1) :]}", values)
    changed[f"{axis}_count"] = str(len(order))
    return changed


def _count(data: Mapping[str, Any], axis: str) -> int | None:
    found = number_in(str(data.get(f"{axis}_count", "")))
    return None if found is None else min(found, MOST_ROWS)


def _order(count: int, verb: str, number: int) -> list[int]:
    """The old places in their new order; a number beyond all old ones is a new row."""
    order = list(range(count))
    if verb == "add":
        return [*order, count][:MOST_ROWS]
    if number not in order:
        return order
    if verb == "remove":
        return [each for each in order if each != number]
    other = number + {"up": -1, "down": 1}.get(verb, 0)
    if other in order:
        order[number], order[other] = other, number
    return order
