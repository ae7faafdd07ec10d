"""Finding every text of the product in its templates and modules, as Django itself would read them."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from django.utils.translation.template import templatize

from minka.web.catalogues import Text

SOURCE: Final = Path(__file__).resolve().parents[1]

# How many of the first arguments of each function are texts, and whether the first is a context.
SHAPES = {"gettext": (1, False), "ngettext": (2, False), "pgettext": (2, True), "npgettext": (3, True)}
SPEECH = {name + ending: shape for name, shape in SHAPES.items() for ending in ("", "_lazy")} | {
    "gettext_noop": (1, False),
    "_": (1, False),
}
IN_TEMPLATE = re.compile(r"(?<![\w.])(gettext|ngettext|pgettext|npgettext|_)\((?=u?['\"])")
LITERAL = re.compile(r"\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*,?", re.DOTALL)


def collect(source: Path = SOURCE) -> dict[Text, tuple[str, ...]]:
    """Find every text of the code, with the files that say it."""
    found: dict[Text, set[str]] = {}
    for path in sorted(source.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            texts: Iterable[Text] = texts_of_module(path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".txt", ".xml", ".svg"} and "templates" in path.parts:
            texts = texts_of_template(path.read_text(encoding="utf-8"))
        else:
            continue
        for text in texts:
            found.setdefault(text, set()).add(path.relative_to(source.parents[1]).as_posix())
    return {text: tuple(sorted(places)) for text, places in _joined(found).items()}


def _joined(found: Mapping[Text, set[str]]) -> dict[Text, set[str]]:
    """A text said alone and also counted is one message: formats allow each id once per context."""
    counted = {(text.one, text.context): text for text in found if text.many}
    joined: dict[Text, set[str]] = {}
    for text, places in found.items():
        joined.setdefault(counted.get((text.one, text.context), text), set()).update(places)
    return joined


def texts_of_module(code: str) -> Iterator[Text]:
    """The texts that a module passes to the translation functions of Django, whatever it calls them."""
    tree = ast.parse(code)
    names = {
        alias.asname or alias.name: SPEECH[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in SPEECH
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            count, has_context = names[node.func.id]
            said = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant)]
            if len(said) == count:
                yield _text([str(each) for each in said], has_context=has_context)
    yield from _said_by_the_engine(tree)


def _said_by_the_engine(tree: ast.Module) -> Iterator[Text]:
    """A module of the engine knows no Django: what it says is made by ``phrase``, in one form or in two."""
    speaks = any(
        isinstance(node, ast.ImportFrom) and node.module == "minka.engine.saying" and _brings_phrase(node)
        for node in ast.walk(tree)
    )
    for node in ast.walk(tree) if speaks else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if said and len(said) == len(node.args):
                yield _text([str(each) for each in said], has_context=False)


def _brings_phrase(node: ast.ImportFrom) -> bool:
    return any(alias.name == "phrase" and alias.asname is None for alias in node.names)


def texts_of_template(source: str) -> Iterator[Text]:
    """The texts that a template marks, as Django itself reads them."""
    speech = templatize(source)
    for call in IN_TEMPLATE.finditer(speech):
        count, has_context = SPEECH[call[1]]
        said: list[str] = []
        at = call.end()
        while len(said) < count and (literal := LITERAL.match(speech, at)):
            said.append(ast.literal_eval(literal[1]))
            at = literal.end()
        if len(said) == count:
            yield _text(said, has_context=has_context)


def _text(said: list[str], *, has_context: bool) -> Text:
    context, spoken = (said[0], said[1:]) if has_context else ("", said)
    return Text(spoken[0], spoken[1] if len(spoken) > 1 else "", context)
