"""How an application ends besides its decision, in every default workflow: by an appeal, and by being taken back."""

from minka.engine.saying import phrase
from minka.engine.workflows.rows import Row, action


def appealing() -> list[Row]:
    """Reconsideration and appeal, decided by whoever the service names; and the end of the chance to."""
    return [
        action(
            "appeal",
            phrase("Presentar un recurso"),
            "Appeal",
            "denied_notified → appealed",
            "citizen",
            guard="appeal_in_time",
            needs="appeal",
        ),
        action(
            "let_appeal_pass",
            phrase("Cerrar sin recurso"),
            "Close without appeal",
            "denied_notified → denied_finally",
            "system",
            guard="appeal_expired",
        ),
        action(
            "uphold_appeal",
            phrase("Dar la razón al recurso"),
            "Uphold the appeal",
            "appealed → granted_on_appeal",
            "coordinator",
            needs="reason letter",
            letter="appeal_upheld",
        ),
        action(
            "dismiss_appeal",
            phrase("Desestimar el recurso"),
            "Dismiss the appeal",
            "appealed → denied_finally",
            "coordinator",
            needs="reason legal_ground letter",
            letter="appeal_dismissed",
        ),
    ]


def withdrawing(sources: str) -> Row:
    """Only the person who asked may take it back, at any time before the decision is notified."""
    return action("withdraw", phrase("Desistir"), "Withdraw", f"{sources} → withdrawn", "citizen", event="withdrawn")
