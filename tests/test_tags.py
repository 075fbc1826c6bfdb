"""The tags of a PDF, held against the content model that they were made from."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.building.outputs import PRESETS
from publish.building.reading import read_source
from publish.content import Edition, Reading
from publish.editions import make_edition
from publish.findings import PublishError
from publish.speech.formulas import with_spoken_formulas

from .conftest import CLONE, Made, make_from
from .support.expected_tags import Told, told_by_body, told_by_notes, told_by_tags
from .support.tag_tree import Tag, read_tags
from .test_generated import BLOCK, LINE

GOLDEN = CLONE / "tests/tags"
# Lines that wrap and articles that run over pages, among all that an article can hold.
LONG_LINE = st.lists(LINE, min_size=10, max_size=40).map(" ".join)
LONG_BLOCK = st.one_of(
    BLOCK,
    LONG_LINE,
    LONG_LINE.map("- a\n- {}".format),
    LONG_LINE.map("> {}".format),
    LONG_LINE.map(lambda line: "| a | b |\n|---|---|\n" + "| x | {} |\n".format(line.replace("\n", " ")) * 5),
)
LONG_ARTICLES = st.lists(LONG_BLOCK, min_size=1, max_size=12).map("\n\n".join)
SOURCES = [*sorted((CLONE / "source").glob("*.md")), CLONE / "tests/data/torture/torture.md"]


@pytest.mark.parametrize("output", ["pdf", "large-print"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_tags_tell_all_that_the_content_tells(source: Path, output: str, tmp_path: Path) -> None:
    reading = read_source(source)
    tags = read_tags(make_from(reading, source, output, tmp_path / "made").path)
    _compare(tags, _edition(reading, output))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LONG_ARTICLES)
def test_the_tags_of_generated_articles_tell_all(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "article.md"
        source.write_text(f"---\ntitle: A title\nlanguage: en\n---\n\n{text.translate(_WithFonts())}", encoding="utf-8")
        try:
            reading = read_source(source)
        except PublishError:
            return
        made = make_from(reading, source, "pdf", Path(name) / "made")
        assert "character-without-font" not in made.rules
        assert "pdf-ua-not-claimed" not in made.rules or "image-alt-missing" in made.rules
        _compare(read_tags(made.path), _edition(reading, "pdf"))


class _WithFonts(dict[int, str]):
    """Puts letters of many scripts in place of the signs that no font of Publish has."""

    def __missing__(self, code: int) -> str:
        return chr(code) if code < 0x180 or chr(code) in "–—…“”•" else "жλبא"[code % 4]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_tag_tree_is_as_on_record(source: Path, make: Callable[..., Made]) -> None:
    dump = read_tags(make(source, "pdf").path).dump() + "\n"
    golden = GOLDEN / f"{source.stem}.txt"
    if os.environ.get("PUBLISH_UPDATE"):
        golden.write_text(dump, encoding="utf-8")
    assert dump == golden.read_text(encoding="utf-8")


def _edition(reading: Reading, output: str) -> Edition:
    edition = make_edition(PRESETS[output].edition, reading.document)
    return with_spoken_formulas(edition, lambda _finding: None)


def _compare(tags: Tag, edition: Edition) -> None:
    told, body = told_by_tags([tags]), told_by_body(edition)
    if body:
        start = _start_of_body(told, edition)
        assert told[start : start + len(body)] == body
    notes = [tag for tag in tags.walk() if tag.type == "Note"]
    assert told_by_tags(notes) == told_by_notes(edition)


def _start_of_body(told: list[Told], edition: Edition) -> int:
    """Return how much is told before the body: up to the title, then subtitle, edition, authors and main points."""
    title = next(number for number, each in enumerate(told) if each.what == "H1")
    lines = [edition.metadata.subtitle, edition.metadata.authors, edition.name == "plain"]
    points = 3 + 3 * len(edition.summary) if edition.summary else 0
    return title + 1 + sum(map(bool, lines)) + points
