"""The personal list: what this person has to bring, pay and wait for, before they begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from minka.engine.forms.personal import personal_list
from minka.services.queries.filling import Filling
from minka.services.queries.start import fee_words, is_held, silence_words, term_words
from minka.services.views.here import filling_page, place_values
from minka.web.saying import say


@filling_page
def own_list(request: HttpRequest, filling: Filling) -> HttpResponse:
    """The papers, the cost, the term and the place that apply, each with its reason."""
    if not filling.journey.screened:
        return redirect(filling.next_address())
    own = personal_list(filling.definition, filling.application.answers, filling.context, language=filling.language)
    definition = filling.definition
    values = place_values(filling) | {
        "own": own,
        "needed": [paper for paper in own.needed if not is_held(paper)],
        "held": [paper for paper in own.needed if is_held(paper)],
        "back_url": filling.address_of(filling.journey.pages[0]),
        "fee": fee_words(own),
        "term": term_words(definition),
        "silence": silence_words(definition.procedure.regime),
        "sms": own.message(filling.say(definition.title), say),
        "names": {question.id: filling.say(question.label) for question in definition.questions()},
        "next_url": filling.next_address(),
    }
    return render(request, "services/own_list.html", values)
