"""How long answers are kept: a draft proposes it for each kind, and says so until a person has looked at it."""

import pytest

from minka.engine.forms import Definition, check_definition, read_definition
from minka.engine.procedures import Procedure, draft_service
from minka.engine.terms import Regime

WORDS = ("Solicitud", "Plano del local", "Pago por derecho de trámite")


def drafted(regime: Regime) -> Definition:
    row = Procedure(line=1, title="Licencia", requirements=WORDS, regimes=(regime,))
    return read_definition(draft_service(row).definition)


@pytest.mark.parametrize("regime", list(Regime))
def test_every_question_of_a_draft_says_how_long_and_that_it_waits_for_a_person(regime: Regime) -> None:
    definition = drafted(regime)
    kept = [each.ground.kept for each in definition.by_id.values() if each.ground is not None]
    found = check_definition(definition).hints

    assert len(kept) == len(definition.by_id)
    assert all("por confirmar: Ley 29733" in words for words in kept)
    assert [each.code for each in found if each.code in {"no_keeping", "keeping_unconfirmed"}] == [
        "keeping_unconfirmed"
    ]
    assert f"cuánto se guardan {len(kept)} respuestas" in next(
        each.text for each in found if each.code == "keeping_unconfirmed"
    )


def test_what_it_is_for_and_the_regime_make_the_words() -> None:
    asked, automatic = drafted(Regime.POSITIVE).by_id, drafted(Regime.AUTOMATIC).by_id

    def kept(question: str, among: dict[str, object]) -> str:
        return among[question].ground.kept  # type: ignore[attr-defined]

    assert kept("phone", dict(asked)).startswith("Se usa mientras dure el trámite")
    assert kept("applicant_name", dict(asked)).startswith("Con el expediente, 5 años desde que termina el trámite")
    assert "desde que se entrega el documento" in kept("applicant_name", dict(automatic))
    assert "fiscalización posterior" in kept("applicant_name", dict(automatic))


def test_a_person_who_confirmed_is_asked_no_more() -> None:
    row = Procedure(line=1, title="Licencia", requirements=WORDS)
    document = draft_service(row).definition
    for page in document["pages"]:  # type: ignore[attr-defined]
        for question in page["questions"]:
            question["ground"]["kept"] = "Diez años, según la tabla de retención de 2025"

    assert "keeping_unconfirmed" not in {each.code for each in check_definition(read_definition(document)).hints}
