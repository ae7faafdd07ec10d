"""Sectors, process templates, policy frameworks and consent texts."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from minka.reference.files import FileRefused, Problem, Record, line_of, lines_of, read_json
from minka.reference.models import ConsentText, PolicyFramework, PolicyObjective, ProcessTemplate, Sector
from minka.reference.plans import faults_of
from minka.reference.tables.base import BadRow, Table, Values, csv_of


def prepare_sectors() -> Callable[[Values], Values]:
    def clean(row: Values) -> Values:
        name = {"es": row.pop("name_es"), "en": row.pop("name_en")}
        description = {"es": row.pop("description_es"), "en": row.pop("description_en")}
        if not all(name.values()):
            raise BadRow(_("falta el nombre en español o en inglés"))
        return {**row, "name": name, "description": description}

    return clean


def read_process_template(path: Path) -> Iterator[Record]:
    """One template a file; every fault is told with the line it is on."""
    value, text = read_json(path)
    faults = faults_of(value)
    if faults:
        lines = lines_of(text)
        raise FileRefused([Problem(path.name, line_of(lines, fault.path), str(fault)) for fault in faults])
    yield Record(path.name, 1, value)


def prepare_objectives() -> Callable[[Values], Values]:
    frameworks = {framework.key: framework for framework in PolicyFramework.objects.all()}
    known: set[tuple[str, str]] = set()

    def clean(row: Values) -> Values:
        key, parent = row.pop("framework"), row["parent_code"]
        if key not in frameworks:
            raise BadRow(_("no existe el marco «%s»") % key)
        if parent and (key, parent) not in known:
            raise BadRow(_("no existe el objetivo «%s» en una línea anterior") % parent)
        known.add((key, row["code"]))
        return {**row, "framework": frameworks[key]}

    return clean


SECTORS = Table(
    name="sectors",
    model=Sector,
    files=("sectors/sectors.csv",),
    read=csv_of("key", "name_es", "name_en", "description_es", "description_en", "position"),
    prepare=prepare_sectors,
    keeps=True,
)
PROCESS_TEMPLATES = Table(
    name="process_templates",
    model=ProcessTemplate,
    files=("process_templates/*.json",),
    read=read_process_template,
    keeps=True,
)
FRAMEWORKS = Table(
    name="frameworks",
    model=PolicyFramework,
    files=("policy/frameworks.csv",),
    read=csv_of("key", "short_name", "name", "note"),
)
OBJECTIVES = Table(
    name="objectives",
    model=PolicyObjective,
    files=("policy/objectives.csv",),
    read=csv_of("framework", "code", "parent_code", "name"),
    prepare=prepare_objectives,
)
CONSENT_TEXTS = Table(
    name="consent_texts",
    model=ConsentText,
    files=("consent/texts.csv",),
    read=csv_of("purpose", "language", "version", "is_required", "title", "text"),
    keeps=True,
    sealed=("title", "text", "is_required"),
)
