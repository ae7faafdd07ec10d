"""The workflow a service has until it brings its own, one for each regime of Ley 27444.

Each is a document, as a service would bring it, made of shared rows so that what the regimes have in common is said
once. They are ordinary data: whoever needs another way copies one and changes it, and ``check_workflow`` says whether
the law still allows it.
"""

from minka.engine.saying import Said, phrase
from minka.engine.workflows.ending import appealing, withdrawing
from minka.engine.workflows.reading import read_workflow
from minka.engine.workflows.rows import Row, action, state
from minka.engine.workflows.table import FORMAT, Regime, Workflow

type Document = dict[str, object]

STAFF = "official coordinator"
BEFORE_NOTICE = "received in_review granted denied"


def default_workflow(regime: Regime) -> Workflow:
    """The workflow of a regime: ``positive`` or ``negative`` silence, or ``automatic`` approval.

    >>> [state.id for state in default_workflow("automatic").states]
    ['received', 'observed', 'granted', 'granted_notified', 'not_filed', 'withdrawn']
    """
    return read_workflow(default_document(regime))


def default_document(regime: Regime) -> Document:
    """The same as a JSON document, a new one each time."""
    states, actions = {
        "positive": (_positive_states, _positive_actions),
        "negative": (_negative_states, _negative_actions),
        "automatic": (_automatic_states, _automatic_actions),
    }[regime]
    return {"format": FORMAT, "start": "received", "states": states(), "actions": actions()}


def _positive_states() -> list[Row]:
    """Those of a procedure with evaluation, the errand that stops its clock, and the end that silence brings."""
    states = _evaluated_states()
    errand = state(
        "waiting_errand", phrase("En espera de una gestión tuya"), "Waiting for your errand", "waiting_citizen stopped"
    )
    by_silence = state(
        "approved_by_silence", phrase("Aprobada por silencio"), "Approved by silence", "final ended approved_by_silence"
    )
    place = next(number for number, row in enumerate(states) if row["id"] == "waiting_entity")
    return [*states[: place + 1], errand, *states[place + 1 :], by_silence]


def _negative_states() -> list[Row]:
    """Only positive silence lets another entity stop the clock (76.3): here it runs on."""
    waits = state(
        "waiting_entity", phrase("En espera de otra entidad"), "Waiting for another entity", "waiting_other runs"
    )
    return [waits if row["id"] == "waiting_entity" else row for row in _evaluated_states()]


def _evaluated_states() -> list[Row]:
    """Every state of a procedure that the entity evaluates before it decides."""
    return [
        state("received", phrase("Recibida"), "Received", "open runs"),
        state("in_review", phrase("En evaluación"), "In review", "open runs"),
        state("observed", phrase("Observada: falta corregir"), "Observed: to be corrected", "waiting_citizen stopped"),
        state(
            "waiting_entity", phrase("En espera de otra entidad"), "Waiting for another entity", "waiting_other stopped"
        ),
        state("granted", phrase("Concedida, por notificar"), "Granted, to be notified", "open runs granted"),
        state("denied", phrase("Denegada, por notificar"), "Denied, to be notified", "open runs denied"),
        state("granted_notified", phrase("Concedida"), "Granted", "final ended granted"),
        state(
            "denied_notified",
            phrase("Denegada, puedes recurrir"),
            "Denied, can be appealed",
            "waiting_citizen ended denied",
        ),
        state("appealed", phrase("En recurso"), "Under appeal", "open ended"),
        state("granted_on_appeal", phrase("Concedida en recurso"), "Granted on appeal", "final ended granted"),
        state(
            "denied_finally",
            phrase("Denegada, sin más recurso aquí"),
            "Denied, no further appeal here",
            "final ended denied",
        ),
        state("not_filed", phrase("No presentada"), "Not filed", "final ended not_filed"),
        state("withdrawn", phrase("Desistida"), "Withdrawn", "final ended withdrawn"),
    ]


def _automatic_states() -> list[Row]:
    """Approved when handed in; the document that the right is used with is still owed."""
    kept = ("received", "observed", "granted_notified", "not_filed", "withdrawn")
    states = {str(row["id"]): row for row in _evaluated_states()}
    owed = state("granted", phrase("Aprobada, falta el documento"), "Approved, document owed", "open ended granted")
    return [states[name] if name != "granted" else owed for name in (*kept[:2], "granted", *kept[2:])]


def _positive_actions() -> list[Row]:
    """Once silence has come, the entity can no longer observe, stop the clock, decide or notify a denial."""
    return [
        *_evaluated_actions(
            "silence_not_passed",
            [*_asking_entity(stops=True, late="in_term silence_not_passed"), *_asking_errand()],
            "waiting_entity waiting_errand",
        ),
        action(
            "approve_by_silence",
            phrase("Aprobar por silencio positivo"),
            "Approve by positive silence",
            f"{BEFORE_NOTICE} → approved_by_silence",
            "system",
            guard="silence_passed",
            letter="silence_certificate",
        ),
    ]


def _negative_actions() -> list[Row]:
    """Silence ends nothing: it lets the citizen appeal, and the entity still has to decide."""
    return [
        *_evaluated_actions("", _asking_entity(stops=False), "waiting_entity"),
        action(
            "appeal_silence",
            phrase("Recurrir porque no hubo respuesta"),
            "Appeal because no answer came",
            f"{BEFORE_NOTICE} waiting_entity → appealed",
            "citizen",
            guard="silence_passed",
            needs="appeal",
        ),
    ]


def _automatic_actions() -> list[Row]:
    """Nobody of the entity stands between handing in and approval."""
    return [
        action(
            "approve",
            phrase("Aprobar al presentarse"),
            "Approve when handed in",
            "received → granted",
            "system",
            event="decided",
        ),
        *_observing(back="received"),
        action(
            "issue_document",
            phrase("Entregar el documento"),
            "Hand over the document",
            "granted → granted_notified",
            STAFF,
            needs="document",
            letter="decision_granted",
            event="notified",
        ),
        withdrawing("received observed"),
    ]


def _evaluated_actions(late: str, waits: list[Row], away: str) -> list[Row]:
    """From handing in to the end of the appeal.

    ``late`` is the guard of all that comes too late after silence, ``waits`` are the ways to wait during evaluation and
    ``away`` the states they lead to.
    """
    return [
        action("start_review", phrase("Empezar la evaluación"), "Start the review", "received → in_review", STAFF),
        *_observing(back="in_review", late=late),
        *waits,
        action(
            "extend",
            phrase("Ampliar el plazo una vez"),
            "Extend the term once",
            "in_review → in_review",
            "coordinator",
            guard=f"not_extended before_expiry {late}",
            needs="reason legal_ground letter",
            letter="extension",
            event="extended",
        ),
        *_deciding(late),
        *appealing(),
        withdrawing(f"received in_review observed granted denied {away}"),
    ]


def _observing(back: str, late: str = "") -> list[Row]:
    """One observation with everything in it, its answer, and what happens without one."""
    return [
        action(
            "observe",
            phrase("Observar, una sola vez"),
            "Observe, once only",
            f"{'received in_review' if back == 'in_review' else back} → observed",
            STAFF,
            guard=f"not_observed in_term {late}",
            needs="observation_items letter",
            letter="observation",
            event="observation_notified",
        ),
        action(
            "correct",
            phrase("Enviar la corrección"),
            "Send the correction",
            f"observed → {back}",
            "citizen",
            needs="correction",
            event="correction_received",
        ),
        action(
            "expire_correction",
            phrase("Cerrar por falta de corrección"),
            "Close for want of correction",
            "observed → not_filed",
            "system",
            guard="correction_expired",
            letter="not_filed",
            event="correction_expired",
        ),
    ]


def _asking_entity(*, stops: bool, late: str = "") -> list[Row]:
    """Another entity is asked. Where that stops the clock, it stands still until the answer, or as long as it may."""
    rows = [
        action(
            "ask_entity",
            phrase("Pedir a otra entidad"),
            "Ask another entity",
            "in_review → waiting_entity",
            STAFF,
            guard=late,
            needs=f"request legal_ground {'letter' if stops else ''}",
            letter="suspension" if stops else None,
            event="cooperation_asked",
        ),
        action(
            "record_answer",
            phrase("Registrar la respuesta"),
            "Record the answer",
            "waiting_entity → in_review",
            STAFF,
            needs="answer",
            event="cooperation_answered",
        ),
    ]
    goes_on = _going_on(
        "answer",
        phrase("Seguir sin la respuesta"),
        "Go on without the answer",
        "waiting_entity",
        "cooperation_answered",
    )
    return [*rows, goes_on] if stops else rows


def _going_on(without: str, spanish: Said, english: str, waiting: str, event: str) -> Row:
    """The law itself ends a stop that lasted as long as it may."""
    way = f"{waiting} → in_review"
    return action(f"resume_without_{without}", spanish, english, way, "system", guard="suspension_over", event=event)


def _asking_errand() -> list[Row]:
    """The citizen, and nobody else, may ask once that the clock stand still for an errand of theirs (136.4)."""
    return [
        action(
            "ask_errand",
            phrase("Pedir que se detenga el plazo por una gestión mía"),
            "Ask to stop the clock for an errand of mine",
            "in_review → waiting_errand",
            "citizen",
            guard="no_errand_yet in_term silence_not_passed",
            event="errand_started",
        ),
        action(
            "finish_errand",
            phrase("Avisar que la gestión terminó"),
            "Say that the errand is done",
            "waiting_errand → in_review",
            f"citizen {STAFF}",
            event="errand_ended",
        ),
        _going_on(
            "errand",
            phrase("Seguir sin la gestión"),
            "Go on without the errand",
            "waiting_errand",
            "errand_ended",
        ),
    ]


def _deciding(late: str) -> list[Row]:
    """The decision and its notice. A denial whose e-mail nobody acknowledged is to be notified again, on paper."""
    return [
        action(
            "grant",
            phrase("Conceder"),
            "Grant",
            "in_review → granted",
            STAFF,
            guard=f"all_requests_answered {late}",
            needs="reason letter",
            letter="decision_granted",
            event="decided",
        ),
        action(
            "deny",
            phrase("Denegar"),
            "Deny",
            "in_review → denied",
            STAFF,
            guard=f"all_requests_answered {late}",
            needs="reason legal_ground letter",
            letter="decision_denied",
            event="decided",
        ),
        _notifying("grant", "granted"),
        _notifying("denial", "denied", late),
        action(
            "notify_again",
            phrase("Volver a notificar: no hubo acuse"),
            "Notify again: not acknowledged",
            "denied_notified → denied",
            "system",
            guard="notice_unacknowledged",
            event="notice_unacknowledged",
        ),
    ]


def _notifying(what: str, decided: str, late: str = "") -> Row:
    """The notice of a decision, by a person or, where the mailbox does it, by itself."""
    way = f"{decided} → {decided}_notified"
    return action(f"notify_{what}", phrase("Notificar"), "Notify", way, f"{STAFF} system", guard=late, event="notified")
