"""Seals of this installation: facts signed with the key of the log, as an address that a QR holds."""

from django.http import HttpRequest
from django.urls import reverse

from minka.engine.ledger import make_seal
from minka.engine.ledger.seals import Facts
from minka.records.signing import private_key


def seal_address(request: HttpRequest, facts: Facts) -> str:
    """Where anybody checks these facts. The seal stands after ``#``: no server logs it, and it is checked off line too.

    Facts name nothing personal beyond what their holder shows on purpose: no name, a document masked but for its end.

    Raises:
        FactsInvalid: the facts cannot be sealed.
    """
    return f"{request.build_absolute_uri(reverse('records:check'))}#{make_seal(facts, private_key())}"


def masked(document: str) -> str:
    """A document of which only the last three signs can be read.

    >>> masked("42388604")
    '*****604'
    """
    return "*" * max(len(document) - 3, 0) + document[-3:]
