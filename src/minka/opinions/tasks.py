"""What the worker does for opinions. Each task takes ids, may run twice, and calls one action."""

from procrastinate.contrib.django import app

from minka.opinions.actions.recounting import recount_map
from minka.opinions.models import Recount


@app.task(name="opinions.recount")
def recount(recount_id: int) -> None:
    """Count a map again."""
    asked = Recount.objects.select_related("opinion_map").filter(pk=recount_id, finished_at=None).first()
    if asked is not None:
        recount_map(recount=asked)
