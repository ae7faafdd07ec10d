"""Named sets of filters of the desk. A convenience of one person: no record, no audit entry."""

from minka.contributions.models import SavedView
from minka.people.models import Person
from minka.processes.models import Process
from minka.sites.access import require


def save_view(*, process: Process, name: str, filters: str, by: Person) -> SavedView:
    """Keep these filters under this name; the same name again replaces what it held."""
    require(by, "see_desk", process.site)
    view, _created = SavedView.objects.update_or_create(
        process=process, person=by, name=name, defaults={"filters": filters, "site": process.site}
    )
    return view


def drop_view(*, process: Process, number: int, by: Person) -> None:
    """Forget one of the person's own views; nothing happens to anybody else's."""
    require(by, "see_desk", process.site)
    SavedView.objects.filter(process=process, person=by, pk=number).delete()
