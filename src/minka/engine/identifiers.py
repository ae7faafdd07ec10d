"""Numbers that name persons and firms in Peru: what can be said of one from its digits alone.

A RUC is checked strictly. The check character of a DNI has no official publication and real cards are reported that
fail it, so it gives a warning at most and never a refusal.
"""

from enum import Enum

RUC_LENGTH = 11
RUC_PREFIXES = ("10", "15", "16", "17", "20")
RUC_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
DNI_LENGTH = 8
DNI_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
DNI_DIGITS = "67890112345"
DNI_LETTERS = "KABCDEFGHIJ"


class DniDoubt(Enum):
    """What an eight-digit number with its check character looks like. Only ``NOT_A_DNI`` is a reason to ask again."""

    NONE = "none"
    CHECK_DIFFERS = "check_differs"
    NOT_A_DNI = "not_a_dni"


def is_ruc(text: str) -> bool:
    """Whether the text is a taxpayer number: eleven ASCII digits, a known prefix and the right check digit.

    The check digit is 11 minus the weighted sum of the first ten digits modulo 11, with 10 → 0 and 11 → 1.
    Spaces around the number are ignored, nothing else is.

    >>> is_ruc("20131312955"), is_ruc("20131312956")
    (True, False)
    """
    digits = text.strip()
    if len(digits) != RUC_LENGTH or not _only_digits(digits) or not digits.startswith(RUC_PREFIXES):
        return False
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:10], RUC_WEIGHTS, strict=True)) % 11
    return int(digits[10]) == {10: 0, 11: 1}.get(rest, rest)


def dni_check(number: str) -> tuple[str, str]:
    """The check digit and the check letter that the community's rule gives to an eight-digit DNI.

    Raises ValueError when the number is not eight ASCII digits.

    >>> dni_check("42388604")
    ('3', 'H')
    """
    if len(number) != DNI_LENGTH or not _only_digits(number):
        message = "a DNI has eight digits"
        raise ValueError(message)
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(number, DNI_WEIGHTS, strict=True)) % 11
    place = 0 if rest == len(DNI_DIGITS) else rest
    return DNI_DIGITS[place], DNI_LETTERS[place]


def doubt_about_dni(text: str) -> DniDoubt:
    """What to ask a person about the DNI they typed, with or without its check character (``42388604-3``).

    A number without its check character is never doubted.

    >>> doubt_about_dni("42388604-7")
    <DniDoubt.CHECK_DIFFERS: 'check_differs'>
    """
    compact = text.strip().upper().replace("-", "").replace(" ", "")
    number, check = compact[:DNI_LENGTH], compact[DNI_LENGTH:]
    if len(number) != DNI_LENGTH or not _only_digits(number):
        return DniDoubt.NOT_A_DNI
    if check and (len(check) > 1 or not check.isascii() or not check.isalnum()):
        return DniDoubt.NOT_A_DNI
    return DniDoubt.NONE if not check or check in dni_check(number) else DniDoubt.CHECK_DIFFERS


def _only_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
