"""The one door to a contribution: who finds it, who reads its words, and what an activity allows."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from minka.contributions.models import Attachment, Contribution, Import
from minka.people.participation import participants_in
from minka.processes.access import get_process_for, may_see_process
from minka.processes.kinds import find_kind
from minka.processes.models import Activity
from minka.sites.access import may

WITH_PLACE = ("activity__process__site", "activity__phase", "answer")
Visibility = Contribution.Visibility


@dataclass(frozen=True)
class Rules:
    """What the people who set up an activity chose; what they did not choose is allowed."""

    moderated_first: bool
    photo: bool
    place: bool
    comments: bool
    supports: bool


def rules_of(activity: Activity) -> Rules:
    chosen, kind = activity.settings, find_kind(activity.kind)
    return Rules(
        moderated_first=chosen.get("moderation") == "before",
        photo=bool(chosen.get("photo", True)),
        place=bool(chosen.get("place", True)),
        comments=bool(chosen.get("comments", True)) and (kind is None or kind.is_discussed),
        supports=kind is None or kind.is_discussed,
    )


def is_author(request: HttpRequest, contribution: Contribution) -> bool:
    return contribution.participant_id in {each.pk for each in participants_in(request)}


def may_read(request: HttpRequest, contribution: Contribution) -> bool:
    """Whether this reader gets the words; of a hidden or withdrawn voice others see only that it was there."""
    if contribution.visibility in {Visibility.VISIBLE, Visibility.WITHDRAWN}:
        return True
    return is_author(request, contribution) or may(request.user, "see_desk", contribution.site)


def get_contribution(request: HttpRequest, site: str, number: int) -> Contribution:
    """The contribution with its activity, process, site and answer, or 404 alike for hidden and absent."""
    found = (
        Contribution.objects.select_related(*WITH_PLACE)
        .defer("search")
        .filter(pk=number, activity__process__site__slug=site, activity__process__site__closed_at__isnull=True)
        .first()
    )
    if found is None or not may_see_process(request.user, _tied(found).process):
        raise Http404
    if found.visibility == Visibility.HELD and not may_read(request, found):
        raise Http404
    return found


def get_own_contribution(request: HttpRequest, number: int) -> Contribution:
    """A contribution of whoever takes part from this browser, or of whom the reader's account keeps; or 404."""
    own = participants_in(request)
    found = (
        Contribution.objects.select_related(*WITH_PLACE, "parent")
        .defer("search")
        .filter(pk=number, participant__in=own)
        .first()
        if own
        else None
    )
    if found is None:
        raise Http404
    return _tied(found)


def get_import(request: HttpRequest, site: str, process: str, number: int) -> Import:
    """An imported file with its activity and process, for someone who may import there."""
    found = get_process_for(request, site, process, "import")
    file = (
        Import.objects.select_related("activity__process__site", "activity__site", "activity__phase", "site", "by")
        .filter(pk=number, activity__process=found, mapping__format__isnull=True)
        .first()
    )
    if file is None:
        raise Http404
    return file


def get_photo(request: HttpRequest, site: str, name: str) -> Attachment:
    """A photo that this reader may see, or 404."""
    found = (
        Attachment.objects.select_related("contribution__process", "contribution__site")
        .filter(name=name, site__slug=site, site__closed_at__isnull=True)
        .first()
    )
    if found is None or not may_see_photo(request, found):
        raise Http404
    return found


def may_see_photo(request: HttpRequest, photo: Attachment) -> bool:
    contribution = photo.contribution
    if contribution.visibility == Visibility.VISIBLE and photo.is_public:
        return may_see_process(request.user, contribution.process)
    return is_author(request, contribution) or may(request.user, "see_desk", contribution.site)


def _tied(contribution: Contribution) -> Contribution:
    """Let the contribution and its activity share the process and the site that were read once."""
    process = contribution.activity.process
    contribution.process = process
    contribution.site = contribution.activity.site = process.site
    return contribution
