"""What stops the command: one sentence for the person at the keyboard, never a traceback."""


class CannotGoOn(Exception):  # noqa: N818 - a state, not a programming mistake
    """Something outside the program is missing or broken; the sentence says what to do about it."""

    def __init__(self, spanish: str, english: str) -> None:
        super().__init__(spanish)
        self.spanish = spanish
        self.english = english

    def sentence(self) -> str:
        return f"{self.spanish}\n({self.english})"
