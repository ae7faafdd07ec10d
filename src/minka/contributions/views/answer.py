"""Answering in two pages: write, and look at what each author will read. Then it is published."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from minka.contributions.actions.answer import CannotBeAnswered, answer_contributions
from minka.contributions.actions.standing import Outdated
from minka.contributions.forms.answer import AnswerForm
from minka.contributions.queries.chosen import Chosen, chosen_contributions, reasons_given
from minka.contributions.queries.standing import from_words
from minka.contributions.views.staff import around, back_to_desk, numbers_in, person_of
from minka.processes.access import get_process_for
from minka.processes.models import Process
from minka.sites.access import require
from minka.sites.models import Membership
from minka.web.keys import new_key

CONFLICT, UNPROCESSABLE = 409, 422


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, site: str, process: str) -> HttpResponse:
    """Write an answer to one (GET names it) or, coming from the desk, to many; look at it; publish it."""
    found = get_process_for(request, site, process, "answer")
    if request.method == "GET":
        return compose_answer(request, found, numbers_in(request))
    step = request.POST.get("paso", "preview")
    form = AnswerForm(request.POST)
    if step.startswith("reuse:") or step == "edit":
        return _edit(request, found, step.removeprefix("reuse:"))
    if not form.is_valid():
        return _page(request, found, form, _chosen(found, request), status=UNPROCESSABLE)
    return _publish(request, found, form) if step == "publish" else _preview(request, found, form)


def compose_answer(request: HttpRequest, process: Process, ids: Iterable[int], filters: str = "") -> HttpResponse:
    """The empty form for these contributions."""
    require(request.user, "answer", process.site)
    chosen = chosen_contributions(process, ids)
    if not chosen.contributions:
        words = _("Ninguno de los marcados se puede responder: fueron retirados o son parte de otro.")
        return back_to_desk(request, process, filters, words, warn=True)
    office = Membership.objects.filter(site=process.site, person=person_of(request)).exclude(office="")
    start = {
        "seen": chosen.seen,
        "filtros": filters,
        "idempotency_key": new_key(),
        "office": office.values_list("office", flat=True).first() or "",
    }
    return _page(request, process, AnswerForm(initial=start), chosen)


def _edit(request: HttpRequest, process: Process, reused: str) -> HttpResponse:
    """Back from the preview with everything kept, or with the reason of an earlier answer put in."""
    data = request.POST.copy()
    earlier = next((each for each in reasons_given(process) if str(each.pk) == reused), None)
    if earlier is not None:
        data["reason"], data["office"] = earlier.reason, data.get("office") or earlier.office
    form = AnswerForm(initial={name: data.get(name, "") for name in AnswerForm.base_fields})
    return _page(request, process, form, _chosen(process, request))


def _preview(request: HttpRequest, process: Process, form: AnswerForm) -> HttpResponse:
    chosen = chosen_contributions(process, form.cleaned_data["seen"])
    context = {
        **around(request, process, here=_("Revisar la respuesta")),
        "form": form,
        "chosen": chosen,
        "reply": form.reply(),
        "fate": dict(form.fields["fate"].choices)[form.cleaned_data["fate"]],  # type: ignore[attr-defined]
    }
    return render(request, "contributions/answer_preview.html", context)


def _publish(request: HttpRequest, process: Process, form: AnswerForm) -> HttpResponse:
    clean = form.cleaned_data
    try:
        answer_contributions(
            process=process,
            chosen=clean["seen"],
            reply=form.reply(),
            idempotency_key=clean["idempotency_key"],
            by=person_of(request),
        )
    except (Outdated, CannotBeAnswered):
        return _changed_meanwhile(request, process)
    count = len(clean["seen"])
    words = ngettext("Respondiste %(count)s aporte.", "Respondiste %(count)s aportes.", count) % {"count": count}
    return back_to_desk(request, process, clean["filtros"], words)


def _changed_meanwhile(request: HttpRequest, process: Process) -> HttpResponse:
    """Keep what was written and show how things stand now: nothing was published."""
    chosen = chosen_contributions(process, from_words(request.POST.get("seen", "")))
    kept = {name: request.POST.get(name, "") for name in AnswerForm.base_fields}
    form = AnswerForm(initial={**kept, "seen": chosen.seen, "idempotency_key": new_key()})
    return _page(request, process, form, chosen, status=CONFLICT)


def _chosen(process: Process, request: HttpRequest) -> Chosen:
    return chosen_contributions(process, from_words(request.POST.get("seen", "")))


def _page(
    request: HttpRequest, process: Process, form: AnswerForm, chosen: Chosen, *, status: int = 200
) -> HttpResponse:
    context = {
        **around(request, process, here=_("Responder")),
        "form": form,
        "chosen": chosen,
        "has_changed": status == CONFLICT,
        "reasons": reasons_given(process),
        "shows_link": bool(form["link_target"].value() or form["link_title"].value()),
    }
    return render(request, "contributions/answer_form.html", context, status=status)
