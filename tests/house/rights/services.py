"""Services: anybody reads and begins; what is filled in, its files and its receipt are for the phone that holds it."""

from tests.house.rights import COORDINATOR, OFFICIAL, Row, everyone, holder, site
from tests.house.world import World


def service(world: World) -> dict[str, object]:
    return {**site(world), "service": world.service.slug}


def page(world: World) -> dict[str, object]:
    return {**service(world), "page": "people"}


def group(world: World) -> dict[str, object]:
    return {**page(world), "group": "helpers"}


def row(world: World) -> dict[str, object]:
    return {**group(world), "number": 1}


def filed(world: World) -> dict[str, object]:
    return {**service(world), "number": world.filed.pk}


def upload(world: World) -> dict[str, object]:
    return {**service(world), "name": world.upload.name}


def audio(world: World) -> dict[str, object]:
    return {**service(world), "name": "nothing.opus"}


BEGINS = "who fills in nothing is led to where it begins"

RIGHTS = {
    "services:services": Row(everyone(200), at=site),
    "services:rules": Row(everyone(200), at=site),
    "services:worker": Row(everyone(200), at=site),
    "services:waiting": Row(everyone(200), at=site),
    "services:service": Row(everyone(200), at=service),
    "services:start": Row(everyone(302), at=service, method="post"),
    "services:own-list": Row(holder(200, otherwise=302), at=service, why=BEGINS),
    "services:page": Row(holder(200, otherwise=302), at=page, why=BEGINS),
    "services:pay": Row(holder(404, otherwise=302), at=page, why="this page asks for no payment"),
    "services:row-new": Row(holder(200, otherwise=302), at=group, why=BEGINS),
    "services:row": Row(holder(200, otherwise=302), at=row, why=BEGINS),
    "services:row-remove": Row(holder(200, otherwise=302), at=row, why=BEGINS),
    "services:phone": Row(holder(200, otherwise=302), at=service, why=BEGINS),
    "services:kit": Row(holder(200, otherwise=302), at=service, why=BEGINS),
    "services:unsent": Row(holder(200, otherwise=302), at=service, why=BEGINS),
    "services:helper": Row(holder(200, otherwise=302), at=service, why=BEGINS),
    "services:check": Row(holder(200, otherwise=302), at=service, why=BEGINS),
    "services:version": Row(everyone(302), at=service, why="nobody has an older version than the newest"),
    "services:saved": Row(holder(200, otherwise=302), at=service, why=BEGINS),
    "services:drop": Row(holder(200, otherwise=302), at=service, why=BEGINS),
    "services:filed": Row(holder(200), at=filed),
    "services:upload": Row(holder(200) | {OFFICIAL: 200, COORDINATOR: 200}, at=upload),
    "services:audio": Row(everyone(404), at=audio, why="nobody recorded this question"),
}
