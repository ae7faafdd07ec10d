"""What the engine said, in the language of the visitor: the one place where its sentences meet the catalogues."""

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext

from minka.engine.saying import Named, Said
from minka.web.language import language_of_page


def say(text: str) -> str:
    """The words in the language that is active: sentences of the engine from the catalogues, names of a document from
    its own texts, and everything inside them too. Any other text stays as it is.
    """
    if isinstance(text, Said):
        return text.in_words(_sentence, say)
    if isinstance(text, Named):
        return text.texts.get(_active()) or str(text)
    return text


def language_of(text: str) -> str:
    """The language that ``say`` gives a text in: Spanish where nobody translated it; empty for other text."""
    if isinstance(text, Said):
        return _active() if _is_translated(text) else settings.LANGUAGE_CODE
    if isinstance(text, Named):
        return _active() if text.texts.get(_active()) else text.language
    return ""


def foreign_language(text: str, written_in: str = "") -> str:
    """The language of a text when it is not the page's, so that a screen reader changes its voice; else empty.

    ``written_in`` is for text that does not know: what people wrote officially is in Spanish.
    """
    language = language_of(text) or written_in
    return "" if not text or language in {"", language_of_page(_active())} else language


def _sentence(said: Said) -> str:
    if not said.template:
        return ""
    if said.many and said.number is not None:
        return ngettext(said.template, said.many, said.number)
    return gettext(said.template)


def _is_translated(said: Said) -> bool:
    """Whether the sentence is there in the language; one that only holds others together is as they are."""
    if _active() == settings.LANGUAGE_CODE:
        return True
    inner = [value for value in said.values.values() if isinstance(value, Said)]
    if not any(mark.isalpha() for mark in _bare(said.template)):
        return all(map(_is_translated, inner))
    return _sentence(said) not in {said.template, said.many}


def _bare(template: str) -> str:
    """A sentence without the names in it."""
    return "".join(part.rpartition("}")[2] for part in template.split("{"))


def _active() -> str:
    return get_language() or settings.LANGUAGE_CODE
