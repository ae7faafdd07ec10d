"""Files of made-up people: small papers and pictures that say what they are, stored as those of real people are."""

import hashlib
import io
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, cast

from PIL import Image, ImageDraw, ImageFont

from minka.engine.forms import Definition, Question, QuestionType
from minka.services.actions.uploads import upload_path
from minka.services.models import Application, Upload
from minka.services.queries.filling import UPLOADS
from minka.services.queries.words import name_of
from minka.web.pdf import draw_note

PDF, JPEG = "application/pdf", "image/jpeg"
WORDS: Final = "DATO DE DEMOSTRACIÓN"
WHAT: Final = "Lo hizo el programa: no es de ninguna persona ni vale como documento."
NAME_LENGTH: Final = 32
KEPT: Final = 128

type Answers = dict[str, Any]


def with_files(application: Application, definition: Definition) -> list[Upload]:
    """Put a file of its own in the place of each made-up one, write its bytes, and give the rows to be kept.

    The same application of the same seed gets the same names and bytes again.
    """
    made: list[Upload] = []
    for question in definition.questions():
        answer = application.answers.get(question.id)
        if question.type in UPLOADS and answer:
            application.answers = application.answers | {question.id: _files(application, question, answer, "", made)}
        elif question.type == QuestionType.GROUP and answer:
            rows = [_row(application, question, row, at, made) for at, row in enumerate(answer)]
            application.answers = application.answers | {question.id: rows}
    return made


def _row(application: Application, group: Question, row: Answers, at: int, made: list[Upload]) -> Answers:
    return row | {
        child.id: _files(application, child, row[child.id], f"{group.id}/{at}/", made)
        for child in group.questions
        if child.type in UPLOADS and row.get(child.id)
    }


def _files(
    application: Application, question: Question, answer: object, place: str, made: list[Upload]
) -> list[dict[str, object]]:
    kept: list[dict[str, object]] = []
    for number, file in enumerate(cast("list[Mapping[str, str]]", answer)):
        upload = _upload(application, question, f"{place}{number}", file["name"])
        made.append(upload)
        kept.append({"key": upload.name, "name": upload.original_name, "type": upload.kind, "size": upload.size})
    return kept


def _upload(application: Application, question: Question, place: str, name: str) -> Upload:
    seed = f"{application.idempotency_key}:{question.id}:{place}"
    kind = PDF if name.endswith(".pdf") else JPEG
    content = sample_file(kind, name_of(question, "es"))
    upload = Upload(
        site=application.site,
        application=application,
        question=question.id,
        name=hashlib.sha256(seed.encode()).hexdigest()[:NAME_LENGTH],
        original_name=name,
        kind=kind,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        scan=Upload.Scan.CLEAN,  # we made it a moment ago
        at=application.touched_at,
    )
    path = upload_path(upload.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return upload


@lru_cache(maxsize=KEPT)
def sample_file(kind: str, about: str) -> bytes:
    """A paper or a picture of one page that says that it is made up, and what it stands for; always the same bytes."""
    return draw_note(WORDS, (about, WHAT)) if kind == PDF else _picture(about)


def _picture(about: str) -> bytes:
    image = Image.new("RGB", (800, 600), "#f3efe6")
    draw = ImageDraw.Draw(image)
    for size, height, text in ((44, 200, WORDS), (26, 280, about), (20, 330, WHAT)):
        draw.text((40, height), text[:70], fill="#2b2b2b", font=ImageFont.load_default(size))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return out.getvalue()
