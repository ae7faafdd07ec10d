"""The files that come with a page or a row: taken one by one, so that a bad one costs no good one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.http import HttpRequest

from minka.engine.forms import Question
from minka.people.pace import address_of, spend
from minka.services.actions.inspecting import UploadRefused
from minka.services.actions.uploads import as_answer, keep_upload, own_id
from minka.services.forms.answers import PREFIX, AnswersForm
from minka.services.queries.filling import UPLOADS, Filling

MOST_NAMED = 20

type File = Mapping[str, object]


@dataclass
class Received:
    """The files that each question holds now, why others were refused, and whether anything changed."""

    files: dict[str, list[File]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    is_new: bool = False

    def tell(self, form: AnswersForm) -> None:
        """Say at its field why a file was refused, instead of that there is none."""
        for name, why in self.refused.items():
            form.errors.pop(name, None)
            form.add_error(name, why)


def receive_files(
    request: HttpRequest, filling: Filling, questions: Iterable[Question], held: Mapping[str, object]
) -> Received:
    """Take what was sent and take out what was unticked.

    Raises:
        TooFast: too many files from this address.
    """
    received = Received()
    for question in questions:
        if question.type in UPLOADS:
            _receive(request, filling, question, held, received)
    return received


def _receive(
    request: HttpRequest, filling: Filling, question: Question, held: Mapping[str, object], received: Received
) -> None:
    before = list(cast("Sequence[File]", held.get(question.id) or []))
    most = question.limits.max_files or 1
    waiting = _waiting(request, filling, question, before)
    dropped = set(request.POST.getlist(f"quitar-{question.id}"))
    shown = [*before, *waiting] if most > 1 else waiting or before
    kept = [file for file in shown if file.get("key") not in dropped]
    sent = request.FILES.get(f"{PREFIX}-{question.id}")
    if sent is not None:
        spend("photo-address", address_of(request))
        try:
            upload = keep_upload(
                application=filling.application, question=question, file=sent, name=sent.name or "", size=sent.size or 0
            )
        except UploadRefused as refused:
            received.refused[question.id] = str(refused)
        else:
            kept = [*kept, as_answer(upload)] if most > 1 else [as_answer(upload)]
    received.files[question.id] = kept
    received.is_new = received.is_new or kept != before


def _waiting(
    request: HttpRequest, filling: Filling, question: Question, before: Sequence[File]
) -> list[dict[str, object]]:
    """Files that arrived well with a form that was refused for something else: it names them when it comes again."""
    named = set(request.POST.getlist(f"tiene-{question.id}")) - {file.get("key") for file in before}
    if not named:
        return []
    arrived = filling.application.uploads.filter(question=own_id(question), name__in=list(named)[:MOST_NAMED])
    return [as_answer(upload) for upload in arrived.order_by("pk")]
