"""Addresses of the pages that are measured. A page that this version does not have is left out and said so."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from benchmarks.seeding import World
from minka.contributions.models import Contribution


def public_pages(world: World) -> list[tuple[str, str]]:
    """What anyone reads, by a short name."""
    site, process, activity = world.site.slug, world.process.slug, world.activity.slug
    answered = Contribution.objects.filter(activity=world.activity, answer__isnull=False).order_by("-pk").first()
    here = [site, process, activity]
    wanted = [
        ("process", "processes:process", [site, process], ""),
        ("list", "ideas:list", here, ""),
        ("list, supported", "ideas:list", here, "?orden=apoyadas"),
        ("list, answered", "ideas:list", here, "?orden=respondidas"),
        ("list, page 500", "ideas:list", here, f"?desde={max(20, answered.pk + 100) if answered else 20}"),
        ("list, search", "ideas:list", here, "?q=parque+infantil"),
        ("list, district", "ideas:list", here, "?distrito=060101"),
        ("idea", "ideas:idea", [*here, answered.pk if answered else 1], ""),
        ("write", "ideas:new", here, ""),
        ("site", "insights:site", [site], ""),
        ("numbers", "insights:numbers", [site], ""),
        ("network", "insights:network", [], ""),
        ("log", "records:log", [], ""),
        ("enter a code", "contributions:voice", [], ""),
    ]
    return list(_existing(wanted))


def staff_pages(world: World) -> list[tuple[str, str]]:
    """What the team works with."""
    site, process = world.site.slug, world.process.slug
    wanted = [
        ("desk", "contributions:desk", [site, process], ""),
        ("desk, search", "contributions:desk", [site, process], "?q=parque"),
        ("backlog", "contributions:backlog", [site, process], ""),
        ("work", "insights:work", [], ""),
        ("set-up", "processes:process-setup", [site, process], ""),
        ("moderation", "contributions:moderation", [site], ""),
        ("audit", "insights:audit", [site], ""),
    ]
    return list(_existing(wanted))


def _existing(wanted: list[tuple[str, str, list[object], str]]) -> Iterator[tuple[str, str]]:
    for name, view, arguments, query in wanted:
        try:
            yield name, reverse(view, args=arguments) + query
        except NoReverseMatch:
            print(f"{name}: no such page ({view})")
