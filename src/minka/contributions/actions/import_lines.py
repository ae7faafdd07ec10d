"""From rows to voices: which can be received, which were received before, which are broken and why."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import batched

from django.core.exceptions import SuspiciousOperation
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from minka.contributions.actions.submission import Voice
from minka.contributions.models import Contribution
from minka.contributions.queries.imports.mapping import Mapping
from minka.contributions.queries.imports.moments import MomentUnclear, read_moment
from minka.contributions.queries.imports.rows import Row
from minka.engine.texts.cleaning import clean_line, clean_text, letters_in
from minka.processes.models import Activity
from minka.reference.forms import question_about
from minka.reference.naming import Understood, understand

OK, REPEATED, BROKEN = "ok", "repeated", "broken"
BATCH = 1000
LONGEST_TITLE, LONGEST_TEXT, LONGEST_KEY, LONGEST_NAME = 140, 20_000, 120, 80
MOST_SUPPORTS = 2_000_000_000
FEWEST_LETTERS = 3
BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr)\b[^<>]*>", re.IGNORECASE)
LANGUAGES = {"es": "es", "espanol": "es", "español": "es", "spanish": "es", "castellano": "es", "en": "en"}
LANGUAGES |= {"qvc": "qvc", "quechua": "qvc", "quechua cajamarquino": "qvc"}


class RowBroken(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The row cannot be received, in words."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What becomes of one line."""

    line: int
    status: str
    reason: str = ""
    key: str = ""
    voice: Voice | None = None


@dataclass
class Checker:
    """Turns rows into voices for one activity, remembering what it saw."""

    activity: Activity
    source: str
    mapping: Mapping
    now: dt.datetime = field(default_factory=timezone.now)
    _seen: dict[str, int] = field(default_factory=dict)
    _places: dict[str, Understood] = field(default_factory=dict)

    def check(self, rows: Iterable[Row]) -> Iterator[Checked]:
        """One answer for each row, in their order."""
        for some in batched(rows, BATCH):
            checked = [self._check(row) for row in some]
            known = self._known(checked)
            yield from (self._against(known, each) for each in checked)

    def _check(self, row: Row) -> Checked:
        if row.problem:
            return Checked(row.line, BROKEN, row.problem)
        try:
            voice = self._voice(row)
        except (RowBroken, MomentUnclear) as broken:
            return Checked(row.line, BROKEN, str(broken), self._cell(row, "key")[:LONGEST_KEY])
        earlier = self._seen.setdefault(voice.source_key, row.line)
        if earlier != row.line:
            reason = _("Es igual a la línea %d de este archivo.") % earlier
            return Checked(row.line, REPEATED, reason, voice.source_key)
        return Checked(row.line, OK, "", voice.source_key, voice)

    def _known(self, checked: Iterable[Checked]) -> set[str]:
        keys = [each.key for each in checked if each.status == OK]
        found = Contribution.objects.filter(activity=self.activity, source=self.source, source_key__in=keys)
        return set(found.values_list("source_key", flat=True))

    def _against(self, known: set[str], each: Checked) -> Checked:
        if each.status == OK and each.key in known:
            return Checked(each.line, REPEATED, _("Ya se importó antes."), each.key)
        return each

    def _cell(self, row: Row, name: str) -> str:
        column = self.mapping.get(name)
        return row.cells[column] if column is not None and column < len(row.cells) else ""

    def _voice(self, row: Row) -> Voice:
        title, text = clean_line(plain_words(self._cell(row, "title"))), plain_words(self._cell(row, "text"))
        if letters_in(title + text) < FEWEST_LETTERS:
            raise RowBroken(_("No tiene texto."))
        if len(title) > LONGEST_TITLE:  # nothing is lost: the whole title opens the text
            title, text = f"{title[: LONGEST_TITLE - 1]}…", f"{title}\n\n{text}".strip()
        if len(text) > LONGEST_TEXT:
            facts = {"found": len(text), "most": LONGEST_TEXT}
            raise RowBroken(_("El texto tiene %(found)d letras y caben %(most)d.") % facts)
        written = self._cell(row, "day").strip()
        return Voice(
            title=title,
            text=text or title,
            channel=Contribution.Channel.IMPORT,
            language=self._language(row),
            place_code=self._place(row),
            spoken_by=clean_line(self._cell(row, "spoken_by"))[:LONGEST_NAME],
            handed_in_at=read_moment(written, now=self.now) if written else None,
            source=self.source,
            source_key=self._key(row, title, text),
            source_support_count=self._supports(row),
        )

    def _key(self, row: Row, title: str, text: str) -> str:
        key = clean_line(self._cell(row, "key"))
        if len(key) > LONGEST_KEY:
            raise RowBroken(_("Su código es demasiado largo: caben %d letras.") % LONGEST_KEY)
        if key:
            return key
        if "key" in self.mapping:
            raise RowBroken(_("No tiene código en la columna elegida."))
        return "text:" + hashlib.sha256(f"{title}\n{text}\n{self._cell(row, 'day')}".encode()).hexdigest()[:40]

    def _supports(self, row: Row) -> int:
        written = self._cell(row, "supports").strip()
        if not written:
            return 0
        if not re.fullmatch(r"\d{1,10}(?:\.0+)?", written, re.ASCII) or float(written) > MOST_SUPPORTS:
            raise RowBroken(_("«%s» no es un número de apoyos.") % written[:30])
        return int(float(written))

    def _language(self, row: Row) -> str:
        written = clean_line(self._cell(row, "language")).casefold()
        if not written:
            return "es"
        if written.partition("-")[0] not in LANGUAGES:
            raise RowBroken(_("No conocemos la lengua «%s»: usa es, qvc o en.") % written[:30])
        return LANGUAGES[written.partition("-")[0]]

    def _place(self, row: Row) -> str:
        written = clean_line(self._cell(row, "place"))
        if not written:
            return ""
        if written not in self._places:
            self._places[written] = understand(written, self.activity.site.place_code[:2])
        meant = self._places[written]
        if len(meant.options) != 1:
            raise RowBroken(
                _("Distrito «%(name)s»: %(question)s") % {"name": written[:60], "question": question_about(meant)}
            )
        return meant.options[0].inei_code


def plain_words(text: str) -> str:
    """The words of a cell that may hold HTML, with its paragraphs.

    Raises:
        RowBroken: it is built to keep a reader of HTML busy for ever.
    """
    if "<" in text or "&" in text:
        try:
            text = unescape(strip_tags(BREAKS.sub("\n", text)))
        except SuspiciousOperation as endless:
            raise RowBroken(_("Tiene HTML dañado: no se puede leer.")) from endless
    return clean_text(text)
