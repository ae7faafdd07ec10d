"""Looking for repeated contributions, and keeping what was found for whoever opens the page."""

from django.utils import timezone

from minka.contributions.models import Contribution, RepeatSearch
from minka.contributions.queries.repeats import newest_of
from minka.engine.texts.duplicates import group_duplicates
from minka.processes.models import Process

MOST_COMPARED = 30_000


def search_repeats(*, process: Process) -> RepeatSearch:
    """Compare the waiting contributions of the process with each other, the newest ``MOST_COMPARED`` of them."""
    newest = newest_of(process)
    waiting = Contribution.objects.waiting().filter(process=process, parent__isnull=True).order_by("-pk")
    texts = waiting.values_list("pk", "title", "text")[:MOST_COMPARED]
    groups = group_duplicates((number, f"{title} {text}") for number, title, text in texts)
    found = [{"keys": list(group.keys), "score": group.pairs[0].score} for group in groups]
    found.sort(key=lambda group: (-group["score"], group["keys"]))  # type: ignore[operator]
    search, _created = RepeatSearch.objects.update_or_create(
        process=process, defaults={"looked_up_to": newest, "groups": found, "at": timezone.now()}
    )
    return search
