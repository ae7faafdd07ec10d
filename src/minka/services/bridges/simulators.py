"""What stands in for other institutions where none is connected: each exchange is kept, each page says what it is.

Where nobody could see that they are simulators (an installation that is no demonstration) they are closed.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from minka.notices.simulator import is_outbox_open
from minka.services.bridges.base import BridgeClosed, Deposit, PaymentOrder
from minka.services.models import SimulatedExchange
from minka.web.language import for_everybody
from minka.web.numbers import number_in
from minka.web.pdf import draw_note

PREFIX = "SIM-"  # of every number that a simulator gives


class Simulated:
    """What the simulators share: they are told as such, and closed where nobody would know."""

    is_simulated = True
    name = ""

    def _open(self) -> None:
        if not is_outbox_open():
            raise BridgeClosed("no bridge")

    def _exchange(self, key: str, facts: Mapping[str, str]) -> SimulatedExchange:
        """Kept once for each key, as the real ones must do."""
        self._open()
        exchange, _is_new = SimulatedExchange.objects.get_or_create(
            bridge=self.name, key=key, defaults={"facts": dict(facts)}
        )
        return exchange


class SimulatedRegisters(Simulated):
    """Knows every document whose number does not end in 0, and says of each only that this is a simulation."""

    name = "registers"

    def look_up(self, register: str, number: str) -> Mapping[str, str] | None:
        self._open()
        if not number or number.endswith("0"):
            return None
        return {"registro": register, "estado": "figura (simulado)"}


class SimulatedPayments(Simulated):
    """Leads to a page of ours with two buttons: pay, or do not. No money moves."""

    name = "payments"

    def address(self, order: PaymentOrder) -> str:
        facts = {"amount": str(order.amount), "subject": order.subject, "come_back": order.come_back}
        self._exchange(order.reference, facts)
        return reverse("services:simulated-payment", args=[order.reference])

    def receipt(self, reference: str) -> tuple[str, dt.date] | None:
        made = find_order(reference)
        if made is None or "paid_on" not in made.facts:
            return None
        return f"{PREFIX}{made.pk:06d}", dt.date.fromisoformat(made.facts["paid_on"])


class SimulatedFilingDesk(Simulated):
    """Gives each case a number that begins with SIM."""

    name = "filing-desk"

    def hand_over(self, number: str, subject: str, paper: bytes) -> str:
        digest = hashlib.sha256(paper).hexdigest()
        return f"{PREFIX}{self._exchange(number, {'subject': subject, 'digest': digest}).pk:06d}"

    def receipt(self, number: str) -> bytes | None:
        """Drawn from what is kept, which names nobody; the same bytes whenever it is asked for."""
        self._open()
        key = number_in(number.removeprefix(PREFIX).lstrip("0"))
        made = SimulatedExchange.objects.filter(bridge=self.name, pk=key or 0).first()
        if made is None:
            return None
        with for_everybody():
            lines = (
                _("Número de ingreso: %(number)s") % {"number": number},
                _("Trámite: %(number)s. %(subject)s") % {"number": made.key, "subject": made.facts["subject"]},
                _("Recibido el %(day)s")
                % {"day": date_format(timezone.localtime(made.at), "j \\d\\e F \\d\\e Y, H:i")},
                _("Huella del papel recibido: %(digest)s") % {"digest": made.facts["digest"]},
                _("Lo hizo el simulador: ninguna entidad recibió nada."),
            )
            return draw_note(_("DATO DE DEMOSTRACIÓN. Cargo de mesa de partes"), lines)


class SimulatedMailbox(Simulated):
    """Keeps that a letter was put, without the letter and without whose it is."""

    name = "mailbox"

    def put(self, key: str, owner: str, subject: str, paper: bytes) -> Deposit:
        facts = {"subject": subject, "digest": hashlib.sha256(paper + owner.encode()).hexdigest()}
        exchange = self._exchange(key, facts)
        return Deposit(key, exchange.at, None)


def find_order(reference: str) -> SimulatedExchange | None:
    """The order with this reference that somebody was led to pay, if there is one."""
    return SimulatedExchange.objects.filter(bridge=SimulatedPayments.name, key=reference[:120]).first()


def pay(reference: str) -> None:
    """Press "pay" on the simulator's page. Paying twice is paying once; an order that nobody made stays unmade."""
    order = find_order(reference)
    if order is not None and "paid_on" not in order.facts:
        order.facts["paid_on"] = timezone.localdate().isoformat()
        order.save(update_fields=["facts"])
