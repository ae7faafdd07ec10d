"""What the closed lists of a workflow are called by people, in the languages of the product."""

from collections.abc import Mapping

from minka.engine.workflows.table import ClockMode, Event, Need, Outcome, Role, State, StateKind, Text, Workflow, say

ROLES: Mapping[Role, Text] = {
    "citizen": {"es": "Ciudadanía", "en": "Citizen"},
    "official": {"es": "Personal", "en": "Official"},
    "coordinator": {"es": "Coordinación", "en": "Coordinator"},
    "system": {"es": "Sistema", "en": "System"},
}
CLOCKS: Mapping[ClockMode, Text] = {
    "runs": {"es": "el plazo corre", "en": "the clock runs"},
    "stopped": {"es": "el plazo está detenido", "en": "the clock is stopped"},
    "ended": {"es": "el plazo terminó", "en": "the clock has ended"},
}
KINDS: Mapping[StateKind, Text] = {
    "open": {"es": "la entidad", "en": "the entity"},
    "waiting_citizen": {"es": "la persona que hizo el trámite", "en": "the person who asked"},
    "waiting_other": {"es": "otra entidad", "en": "another entity"},
    "final": {"es": "nadie: aquí termina", "en": "nobody: it ends here"},
}
OUTCOMES: Mapping[Outcome, Text] = {
    "granted": {"es": "concedida", "en": "granted"},
    "denied": {"es": "denegada", "en": "denied"},
    "approved_by_silence": {"es": "aprobada por silencio positivo", "en": "approved by positive silence"},
    "not_filed": {"es": "no presentada", "en": "not filed"},
    "withdrawn": {"es": "desistida", "en": "withdrawn"},
}
GUARDS: Mapping[str, Text] = {
    "not_observed": {"es": "todavía no se observó", "en": "not observed yet"},
    "not_extended": {"es": "el plazo todavía no se amplió", "en": "the term was not extended yet"},
    "no_errand_yet": {
        "es": "todavía no se detuvo por una gestión de la persona",
        "en": "not stopped for an errand yet",
    },
    "before_expiry": {"es": "el plazo no ha vencido", "en": "the term is not over"},
    "in_term": {"es": "sigue dentro del plazo", "en": "still within the term"},
    "all_requests_answered": {"es": "todas las unidades respondieron", "en": "every unit has answered"},
    "silence_passed": {"es": "ya llegó el día del silencio", "en": "the day of silence has come"},
    "silence_not_passed": {"es": "no ha llegado el día del silencio", "en": "the day of silence has not come"},
    "correction_expired": {"es": "venció el plazo para corregir", "en": "the term to correct is over"},
    "suspension_over": {"es": "terminó el tiempo en que se puede detener el plazo", "en": "the suspension is over"},
    "appeal_in_time": {"es": "todavía se puede recurrir", "en": "there is still time to appeal"},
    "appeal_expired": {"es": "venció el plazo para recurrir", "en": "the term to appeal is over"},
    "notice_unacknowledged": {"es": "nadie acusó recibo de la notificación", "en": "nobody acknowledged the notice"},
}
NEEDS: Mapping[Need, Text] = {
    "reason": {"es": "el motivo", "en": "the reason"},
    "legal_ground": {"es": "la norma que lo sustenta", "en": "the legal ground"},
    "observation_items": {"es": "los requisitos por corregir", "en": "the requirements to correct"},
    "letter": {"es": "la carta que recibe la persona", "en": "the letter to the person"},
    "correction": {"es": "la corrección de lo observado", "en": "the correction"},
    "request": {"es": "qué se pide y a quién", "en": "what is asked and of whom"},
    "answer": {"es": "la respuesta", "en": "the answer"},
    "document": {"es": "el documento", "en": "the document"},
    "appeal": {"es": "el recurso", "en": "the appeal"},
}
EVENTS: Mapping[Event, Text] = {
    "observation_notified": {"es": "se notificó una observación", "en": "an observation was notified"},
    "correction_received": {"es": "llegó la corrección", "en": "the correction came"},
    "correction_expired": {"es": "no se corrigió a tiempo", "en": "nothing was corrected in time"},
    "cooperation_asked": {"es": "se pidió algo a otra entidad", "en": "another entity was asked"},
    "cooperation_answered": {"es": "la otra entidad respondió", "en": "the other entity answered"},
    "errand_started": {"es": "la persona empezó una gestión", "en": "the person began an errand"},
    "errand_ended": {"es": "terminó la gestión de la persona", "en": "the person's errand ended"},
    "extended": {"es": "se amplió el plazo", "en": "the term was extended"},
    "decided": {"es": "se decidió", "en": "it was decided"},
    "notified": {"es": "se notificó la decisión", "en": "the decision was notified"},
    "notice_unacknowledged": {"es": "no hubo acuse de la notificación", "en": "the notice was not acknowledged"},
    "withdrawn": {"es": "la persona desistió", "en": "the person withdrew"},
}
END: Text = {"es": "fin", "en": "end"}
DESCRIPTION: Text = {
    "es": "{states} estados, de «{first}» a {ends} finales. Los números son las acciones de la tabla.",
    "en": "{states} states, from “{first}” to {ends} ends. The numbers are the actions of the table.",
}


def role_in_words(role: Role, language: str = "es") -> str:
    """Who acts.

    >>> role_in_words("coordinator")
    'Coordinación'
    """
    return say(ROLES[role], language)


def standing_in_words(state: State, language: str = "es") -> str:
    """What the clock does in a state, or that it is an end."""
    return say(END if state.is_final else CLOCKS[state.clock], language)


def description(workflow: Workflow, language: str = "es") -> str:
    """What the picture shows, for who does not see it."""
    first = workflow.state(workflow.start)
    label = say(first.label, language) if first else ""
    ends = sum(state.is_final for state in workflow.states)
    return say(DESCRIPTION, language).format(states=len(workflow.states), first=label, ends=ends)
