"""Numbers and amounts as people type them in Peru: a point before decimals, a comma or a blank between thousands.

The comma is taken for decimals where it cannot part thousands. What may be either is asked again, never guessed.
"""

import re
from decimal import Decimal

from minka.engine.forms.answers.keeping import Unfit

_COIN = re.compile(r"^(?:S/\.?|PEN|SOLES)\s*|\s*(?:SOLES|PEN|NUEVOS SOLES)$", re.IGNORECASE)
_MARKS = re.compile(r"[.,]")
_BLANKS = re.compile(r"(?<=[0-9])[\s\u00a0\u202f'’](?=[0-9]{3}(?![0-9]))")
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]{3})+")
LONGEST_NUMBER = 40
THOUSAND = 3


def number_typed(text: str, decimals: int) -> str:
    """The number in the form it is kept: no thousands, a point, no zeros that say nothing.

    Args:
        text: what was typed.
        decimals: how many decimals the question takes; tells ``1.250`` apart.

    Raises:
        Unfit: it is no number, or may be two.

    >>> number_typed("1,250.50", 2), number_typed("1 250,5", 2), number_typed("007", 0)
    ('1250.5', '1250.5', '7')
    """
    plain = _plain(_BLANKS.sub("", text.strip().replace("−", "-")), decimals)
    if len(plain) > LONGEST_NUMBER or not _PLAIN.fullmatch(plain):
        raise Unfit("number")
    return _short(Decimal(plain))


def money_typed(text: str, decimals: int) -> str:
    """The amount in soles, with its céntimos.

    >>> money_typed("S/ 1 250,50", 2), money_typed("80 soles", 2)
    ('1250.50', '80.00')
    """
    try:
        number = number_typed(_COIN.sub("", text.strip()[:LONGEST_NUMBER]), decimals)
    except Unfit as wrong:
        raise wrong if wrong.code == "number_ambiguous" else Unfit("money") from wrong
    _, _, fraction = number.partition(".")
    return number if len(fraction) > decimals else f"{Decimal(number):.{decimals}f}"


def _plain(text: str, decimals: int) -> str:
    marks = _MARKS.findall(text)
    if not marks:
        return text
    if len(set(marks)) == 1:
        return _one_sort(text, marks[0], len(marks), decimals)
    last = marks[-1]
    whole, _, fraction = text.rpartition(last)
    if marks.count(last) > 1 or not _GROUPED.fullmatch(whole):
        raise Unfit("number")
    return f"{_MARKS.sub('', whole)}.{fraction}"


def _one_sort(text: str, mark: str, count: int, decimals: int) -> str:
    if count > 1:
        if not _GROUPED.fullmatch(text):
            raise Unfit("number")
        return _MARKS.sub("", text)
    whole, _, fraction = text.partition(mark)
    if len(fraction) != THOUSAND or whole.lstrip("-") in {"", "0"} or (mark == "." and decimals >= THOUSAND):
        return f"{whole or '0'}.{fraction}"
    if mark == "," and decimals < THOUSAND:
        return whole + fraction
    raise Unfit("number_ambiguous", found=text[:20], example=whole + fraction)


def _short(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
