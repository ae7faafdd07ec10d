"""What the engine said, in the language of the visitor: the one place where its sentences meet the catalogues.

``say`` gives words, ``marked`` gives them for a page, with the language of whatever is not in the page's own.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from minka.engine.saying import Named, Said, listed, named
from minka.web.language import language_of_page, standing_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

type Sayable = StrOrPromise | Mapping[str, str] | Sequence[str] | None


def say(text: str) -> str:
    """The words in the language that is active: sentences of the engine from the catalogues, names of a document from
    its own texts, and everything inside them too. Any other text stays as it is.
    """
    if isinstance(text, Said):
        return text.in_words(_sentence, say)
    return _name(text)[0] if isinstance(text, Named) else text


def marked(text: Sayable, written_in: str = "") -> SafeString:
    """The same for a page: what is not in the page's language stands in an element that says which one it is in, so
    that a screen reader changes its voice.

    Args:
        text: words, a text by language, or several of either, which follow each other.
        written_in: the language of words that do not know theirs: what an office wrote is Spanish.
    """
    if isinstance(text, Mapping):
        return _mark(*_name(named(text))) if text else SafeString("")
    if isinstance(text, list | tuple):
        return _marked(listed(text, " "), written_in)
    return _marked(text if isinstance(text, str) else str(text or ""), written_in)


def _marked(text: str, written_in: str) -> SafeString:
    if isinstance(text, Said):
        if not _is_translated(text):
            return _mark(str(text), settings.LANGUAGE_CODE)
        inner = text.in_words(lambda said: escape(_sentence(said)), lambda value: _marked(value, ""))
        return mark_safe(inner)  # noqa: S308 - its sentences and its values were escaped one by one
    return _mark(*_name(text)) if isinstance(text, Named) else _mark(text, written_in)


def _mark(words: str, language: str) -> SafeString:
    if not words or language in {"", language_of_page(_active())}:
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', language, words)


def _name(text: Named) -> tuple[str, str]:
    """A name with its language. One that the engine gave is in the catalogues where its document lacks it; what others
    wrote is never looked up there, where the same words may mean something else.
    """
    wanted = _active()
    if own := text.texts.get(wanted):
        return own, wanted
    spanish = text.texts.get(settings.LANGUAGE_CODE, "")
    ours = gettext(spanish) if spanish and text.is_ours else spanish
    return (ours, wanted) if ours != spanish else (str(text), text.language)


def _sentence(said: Said) -> str:
    if said.many and said.number is not None:
        return ngettext(said.template, said.many, said.number)
    return gettext(said.template) if said.template else ""


def _is_translated(said: Said) -> bool:
    """Whether the sentence is there in the language; all are in one that is complete, which is each but those that only
    their speakers fill. A sentence without words of its own is as what it holds together.
    """
    if standing_of(_active()) is None:
        return True
    bare = "".join(part.rpartition("}")[2] for part in said.template.split("{"))
    has_words = any(mark.isalpha() for mark in bare)
    return not has_words or _sentence(said) not in {said.template, said.many}


def _active() -> str:
    return get_language() or settings.LANGUAGE_CODE
