"""A vote that asks for an account: in by a code, back at the same place, and one vote each from any browser."""

import pytest

from minka.opinions.models import Vote, Voter
from tests.journeys.conftest import Open, World, prove_mailbox
from tests.journeys.walk import AT_A_PLAIN_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, Walk, Way
from tests.make.opinions import make_opinions, make_statement

pytestmark = [pytest.mark.journey]


@pytest.mark.parametrize("way", [ON_A_PHONE, ON_A_PLAIN_PHONE], ids=lambda way: way.name)
def test_whoever_signs_in_to_vote_comes_back_and_votes_once_from_any_browser(
    world: World, open_browser: Open, way: Way
) -> None:
    water = make_opinions(world.process, moderation="after", needs_account=True)
    make_statement(water)
    page = f"{world.address}{water.slug}/"
    phone, desk = open_browser(way), open_browser(AT_A_PLAIN_DESK)

    enter_to_vote(phone, page, world.cast.citizen.email)
    phone.press("De acuerdo", exact=True)
    phone.reads("Votaste en todas")
    phone.stop("votado")
    enter_to_vote(desk, page, world.cast.citizen.email)
    desk.reads("Votaste en todas")
    desk.press("Ver mis votos")
    desk.press("Cambiar mi voto")
    desk.reads("Dijiste: de acuerdo. Puedes cambiarlo.")
    desk.press("En desacuerdo", exact=True)
    desk.reads("Cambiamos tu voto.")

    assert [vote.value for vote in Vote.objects.all()] == [-1]
    assert Voter.objects.get().participant.person == world.cast.citizen


def enter_to_vote(walk: Walk, page: str, email: str) -> None:
    walk.go(page)
    walk.press("Votar", exact=True)
    walk.reads("Aquí se vota con una cuenta", "Tus votos se muestran sin tu nombre.")
    walk.stop("hace-falta-una-cuenta")
    walk.press("Entrar y votar")
    prove_mailbox(walk, email)
    assert walk.page.url.endswith(f"{page}votar/")
