"""What a map says, in words and whole percents. Numbers about fewer than five people are not said."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.engine.opinions.document import Group, MapDocument, Tally
from minka.opinions.drawing.words import is_small, percent, votes_in

FIRM, LOOSE = 0.85, 0.65
LEVEL = 0.05  # as often as this a crowd without any gap is told to have one


@dataclass(frozen=True)
class Share:
    """A share as people read it: the percent, the interval that holds it nine times in ten, and how many voted."""

    percent: int
    low: int
    high: int
    votes: int


def share_of(tally: Tally) -> Share | None:
    """How many agree, or nothing when fewer than five voted."""
    if is_small(tally):
        return None
    return Share(percent(tally["agree"]), percent(tally["low"]), percent(tally["high"]), votes_in(tally))


def verdict_words(document: MapDocument) -> tuple[str, str]:
    """What the map found, as a title and a sentence on how sure that is."""
    people, evidence = document["people"]["in_map"], document["evidence"]
    if document["verdict"] == "too_few":
        return _("Todavía hay pocos votos para un mapa"), _(
            "Hace falta que más personas voten al menos %(fewest)d afirmaciones cada una."
        ) % {"fewest": document["people"]["fewest_votes"]}
    if document["verdict"] == "one_crowd":
        return _("No hay grupos claros: es una sola multitud"), _(
            "Las %(people)d personas del mapa se reparten sin cortes. Con los mismos votos barajados, %(alike)d de "
            "%(shuffles)d veces salen grupos igual de marcados: partirlas sería inventar."
        ) % {"people": people, "alike": evidence["shuffles_as_clear"], "shuffles": evidence["shuffles"]}
    count = len(document["groups"])
    title = ngettext("Hay %(count)d grupo de opinión", "Hay %(count)d grupos de opinión", count) % {"count": count}
    return title, _(
        "Entre %(people)d personas. Con los mismos votos barajados, solo %(alike)d de %(shuffles)d veces salen grupos "
        "igual de marcados."
    ) % {"people": people, "alike": evidence["shuffles_as_clear"], "shuffles": evidence["shuffles"]}


def gap_words(document: MapDocument) -> str:
    """Whether people lie between the groups; nothing where there are no groups, and of maps that were not asked."""
    p_value = document["evidence"].get("gap_p_value")
    if p_value is None:
        return ""
    if p_value <= LEVEL:
        return _("Entre los grupos hay un hueco: pocas personas opinan a medio camino.")
    return _(
        "No hay un corte claro entre los grupos: la gente está repartida de un extremo a otro, y la frontera entre "
        "grupos es una ayuda para leer, no un muro."
    )


def support_words(group: Group) -> str:
    """How firm a group is when people are drawn anew."""
    if group["support"] >= FIRM:
        return _("firme: sus personas siguen juntas al volver a sortear quiénes cuentan")
    if group["support"] >= LOOSE:
        return _("regular: parte de sus personas cambia de grupo al volver a sortear quiénes cuentan")
    return _("frágil: con otras personas podría no salir")
