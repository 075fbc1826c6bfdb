"""Books that are read along: every element is heard with its own words, at its own time."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.building.outputs import Output
from publish.building.reading import read_source
from publish.findings import PublishError
from publish.validators import State
from publish.validators.quick_epub import QuickEpub

from .conftest import CLONE, Made, make_from
from .support.e_book import package_of, problems
from .support.onsets import onset
from .support.overlays import Par, pars_of, sound_of
from .test_generated import ARTICLES
from .test_tags import LONG_ARTICLES

TORTURE = CLONE / "tests/data/torture/torture.md"
SOURCES = [CLONE / "source/handwashing.ar.md", TORTURE]
PER_CHARACTER = 0.02  # seconds of tone
TOLERANCE = 0.05  # seconds
OPF = {"opf": "http://www.idpf.org/2007/opf"}

ARTICLE = """\
---
title: Washing hands
language: en
authors: [Ann Author]
publisher: A clinic
references:
  - {title: A study, by: B. Author, published: "2020"}
---

Clean hands stop germs.[^one] Warm water is not needed.

## How to wash

- Wet your hands.
- Use soap. *Rub* them.

| Step | Time |
|---|---|
| Rub | long |
| Rinse | short |

::: warning
Hot water burns.
:::

![Two hands](hands.svg)

::: description
One hand is on top.
:::

[^one]: Most germs are harmless.
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    (folder / "hands.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    source = folder / "hands.md"
    source.write_text(ARTICLE, encoding="utf-8")
    return make_from(read_source(source), source, "epub-audio", folder / "made").path


@pytest.fixture(scope="module")
def chapter(book: Path) -> list[Par]:
    return pars_of(book)["chapter-1.xhtml"]


def test_all_that_is_seen_is_heard_in_the_order_of_the_page(chapter: list[Par]) -> None:
    assert [par.words for par in chapter] == [
        "How to wash",
        "Wet your hands.",
        "Use soap.",
        "Rub them.",
        "Step",
        "Time",
        "Rub",
        "long",
        "Rinse",
        "short",
        "Warning",
        "Hot water burns.",
        "Two hands",
        "Description of the picture",
        "One hand is on top.",
    ]


def test_passages_say_what_they_are(chapter: list[Par]) -> None:
    types = {par.words: par.types for par in chapter}
    assert types["How to wash"] == ()
    assert types["Wet your hands."] == ("list",)
    assert types["Rub them."] == ("list", "list-item")
    assert types["Step"] == types["short"] == ("table", "table-row")


def test_a_note_follows_the_text_with_its_number(book: Path) -> None:
    pars = pars_of(book)["front.xhtml"]
    assert [par.words for par in pars][-3:] == ["Notes", "1", "Most germs are harmless."]
    assert pars[-1].types == pars[-2].types == ("footnote",)
    assert "Clean hands stop germs.1" in [par.words for par in pars]


def test_contents_and_appendix_are_heard_too(book: Path) -> None:
    pars = pars_of(book)
    assert [par.words for par in pars["nav.xhtml"]] == [
        "Contents", "Washing hands", "How to wash", "Sources", "About this information",
    ]  # fmt: skip
    assert [par.words for par in pars["cover.xhtml"]] == ["Washing hands, A clinic"]
    words = [par.words for par in pars["appendix.xhtml"]]
    assert words[:2] == ["Sources", "B. Author. A study. 2020."]
    assert words[-1] == "A computer voice reads this."


def test_every_element_is_heard_with_its_own_words(book: Path, tmp_path: Path) -> None:
    announced = {"long": "Time: long", "short": "Time: short", "Rub": "Step: Rub;", "Rinse": "Step: Rinse;"}
    announced |= {"Wet your hands.": "List of 2 items.Wet your hands.", "Warning": "Warning.", "1": "Note 1."}
    announced |= {"Step": "Table.Step"}
    announced |= {"Hot water burns.": "Hot water burns.End of the warning.", "Two hands": "Picture: Two hands"}
    announced |= {"Clean hands stop germs.1": "Clean hands stop germs."}
    announced |= {"One hand is on top.": "One hand is on top.End of the description."}
    for page, pars in pars_of(book).items():
        samples, rate = sound_of(book, page, tmp_path)
        loud = numpy.abs(samples) > 0.01
        for par in pars:
            heard = _longest_sounds(loud[round(par.begin * rate) : round(par.end * rate)], rate)
            said = announced.get(par.words, par.words) if page != "nav.xhtml" else par.words
            lengths = [PER_CHARACTER * (len(said) + extra) for extra in (0, 1)]  # a full stop may be added
            assert min(abs(heard - length) for length in lengths) < TOLERANCE, (page, said, heard)


def _longest_sounds(loud: numpy.ndarray, rate: int) -> float:
    """Return how long it sounds in all, in seconds: moments within a wave do not count as silence."""
    size = round(0.01 * rate)
    return 0.01 * int(loud[: loud.size // size * size].reshape(-1, size).any(axis=1).sum())


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_element_sounds_when_it_is_said_to(source: Path, make_once: Callable[..., Made], tmp_path: Path) -> None:
    made = make_once(source, "epub-audio").path
    for page, pars in pars_of(made).items():
        sound = sound_of(made, page, tmp_path)
        assert pars[0].begin == 0
        for par, following in zip(pars, [*pars[1:], None], strict=True):
            assert onset(sound, par.begin, par.begin) == pytest.approx(par.begin, abs=TOLERANCE), par.words
            assert par.end == (following.begin if following else pytest.approx(sound[0].size / sound[1], abs=TOLERANCE))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(ARTICLES, LONG_ARTICLES), level=st.integers(1, 3))
def test_whatever_is_written_is_heard(text: str, level: int) -> None:
    for book in _generated(text, level):
        (verdict,) = QuickEpub().check([book])
        assert verdict.findings == ()
        assert verdict.state is State.PASSED


@pytest.mark.java
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(ARTICLES, LONG_ARTICLES), level=st.integers(1, 3))
def test_epubcheck_finds_nothing_in_whatever_is_written(text: str, level: int) -> None:
    for book in _generated(text, level):
        assert problems(book) == []


def _generated(text: str, level: int) -> Iterator[Path]:
    """Yield the book of an article, unless the article cannot be read or is refused."""
    output = Output(name="epub-audio", backend="epub", options={"read-along": True, "chapters": level})
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "article.md"
        source.write_bytes(f"---\ntitle: A title\nlanguage: en\n---\n\n{text}".encode("utf-8", "surrogatepass"))
        with suppress(PublishError):
            yield make_from(read_source(source), source, output, Path(name) / "made").path


def test_the_length_that_is_told_is_that_of_the_whole_book(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("---\ntitle: A\nlanguage: en\npublisher: B\n---\n\nText.\n", encoding="utf-8")
    made = make_from(read_source(source), source, "epub-audio", tmp_path / "made")
    stated = [meta.text for meta in package_of(made.path).iterfind(".//opf:meta[@property='media:duration']", OPF)]
    assert made.artifacts[0].duration == pytest.approx(_seconds(stated[-1]), abs=0.001)


def test_durations_add_up(book: Path) -> None:
    package = package_of(book)
    durations = {
        meta.get("refines", ""): _seconds(meta.text)
        for meta in package.iterfind(".//opf:meta[@property='media:duration']", OPF)
    }
    items = {item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", OPF)}
    for page, pars in pars_of(book).items():
        (overlay,) = (name for name, file in items.items() if file == page.replace(".xhtml", ".smil"))
        assert durations[f"#{overlay}"] == pytest.approx(pars[-1].end, abs=0.0001)
    assert durations.pop("") == pytest.approx(sum(durations.values()), abs=0.0001)


def test_the_build_tells_how_long_the_book_plays(make_once: Callable[..., Made]) -> None:
    made = make_once(TORTURE, "epub-audio")
    (total,) = package_of(made.path).xpath(
        "//opf:meta[@property='media:duration'][not(@refines)]/text()", namespaces=OPF
    )
    assert made.artifacts[0].duration == pytest.approx(_seconds(total), abs=0.0001)


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds)


def test_a_book_without_sound_says_nothing_of_it(make_once: Callable[..., Made]) -> None:
    path = make_once(TORTURE, "epub").path
    with zipfile.ZipFile(path) as entries:
        assert not [name for name in entries.namelist() if name.endswith((".smil", ".mp3"))]
        assert b"media-overlay" not in entries.read("EPUB/style.css")
    assert not package_of(path).findall(".//opf:meta[@property='media:duration']", OPF)
