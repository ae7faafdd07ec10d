"""The joined files and what a page may weigh."""

import hashlib
import re

import brotli

from minka.web import assets

RAW_COLOUR = re.compile(r"(?<!&)#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl")


def test_joined_files_are_as_new_as_their_parts() -> None:
    assert assets.STYLES.read_text("utf-8") == assets.joined_styles(), "run python -m minka.web.assets"
    assert assets.SCRIPT.read_text("utf-8") == assets.joined_script(), "run python -m minka.web.assets"
    for path, names in assets.BUNDLES.items():
        assert path.read_text("utf-8") == assets.joined_bundle(names), "run python -m minka.web.assets"


def test_first_view_stays_light() -> None:
    htmx = assets.FOLDER.parent / "vendor" / "htmx" / "htmx.min.js"

    assert len(brotli.compress(assets.STYLES.read_bytes())) < 9_000
    assert len(brotli.compress(assets.SCRIPT.read_bytes())) < 8_000
    assert len(brotli.compress(htmx.read_bytes())) < 15_000


def test_scripts_of_a_few_pages_stay_light() -> None:
    weights = {path.name: len(brotli.compress(path.read_bytes())) for path in assets.BUNDLES}
    most = {"check.js": 8_500, "outbox.js": 4_000, "keep.js": 2_500, "phone.js": 15_000, "worker.js": 10_500}

    assert weights.keys() == most.keys()
    assert {name: weight for name, weight in weights.items() if weight > most[name]} == {}


def test_browsers_without_light_dark_get_the_light_theme() -> None:
    fallback = assets.joined_styles().split("@supports")[0]

    assert "--ground:#faf8f4" in fallback
    assert "light-dark(" not in fallback
    assert "color-scheme:light;" in fallback


def test_components_use_tokens_and_no_colours_of_their_own() -> None:
    for part in assets.style_parts()[1:]:
        lines = assets.COMMENT.sub("", part.read_text("utf-8")).splitlines()
        own = [line for line in lines if RAW_COLOUR.search(line) and line.strip() not in PAPER]
        assert own == [], part.name


def test_every_part_is_within_its_budget_and_in_a_layer() -> None:
    for part in [*assets.style_parts(), *assets.script_parts()]:
        text = part.read_text("utf-8")
        assert len(text.splitlines()) <= 200, part.name
        assert part.suffix == ".js" or re.search(r"^@layer \w+ \{", text, re.MULTILINE), part.name


def test_modules_do_not_import_each_other() -> None:
    for part in assets.script_parts():
        assert not re.search(r"^\s*import\b", part.read_text("utf-8"), re.MULTILINE), part.name


def test_vendored_files_are_as_published() -> None:
    vendor = assets.FOLDER.parent / "vendor"
    listed = re.findall(r"\| `(\w+)/` \| \S+ `dist/(\S+)` \|.*`([0-9a-f]{64})`", (vendor / "README.md").read_text())

    assert {folder for folder, _, _ in listed} == {path.name for path in vendor.iterdir() if path.is_dir()}
    for folder, name, digest in listed:
        assert hashlib.sha256((vendor / folder / name).read_bytes()).hexdigest() == digest


PAPER = {"fill: #fff;", "fill: #000;", "background: #fff;"}  # a QR and a printed page are white in every theme
