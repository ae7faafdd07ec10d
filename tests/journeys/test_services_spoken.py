"""A recorded question is heard by keyboard alone, and its words stand beside it for whoever hears nothing."""

import io
import math
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.conftest import Open, World
from tests.journeys.walk import ON_A_PHONE
from tests.make.services import ask, make_service, page, permit

pytestmark = [pytest.mark.journey]
RECORDED, RATE, WORDS = "vendes.wav", 8_000, "¿Vendes comida?"


@pytest.fixture
def recording() -> Iterator[Path]:
    """A third of a second of a tone."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(bytes(128 + round(60 * math.sin(at / 3)) for at in range(RATE // 3)))
    path = Path(settings.MEDIA_ROOT) / "audio" / RECORDED
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue())
    yield path
    path.unlink()


@pytest.mark.usefixtures("recording")
def test_a_recorded_question_plays_to_its_end_and_has_its_words(world: World, open_browser: Open) -> None:
    questions = [ask("food", "yes_no", WORDS, audio=RECORDED), ask("metres", "number", "¿Cuántos metros mide?")]
    document = permit(pages=[page("sells", "Tu puesto", *questions)], requirements=[], rules=[])
    make_service(world.cast.cajamarca, document=document)
    walk = open_browser(ON_A_PHONE)
    walk.go("/cajamarca/servicios/feria/")
    walk.press("Empezar")

    sound = walk.page.locator("audio")
    assert sound.count() == 1
    assert sound.get_attribute("aria-label") == f"Escuchar: {WORDS}"
    walk.reads(WORDS)
    assert walk.page.locator(".question", has=sound).inner_text().count(WORDS) == 1
    walk.stop("con-voz")

    sound.focus()
    walk.page.keyboard.press("Space")
    walk.page.wait_for_function("() => document.querySelector('audio').ended")

    assert sound.evaluate("heard => heard.error") is None
    assert sound.evaluate("heard => heard.currentTime") > 0.3
    walk.stop("oida")
