"""The page of a published service on the State's portal, from its definition."""

from decimal import Decimal, InvalidOperation

from minka.engine.forms import Definition, say
from minka.engine.forms.explaining import words_of
from minka.engine.forms.expressions.nodes import Literal
from minka.engine.forms.expressions.telling import tell_condition
from minka.engine.procedures import Channel, Fee, FeeDoubt, Way
from minka.engine.procedures import Procedure as Row
from minka.engine.procedures.guides import Guide, guide_of


def guide_for(definition: Definition, *, address: str) -> Guide:
    """Write the portal's page of a service.

    Args:
        definition: as it was published.
        address: where it is done on line.
    """
    held = definition.procedure
    where = say(held.where)
    in_person = (Channel(Way.IN_PERSON, where),) if where else ()
    return guide_of(
        Row(
            line=1,
            title=say(definition.title),
            code=held.code,
            description=say(definition.summary),
            legal_basis=held.legal_basis,
            requirements=tuple(_requirements(definition)),
            fee=_fee(definition),
            regimes=(held.regime,),
            term=held.term,
            channels=(Channel(Way.ONLINE, address), *in_person),
            office=held.office,
            decides=held.decides,
            reconsideration=held.reconsideration,
            appeal=held.appeal,
        )
    )


def _requirements(definition: Definition) -> list[str]:
    """Each requirement, after the case in which it is asked for."""
    words = words_of(definition)
    return [
        say(each.text) if each.when is None else f"En caso de que {tell_condition(each.when, words)}, {say(each.text)}"
        for each in definition.requirements
    ]


def _fee(definition: Definition) -> Fee:
    """The amount, where it is the same for everybody."""
    fee = definition.procedure.fee
    try:
        return Fee(Decimal(str(fee.value))) if isinstance(fee, Literal) else Fee(doubt=FeeDoubt.SEVERAL)
    except InvalidOperation:
        return Fee(doubt=FeeDoubt.UNREADABLE)
