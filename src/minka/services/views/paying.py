"""Paying the fee on line: away to whoever takes it, and back with number and date, which are all that may be asked."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minka.services.actions.filling import ChangedElsewhere, keep_answers
from minka.services.actions.steps import Kind, Note
from minka.services.bridges import BridgeClosed, PaymentOrder, bridges
from minka.services.queries.filling import Filling
from minka.services.queries.paying import Payable, payable_on
from minka.services.views.here import filling_page


@filling_page
def pay(request: HttpRequest, filling: Filling, page: str) -> HttpResponse:
    """Lead to the place where the fee is paid (POST), or take up what became of it (GET)."""
    payable = _payable(filling, page)
    if request.method != "POST":
        return _take_up(request, filling, payable)
    order = PaymentOrder(
        reference=_reference(filling, payable),
        amount=payable.amount,
        subject=filling.say(filling.definition.title),
        come_back=filling.address("pay", payable.page.id),
    )
    try:
        return redirect(bridges().payments.address(order))
    except BridgeClosed:
        messages.warning(
            request, _("Ahora no se puede pagar en línea. Paga en caja y escribe aquí el número y el día.")
        )
        return redirect(filling.address_of(payable.page))


def _take_up(request: HttpRequest, filling: Filling, payable: Payable) -> HttpResponse:
    paid = bridges().payments.receipt(_reference(filling, payable))
    if paid is None:
        messages.info(request, _("Todavía no consta el pago. Si pagaste, vuelve a probar en un momento."))
        return redirect(filling.address_of(payable.page))
    number, day = paid
    answers = {**filling.application.answers, payable.number.id: number, payable.day.id: day.isoformat()}
    with suppress(ChangedElsewhere):  # another phone wrote at this moment; the payment stays, and is taken up again
        keep_answers(
            application=filling.application,
            answers=answers,
            page=payable.page.id,
            notes=[Note(Kind.ANSWERED)],
            seconds=None,
        )
    messages.success(request, _("El pago consta: pusimos su número y su día."))
    return redirect(filling.address_of(payable.page))


def _payable(filling: Filling, page: str) -> Payable:
    found = filling.definition.page(page)
    payable = payable_on(filling, found) if found is not None and found in filling.journey.pages else None
    if payable is None:
        raise Http404
    return payable


def _reference(filling: Filling, payable: Payable) -> str:
    """The same order for the same application and amount, however often it is asked for."""
    return f"{filling.application.key.hex}-{payable.page.id}-{str(payable.amount).replace('.', '_')}"
