"""Joins the parts of the look into one style sheet and one script, so that a page needs two requests.

Run ``python -m minka.web.assets`` after a change of a part; a test fails when the joined files are older.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from minka.engine.forms.faults import ANSWER_TEXTS
from minka.web.icons import icon

FOLDER: Final = Path(__file__).parent / "static" / "minka"
STYLES: Final = FOLDER / "minka.css"
SCRIPT: Final = FOLDER / "minka.js"
SPANISH: Final = "spanish"  # no file: the engine's own sentences, so that Spanish pages need not carry them
FOLLOW: Final = ("expressions", "cleaning", "judging", "journey")
# Scripts of a few pages only: parts that lean on those before them, joined into one file without names of their own.
BUNDLES: Final = {
    FOLDER / "check.js": (SPANISH, "expressions", "cleaning", "judging", "check"),
    FOLDER / "outbox.js": ("store", "sending", "refilling", "outbox"),
    FOLDER / "keep.js": ("store", "keep"),
    FOLDER / "phone.js": (SPANISH, *FOLLOW, "store", "sending", "refilling", "outbox", "check", "filled", "unsent"),
    FOLDER / "worker.js": (*FOLLOW, "store", "worker"),
}
LAYERS: Final = "@layer reset, tokens, base, layout, ui, page;"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LIGHT_DARK = re.compile(r"light-dark\(\s*([^,()]+),\s*([^()]+?)\s*\)")


def style_parts() -> list[Path]:
    """List the style sheets in the order of their layers, components by name."""
    css = FOLDER / "css"
    return [css / "tokens.css", css / "base.css", css / "layout.css", *sorted((css / "ui").glob("*.css"))]


def script_parts() -> list[Path]:
    """List the modules by name. They must not import each other: each is complete alone."""
    return sorted((FOLDER / "js").glob("*.js"))


def joined_styles() -> str:
    """Join and shorten the style sheets. Browsers without light-dark() get the light theme."""
    sheets = [_short_styles(part.read_text("utf-8")) for part in style_parts()]
    light = LIGHT_DARK.sub(r"\1", sheets[0]).replace("color-scheme:light dark", "color-scheme:light")
    sheets[0] = f"{light}\n@supports (color:light-dark(red,red)){{{sheets[0]}}}"
    return "\n".join([LAYERS, *sheets, ""])


def joined_script() -> str:
    """Join the modules, each in a block of its own so that names cannot meet."""
    return "".join(f"{{\n{_short_script(part.read_text('utf-8'))}\n}}\n" for part in script_parts())


def joined_bundle(names: Iterable[str]) -> str:
    """Join scripts that share their names."""
    return "".join(f"{_spanish() if name == SPANISH else _part(name)}\n" for name in names)


def _part(name: str) -> str:
    return _short_script((FOLDER / "js" / "alone" / f"{name}.js").read_text("utf-8"))


def _spanish() -> str:
    texts = {code: [said.template, said.many] if said.many else said.template for code, said in ANSWER_TEXTS.items()}
    error = f'{icon("alert")}<span><span class="visually-hidden">Error:</span> <span data-words></span></span>'
    return f"const SPANISH = {json.dumps(texts, ensure_ascii=False)};\nconst ERROR = {json.dumps(error)};"


def write() -> None:
    """Write all joined files."""
    STYLES.write_text(joined_styles(), "utf-8")
    SCRIPT.write_text(joined_script(), "utf-8")
    for path, names in BUNDLES.items():
        path.write_text(joined_bundle(names), "utf-8")


def _short_styles(text: str) -> str:
    text = re.sub(r"\s+", " ", COMMENT.sub("", text))
    text = re.sub(r"\s*([{};,])\s*", r"\1", text)
    return re.sub(r":\s+(?=[^{}]*[;}])", ":", text).replace(";}", "}").strip()


def _short_script(text: str) -> str:
    """Drop comments that stand on lines of their own, indentation and `export`; nothing that needs a parser."""
    text = re.sub(r"^\s*/\*\*.*?\*/\n", "", text, flags=re.DOTALL | re.MULTILINE)
    lines = (line.strip() for line in text.splitlines())
    kept = (line.removeprefix("export ") for line in lines if line and not line.startswith("//"))
    return "\n".join(kept)


if __name__ == "__main__":
    write()
