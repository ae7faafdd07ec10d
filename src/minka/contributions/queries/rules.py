"""The rules in plain words. The codes are the database's; the sentences are here, where they can be translated."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from minka.contributions.models import Reason


@dataclass(frozen=True)
class Rule:
    """One rule: the code that decisions name, and what it means with an example."""

    code: Reason
    meaning: str | Promise

    @property
    def title(self) -> str:
        """What breaks it, as somebody reports it."""
        return capfirst(str(self.code.label))


RULES = (
    Rule(
        Reason.PERSONAL_DATA,
        _("Por ejemplo su DNI, su dirección, su teléfono o su salud. Se puede hablar de autoridades por su cargo."),
    ),
    Rule(
        Reason.INSULT,
        _("Se puede criticar con dureza lo que alguien hace. No se puede humillar ni amenazar a una persona."),
    ),
    Rule(
        Reason.HATE,
        _("Por su origen, su lengua, su sexo, su religión, su discapacidad o por cualquier otra condición."),
    ),
    Rule(
        Reason.ADVERTISING,
        _("Vende algo, hace campaña o dice muchas veces lo mismo en distintos lugares."),
    ),
    Rule(
        Reason.OFF_TOPIC,
        _("No estar de acuerdo con la pregunta sí es parte del tema."),
    ),
    Rule(
        Reason.ILLEGAL,
        _("Por ejemplo una imagen íntima sin permiso, o pedir que se haga daño a alguien."),
    ),
)


def rule_choices() -> list[tuple[str, str]]:
    return [(str(rule.code), rule.title) for rule in RULES]


def rule_words(code: str) -> str:
    """The rule behind a code as the end of a sentence; nothing for no code."""
    return str(Reason(code).label) if code else ""
