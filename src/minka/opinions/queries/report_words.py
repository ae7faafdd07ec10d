"""What a map says, in sentences with their intervals. Nothing is said of fewer than five votes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.engine.equity import rate
from minka.engine.equity.counts import SMALL
from minka.engine.opinions.document import Brigade, Group, MapDocument, Side, StatementResult, Tally
from minka.opinions.drawing import group_name, percent, span
from minka.opinions.drawing.words import count_words, is_small, votes_in

CONFIDENCE = 0.9
ALMOST_CERTAIN = 0.995
FIRM, RATHER, WEAK = 0.9, 0.75, 0.6


@dataclass(frozen=True)
class Share:
    """A share of those who voted, and where the true one is with 90 %."""

    value: float
    low: float
    high: float


def share_of(tally: Tally, side: Side) -> Share:
    """The share that takes a side; the document keeps the interval of agreeing, that of disagreeing is Wilson's."""
    if side == "agree":
        return Share(tally["agree"], tally["low"], tally["high"])
    found = rate(tally["disagrees"], votes_in(tally), confidence=CONFIDENCE, minimum=1)
    return Share(tally["disagree"], found.low, found.high) if found else Share(tally["disagree"], 0.0, 1.0)


def verdict_words(document: MapDocument) -> tuple[str, str]:
    """What the map found as a whole: a title, and what that means."""
    people = {"n": number_format(document["people"]["in_map"], force_grouping=True)}
    match document["verdict"]:
        case "groups":
            count = len(document["groups"])
            title = ngettext("Vemos %(n)s grupo de opinión", "Vemos %(n)s grupos de opinión", count) % {"n": count}
            return title, _(
                "%(n)s personas votaron lo suficiente para ubicarlas. Se juntan más de lo que el azar junta a la gente."
            ) % people
        case "one_crowd":
            return _("No vemos grupos separados"), _(
                "%(n)s personas votaron lo suficiente para ubicarlas. Piensan distinto entre sí, pero no se parten en "
                "bandos: entre una opinión y otra siempre hay alguien en medio. Dibujar grupos sería inventarlos."
            ) % people
        case _:
            return _("Todavía son muy pocas personas para un mapa"), _(
                "Hacen falta más personas que voten al menos %(n)s afirmaciones. Por ahora se sabe esto."
            ) % {"n": document["people"]["fewest_votes"]}


def evidence_words(document: MapDocument) -> str:
    """Whether it could be chance, in one sentence."""
    evidence = document["evidence"]
    if not evidence["shuffles"]:
        return ""
    facts = {"shuffles": evidence["shuffles"], "alike": evidence["shuffles_as_clear"]}
    if not evidence["shuffles_as_clear"]:
        return (
            _(
                "Para ver si podía ser casualidad, barajamos los votos %(shuffles)s veces y buscamos grupos otra vez. "
                "Nunca salieron tan claros como con los votos de verdad."
            )
            % facts
        )
    return (
        _(
            "Para ver si podía ser casualidad, barajamos los votos %(shuffles)s veces y buscamos grupos otra vez. "
            "En %(alike)s de ellas salieron tan claros como con los votos de verdad."
        )
        % facts
    )


def unites_words(result: StatementResult) -> str:
    """How far everybody goes together: the group that agrees least says it."""
    side: Side = "agree" if result["unites"] >= result["unites_against"] else "disagree"
    groups = [share_of(tally, side) for tally in result["groups"].values() if not is_small(tally)]
    share = min(groups, key=lambda each: each.value) if groups else share_of(result["all"], side)
    facts = {"share": percent(share.value), "span": span(share.low, share.high)}
    if groups and side == "agree":
        return _("En cada grupo, al menos %(share)s de cada 100 están de acuerdo (90 %% seguro: %(span)s).") % facts
    if groups:
        return _("En cada grupo, al menos %(share)s de cada 100 están en desacuerdo (90 %% seguro: %(span)s).") % facts
    if side == "agree":
        return _("%(share)s de cada 100 están de acuerdo (90 %% seguro: %(span)s).") % facts
    return _("%(share)s de cada 100 están en desacuerdo (90 %% seguro: %(span)s).") % facts


def certainty_words(result: StatementResult) -> str:
    """How sure it is that a majority of everybody, group by group, thinks so."""
    sure = max(result["unites"], result["unites_against"])
    if sure >= ALMOST_CERTAIN:
        return _("Casi seguro: es la mayoría en cada grupo.") if result["groups"] else _("Casi seguro: es la mayoría.")
    words = (
        _("Que sea la mayoría en cada grupo: %(n)s de 100 de seguridad.")
        if result["groups"]
        else _("Que sea la mayoría: %(n)s de 100 de seguridad.")
    )
    return words % {"n": int(100 * sure)}


def divides_words(result: StatementResult, names: Mapping[str, str]) -> str:
    """Who is for it and who is not, or how the votes part when there are no groups."""
    shares = [(share_of(tally, "agree"), letter) for letter, tally in result["groups"].items() if not is_small(tally)]
    if len(shares) > 1:
        most, least = max(shares, key=lambda each: each[0].value), min(shares, key=lambda each: each[0].value)
        return _(
            "%(most)s está más de acuerdo: %(high)s de cada 100 (90 %% seguro: %(high_span)s). "
            "%(least)s, menos: %(low)s (%(low_span)s)."
        ) % {
            "most": group_name(most[1], names),
            "high": percent(most[0].value),
            "high_span": span(most[0].low, most[0].high),
            "least": group_name(least[1], names),
            "low": percent(least[0].value),
            "low_span": span(least[0].low, least[0].high),
        }
    agree, against = share_of(result["all"], "agree"), share_of(result["all"], "disagree")
    return _("De acuerdo, %(agree)s de cada 100 (90 %% seguro: %(span)s); en desacuerdo, %(against)s.") % {
        "agree": percent(agree.value),
        "span": span(agree.low, agree.high),
        "against": percent(against.value),
    }


def size_words(group: Group) -> str:
    """How many are in a group, and which share; of fewer than five the share would tell how many."""
    if group["size"] < SMALL:
        words = ngettext("%(people)s persona", "%(people)s personas", group["size"])
        return words % {"people": count_words(group["size"])}
    return _("%(people)s personas: %(share)s de cada 100 de las ubicadas (90 %% seguro: %(span)s)") % {
        "people": count_words(group["size"]),
        "share": percent(group["share"]),
        "span": span(group["low"], group["high"]),
    }


def stability_words(group: Group) -> str:
    """How firm a group is, by what happens when people are drawn anew."""
    facts = {"n": percent(group["support"])}
    if group["support"] >= FIRM:
        return (
            _("Muy firme: si sorteamos de nuevo a las personas, %(n)s de cada 100 veces sus miembros siguen juntos.")
            % facts
        )
    if group["support"] >= RATHER:
        return (
            _("Firme: si sorteamos de nuevo a las personas, %(n)s de cada 100 veces sus miembros siguen juntos.")
            % facts
        )
    if group["support"] >= WEAK:
        return (
            _("Poco firme: si sorteamos de nuevo a las personas, solo %(n)s de cada 100 veces siguen juntos.") % facts
        )
    return _("Nada firme: si sorteamos de nuevo a las personas, solo %(n)s de cada 100 veces siguen juntos.") % facts


def brigade_words(brigade: Brigade) -> str:
    """What looks like many hands of one will, said without blame."""
    facts = {"people": count_words(brigade["people"]), "votes": brigade["votes_each"]}
    if brigade["seconds"] is None:
        return _("%(people)s personas dieron los mismos %(votes)s votos.") % facts
    return _("%(people)s personas dieron los mismos %(votes)s votos en %(time)s.") % {
        **facts,
        "time": _time_words(brigade["seconds"]),
    }


def _time_words(seconds: float) -> str:
    if seconds < 120:  # noqa: PLR2004 - said in seconds up to two minutes
        return ngettext("%(n)s segundo", "%(n)s segundos", round(seconds)) % {"n": round(seconds)}
    if seconds < 7200:  # noqa: PLR2004 - and in minutes up to two hours
        minutes = round(seconds / 60)
        return ngettext("%(n)s minuto", "%(n)s minutos", minutes) % {"n": minutes}
    hours = round(seconds / 3600)
    return ngettext("%(n)s hora", "%(n)s horas", hours) % {"n": hours}
