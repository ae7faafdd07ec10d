"""Files that were sent and are part of no answer yet."""

from collections.abc import Iterable

from minka.engine.forms import Question
from minka.services.actions.uploads import as_answer, named_in
from minka.services.models import Application, Upload


def sent_before(application: Application, question: Question, names: Iterable[str]) -> list[dict[str, object]]:
    """Those of the named files that came with an earlier try of the same form, as an answer names them."""
    wanted = set(names) - named_in(application.answers)
    found = Upload.objects.filter(application=application, question=question.id, name__in=wanted) if wanted else ()
    return [as_answer(each) for each in found]
