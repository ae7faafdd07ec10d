"""The correction of a case: the answers that were observed, in rows of groups too, and nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, override

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from minka.cases.queries.correcting import Correctable, shows
from minka.cases.queries.given import Given
from minka.engine.forms import Cleaned, Fault, Journey, Question, Spot, clean_answer, put_at, read_at
from minka.engine.forms import rows_of as held_rows
from minka.services.forms.answers import AnswersForm
from minka.services.queries.filling import Filling

LONG = 4000
REQUIRED = "answer_required"


class CorrectionForm(AnswersForm):
    """What was observed, and what the new answers bring. A whole group may get rows and lose them."""

    def __init__(
        self,
        filling: Filling,
        correctable: Correctable,
        data: MultiValueDict[str, Any] | None = None,
        *,
        files: Mapping[str, object] | None = None,
    ) -> None:
        self.correctable = correctable
        self.spots = {spot.name: spot for spot in correctable.spots}
        self.before = filling.application.answers
        kept = {name: read_at(self.before, spot.path) for name, spot in self.spots.items()}
        super().__init__(filling, [spot.asked for spot in correctable.spots], kept, data)
        self.held = files or {}
        self.corrections: dict[str, object] = {}
        self.missing: list[str] = []
        hint = _("Si lo corregiste de otra manera, dilo aquí: por ejemplo, que llevaste un papel a la entidad.")
        self.fields["note"] = forms.CharField(
            label=_("¿Quieres explicar algo?"), help_text=hint, max_length=LONG, required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip

    @cached_property
    def taken_out(self) -> set[tuple[str, int]]:
        """The rows that are ticked to be removed, of groups that may lose rows."""
        marked = set(self.data.getlist("quitar-fila")) if isinstance(self.data, MultiValueDict) else set()
        return {
            (group.id, row)
            for group in self.correctable.groups
            for row in range(len(held_rows(self.before, group)))
            if f"{group.id}-{row}" in marked
        }

    @override
    def clean(self) -> None:
        cleaned = {
            each.id: clean_answer(each, self.held.get(each.id, self.typed[each.id]), self.filling.context)
            for each in self.asked
        }
        orders = {group.id: self._order(group, cleaned) for group in self.correctable.groups}
        answers = self._answers(cleaned, orders)
        now = self.filling.journey_with(answers)
        for name, found in cleaned.items():
            if self._counts(name, orders, now):
                self.tell(found.faults, ())
        named = [_named(fault, orders) for fault in now.faults]
        self.tell([fault for fault in named if fault.path in self.spots or not fault.code.startswith(REQUIRED)], ())
        if now.next_page is not None and not self.errors:
            self.missing = self._missing(now, orders)
            self.add_error(None, _("Con lo que cambiaste hace falta responder algo más: está en esta página."))
        self.corrections = self._changed(answers, orders, now)
        if not self.errors and not self.corrections and not self.cleaned_data.get("note"):
            self.add_error(None, _("Todavía no cambiaste nada. Corrige lo que dice la lista antes de enviarlo."))

    @property
    def brought(self) -> set[str]:
        """The names of the spots that were not asked for when the case was filed."""
        return {name for name, spot in self.spots.items() if not shows(self.filling.journey, spot)}

    def forgive(self) -> None:
        """Show what was typed without saying what is missing: nothing is sent yet."""
        self.errors.clear()

    @property
    def given(self) -> Given:
        return Given(corrections=self.corrections, correction_note=str(self.cleaned_data.get("note") or ""))

    def _order(self, group: Question, cleaned: Mapping[str, Cleaned]) -> list[int]:
        """The rows of the form that stay, by their number on it. A new row in which nothing was written is none."""
        held = len(held_rows(self.before, group))
        shown = sorted({spot.row for spot in self.spots.values() if spot.group == group and spot.row is not None})
        new = [row for row in shown if row >= held and not self._is_blank(group, row, cleaned)]
        return [row for row in range(held) if (group.id, row) not in self.taken_out] + new

    def _is_blank(self, group: Question, row: int, cleaned: Mapping[str, Cleaned]) -> bool:
        mine = [cleaned[name] for name, spot in self.spots.items() if (spot.group, spot.row) == (group, row)]
        return all(not each.kept and each.kept is not False and not _says_more(each) for each in mine)

    def _answers(self, cleaned: Mapping[str, Cleaned], orders: Mapping[str, list[int]]) -> dict[str, object]:
        """All answers with what was typed in its place, and the rows of whole groups that stay."""
        wanted = {group: [*range(max(rows, default=-1) + 1)] for group, rows in orders.items()}
        widened = {group: self._rows(group, rows) for group, rows in wanted.items() if rows}
        changes = {
            spot.path: cleaned[name].kept
            for name, spot in self.spots.items()
            if spot.group is None or spot.group.id not in orders or spot.row in orders[spot.group.id]
        }
        put = put_at(self.before, {**widened, **changes})
        for group, rows in orders.items():
            found = put.get(group)
            if rows or self.before.get(group):
                put[group] = [found[row] for row in rows] if isinstance(found, list) else []
        return put

    def _rows(self, group: str, rows: list[int]) -> list[object]:
        held: list[object] = list(held_rows(self.before, self.filling.definition.by_id[group]))
        return [*held, *({} for _row in rows[len(held) :])]

    def _counts(self, name: str, orders: Mapping[str, list[int]], now: Journey) -> bool:
        """Whether what was typed in a field is asked for, given everything else that was typed."""
        spot = self.spots[name]
        if spot.group is None or spot.group.id not in orders:
            return shows(now, spot)
        order = orders[spot.group.id]
        return spot.row in order and shows(now, replace(spot, row=order.index(spot.row)))

    def _missing(self, now: Journey, orders: Mapping[str, list[int]]) -> list[str]:
        """The names of what the open page asks for and this form does not show yet."""
        assert now.next_page is not None  # noqa: S101 - only asked when there is one
        found: list[str] = []
        for question in now.questions_of(now.next_page):
            is_shown = question.id in self.spots or self.correctable.is_whole(question)
            found += [question.id] if not is_shown and now.answered.get(question.id) is None else []
            order = orders.get(question.id)
            for at, row in enumerate(held_rows(now.answered, question)):
                names = (Spot(each, question, order[at] if order else at).name for each in question.questions
                         if each.id in row and row[each.id] is None)  # fmt: skip
                found += [name for name in names if name not in self.spots]
        return found

    def _changed(
        self, answers: Mapping[str, object], orders: Mapping[str, list[int]], now: Journey
    ) -> dict[str, object]:
        """What is new, by path; a group that got or lost rows as a whole."""
        whole = {group for group, rows in orders.items() if rows != [*range(self._held(group))]}
        found: dict[str, object] = {
            spot.path: read_at(answers, spot.path)
            for name, spot in self.spots.items()
            if (spot.group is None or spot.group.id not in whole) and self._counts(name, orders, now)
        }
        found |= {group: answers.get(group) for group in whole}
        return {path: value for path, value in found.items() if value != read_at(self.before, path)}

    def _held(self, group: str) -> int:
        return len(held_rows(self.before, self.filling.definition.by_id[group]))


def _named(fault: Fault, orders: Mapping[str, list[int]]) -> Fault:
    """A fault in a row under the name of its field: the rows of the form may be more than those that stay."""
    group, _slash, inside = fault.path.partition("/")
    if not inside:
        return fault
    at, _slash, child = inside.partition("/")
    row = orders[group][int(at)] if group in orders else int(at)
    return replace(fault, path=f"{group}-{row}-{child}")


def _says_more(cleaned: Cleaned) -> bool:
    return any(not fault.code.startswith(REQUIRED) for fault in cleaned.faults)
