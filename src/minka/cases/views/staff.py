"""What every page for officials shows around its own matter."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.cases.models import Case
from minka.cases.queries.standing import Standing, standing_of
from minka.sites.models import Site

CONFLICT, UNPROCESSABLE = 409, 422


def inbox_trail(site: Site, here: str = "") -> list[tuple[str, str]]:
    """The way back to the inbox; ``here`` is a page below it."""
    inbox = reverse("cases:inbox", args=[site.slug])
    trail = [(str(site), reverse("insights:site", args=[site.slug])), (_("Trámites"), inbox if here else "")]
    return [*trail, (here, "")] if here else trail


def around(case: Case, here: str = "") -> dict[str, object]:
    """Site, case and the way back; ``here`` is a page below the case."""
    trail = inbox_trail(case.site, case.number)
    if here:
        trail[-1] = (case.number, reverse("cases:handle", args=[case.site.slug, case.pk]))
        trail.append((here, ""))
    return {"site": case.site, "case": case, "trail": trail}


def standing_today(case: Case) -> Standing:
    """Where the case stands today. The law's dates count even if what they brought is not written down yet."""
    return standing_of(case, timezone.localdate())
