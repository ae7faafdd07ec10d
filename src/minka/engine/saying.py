"""What the engine says to people: Spanish text that remembers its sentence and what was put into it.

The engine knows no visitor and no catalogue. It says everything in Spanish, and whoever shows it can say the same in
another language, because the sentence and its values stay apart (``minka.web.saying``).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Self

type Value = str | int
NOTHING: Final[Mapping[str, Value]] = {}
NO_TEXTS: Final[Mapping[str, str]] = {}


class Said(str):
    """Spanish words for a person. Everywhere a string, in JSON and in comparisons too.

    Attributes:
        template: the sentence as it is translated, with ``{names}`` in braces; of two forms, that for one.
        many: the sentence for many, where it counts something; else empty.
        values: what fills the names: words that are said too, names somebody wrote, numbers.
        number: that which chooses between the forms.
        starts: whether it begins a sentence, so that its first letter is raised in whichever language.
    """

    template: str
    many: str
    values: Mapping[str, Value]
    number: int | None
    starts: bool

    def __new__(
        cls,
        spanish: str,
        template: str = "",
        many: str = "",
        values: Mapping[str, Value] = NOTHING,
        number: int | None = None,
        *,
        starts: bool = False,
    ) -> Self:
        made = super().__new__(cls, spanish)
        made.template, made.many, made.values = template or spanish, many, values
        made.number, made.starts = number, starts
        return made

    def fill(self, **values: Value) -> "Said":
        """The sentence with its names filled.

        >>> phrase("El archivo «{name}» está vacío.").fill(name="plano.pdf")
        'El archivo «plano.pdf» está vacío.'
        """
        return Said(self.template.format_map(values), self.template, values=values)

    def counting(self, count: int, /, **values: Value) -> "Said":
        """The sentence for so many; ``{count}`` in it is their number.

        >>> days = phrase("{count} día", "{count} días")
        >>> days.counting(1), days.counting(15)
        ('1 día', '15 días')
        """
        filled: dict[str, Value] = {"count": count, **values}
        chosen = self.template if count == 1 else self.many
        return Said(chosen.format_map(filled), self.template, self.many, filled, count)

    def form(self, number: int) -> "Said":
        """The sentence for so many before it is filled, for whoever fills it elsewhere."""
        return Said(self.many if self.many and number != 1 else self.template, self.template, self.many, number=number)

    def raised(self, end: str = ".") -> "Said":
        """The words as a sentence of their own.

        >>> phrase("falta responder {name}").fill(name="«edad»").raised()
        'Falta responder «edad».'
        """
        return Said(f"{self[:1].upper()}{self[1:]}{end}", f"{{told}}{end}", values={"told": self}, starts=True)

    def in_words(self, translate: Callable[["Said"], str], name: Callable[[str], str]) -> str:
        """The same in another language.

        Args:
            translate: gives the sentence of some said words, not yet filled, in the language.
            name: gives any other text that was put into them, such as the label of a question, in the language.
        """

        def put(value: Value) -> Value:
            if isinstance(value, Said):
                return value.in_words(translate, name)
            return name(value) if isinstance(value, str) else value

        words = translate(self)
        if self.values:
            words = words.format_map({key: put(value) for key, value in self.values.items()})
        return words[:1].upper() + words[1:] if self.starts else words


class Named(str):
    """A name out of a document, in one language, with those it has in others.

    Attributes:
        language: the one it is in, which is Spanish where the wanted one is not there.
        texts: the words by language.
        is_ours: whether it may be a name that the engine itself gave, which the catalogues have in more languages.
    """

    language: str
    texts: Mapping[str, str]
    is_ours: bool

    def __new__(
        cls,
        words: str,
        language: str = "es",
        texts: Mapping[str, str] = NO_TEXTS,
        is_ours: bool = False,  # noqa: FBT001, FBT002 - as it is copied
    ) -> Self:
        made = super().__new__(cls, words)
        made.language, made.texts, made.is_ours = language, texts, is_ours
        return made

    def __reduce__(self) -> tuple[type["Named"], tuple[str, str, dict[str, str], bool]]:
        """Copied and kept with plain texts: those of a document may be frozen."""
        return Named, (str(self), self.language, dict(self.texts), self.is_ours)


def phrase(one: str, many: str = "") -> Said:
    """Words that the engine can say: the one way to write them, by which the catalogues find them.

    Both arguments are written out where it is called. Two forms are for what is counted (``Said.counting``).
    """
    return Said(one, one, many)


def named(texts: Mapping[str, str], language: str = "es", *, is_ours: bool = False) -> Named:
    """A text by language as its words in one, or in Spanish where it has none yet.

    >>> named({"es": "Agua", "qvc": "Yaku"}, "qvc"), named({"es": "Agua"}, "qvc").language
    ('Yaku', 'es')
    """
    found = texts.get(language)
    return Named(found, language, texts, is_ours) if found else Named(texts["es"], "es", texts, is_ours)


def listed(parts: Iterable[str], separator: str = ", ") -> Said:
    """Several words in a row; what is said among them is said in the same language.

    >>> listed([phrase("sí"), "«Otro»"])
    'sí, «Otro»'
    """
    values = {f"part{place}": part for place, part in enumerate(parts)}
    template = separator.join(f"{{{name}}}" for name in values)
    return Said(separator.join(values.values()), template, values=values)


def joined(parts: Iterable[str], joint: Said) -> str:
    """Words joined by a phrase with ``{first}`` and ``{second}``, such as "{first} y {second}"."""
    told, *rest = parts
    for part in rest:
        told = joint.fill(first=told, second=part)
    return told
