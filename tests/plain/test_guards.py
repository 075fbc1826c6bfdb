"""The guards between a text and its plain version: what each must catch, and what must pass."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publish.building.reading import read_source
from publish.content import Document, GlossaryEntry
from publish.guards import Article, Strength, Verdict, check_edition, compare, compare_replacement
from tests.plain.reading import blocks

CASES = Path(__file__).parent / "guard_cases"


def cases(kind: str) -> Iterator[object]:
    for path in sorted(CASES.glob("*.toml")):
        for source, plain in tomllib.loads(path.read_text(encoding="utf-8")).get(kind, ()):
            yield pytest.param(path.stem, source, plain, id=f"{path.stem}: {plain}")


@pytest.mark.parametrize(("guard", "source", "plain"), list(cases("caught")))
def test_what_must_be_caught(guard: str, source: str, plain: str, tmp_path: Path) -> None:
    verdicts = compare(blocks(source, tmp_path), blocks(plain, tmp_path), "en")
    assert guard in {verdict.guard for verdict in verdicts if verdict.strength is Strength.STOP}


@pytest.mark.parametrize(("guard", "source", "plain"), list(cases("warned")))
def test_what_asks_for_a_second_look(guard: str, source: str, plain: str, tmp_path: Path) -> None:
    verdicts = compare(blocks(source, tmp_path), blocks(plain, tmp_path), "en")
    assert guard in {verdict.guard for verdict in verdicts}


@pytest.mark.parametrize(("guard", "source", "plain"), list(cases("silent")))
def test_what_its_own_guard_says_nothing_of(guard: str, source: str, plain: str, tmp_path: Path) -> None:
    verdicts = compare(blocks(source, tmp_path), blocks(plain, tmp_path), "en")
    assert [verdict.message for verdict in verdicts if verdict.guard == guard] == []


@pytest.mark.parametrize(("guard", "source", "plain"), list(cases("passes")))
def test_what_must_pass(guard: str, source: str, plain: str, tmp_path: Path) -> None:
    verdicts = compare(blocks(source, tmp_path), blocks(plain, tmp_path), "en-GB")
    assert [verdict.message for verdict in verdicts if verdict.strength is Strength.STOP] == []


def test_a_text_does_not_differ_from_itself(tmp_path: Path) -> None:
    text = "Do not drive for 24 hours. Take 5 mg only if you must.\n\n- Call 999 at once if your face swells."
    assert compare(blocks(text, tmp_path), blocks(text, tmp_path), "en") == ()


def test_plain_text_will_do_too() -> None:
    assert compare("Take 5 mg.\nRest well.", "- Take 5 milligrams.\n- Rest well.", "en") == ()
    (verdict,) = compare("Take 5 mg.\nRest well.", "- Take 50 milligrams.\n- Rest well.", "en")
    assert (verdict.guard, verdict.source, verdict.plain) == ("number", "5 mg", "50 milligrams")


def test_a_verdict_quotes_both_texts_and_names_the_harm() -> None:
    (verdict,) = compare("Do not drive after the treatment.", "Drive after the treatment.", "en")
    assert verdict == Verdict(
        guard="negation",
        strength=Strength.STOP,
        message="The source says “do not drive”; the plain version has no “not”: “drive”.",
        harm="People may do what they must not do, or leave what they must do.",
        source="do not drive",
        plain="drive",
    )


def test_a_language_without_words_is_not_guarded_and_says_so() -> None:
    (verdict,) = compare("Prenez 5 mg.", "Prenez 50 mg.", "fr-CA")
    assert (verdict.guard, verdict.strength) == ("language", Strength.WARN)
    assert verdict.message == "Not guarded: Publish has no word lists for “fr-CA”, so nothing was compared."


MISSING = {
    "number": ("Rest. Take 5 mg.", "Rest.", True),
    "medicine": ("Rest. Ketamine can harm.", "Rest. It can harm.", True),
    "link": ("Rest. Call 111.", "Rest.", True),
    "quotation": ("Rest. “Sleep is a medicine”, they say.", "Rest.", True),
    "time": ("Rest. Call at once.", "Rest. Call.", True),
    "condition": ("Take it only if a doctor says so.", "Take it.", True),
    "negation": ("Wash the wound with water and do not rub it.", "Wash the wound with water.", True),
    "a number that changed": ("Take 5 mg.", "Take 50 mg.", False),
    "a denial that turned": ("Do not drive.", "Drive.", False),
    "a medicine that changed": ("Take ibuprofen.", "Take naproxen.", False),
}


@pytest.mark.parametrize(("source", "plain", "missing"), MISSING.values(), ids=MISSING)
def test_a_verdict_tells_whether_something_is_merely_left_out(source: str, plain: str, missing: bool) -> None:
    found = compare(source, plain, "en")
    assert found
    assert all(verdict.missing for verdict in found) == missing


def test_the_glossary_tells_which_names_are_one() -> None:
    glossary = [GlossaryEntry(term="zibotentan", definition="A medicine.", forms=("Zibo", "zibotentan"))]
    assert compare("Take zibotentan.", "Take Zibo.", "en", glossary=glossary) == ()
    assert [verdict.guard for verdict in compare("Take zibotentan.", "Take Zibo.", "en")] == ["medicine"]


@pytest.fixture
def read(write: Callable[..., Path]) -> Callable[[str], Document]:
    return lambda text: read_source(write(text)).document


def test_a_plain_block_is_compared_with_what_it_stands_for(read: Callable[[str], Document]) -> None:
    document = read(
        "Take 5 mg. {#dose}\n\nRest.\n\n::: plain\nRest well.\n:::\n\n::: plain {for=dose}\nTake 50 mg.\n:::\n"
    )
    right, wrong = document.replacements
    assert compare_replacement(Article(document), right) == ()
    (verdict,) = compare_replacement(Article(document), wrong)
    assert (verdict.guard, str(verdict.location)) == ("number", str(wrong.location))


def test_a_medicine_of_the_article_is_only_a_warning(read: Callable[[str], Document]) -> None:
    document = read(
        "Ketamine eases pain.\n\n::: plain\nKetamine eases pain.\n:::\n\nIt can harm.\n\n::: plain\nKetamine can harm.\n:::\n"
    )
    (verdict,) = compare_replacement(Article(document), document.replacements[1])
    assert (verdict.guard, verdict.strength) == ("medicine", Strength.WARN)


EDITIONS = [
    ("A.\n\n::: plain\na.\n:::\n\nB.\n", []),
    ("A.\n", []),
    ('## S {#s}\n\nA.\n\n### T\n\nB.\n\n::: plain {for="s"}\nab.\n:::\n', []),
    ('Money. {#a}\n\n::: plain {omit="a" reason="about money"}\n:::\n', []),
    ('Take 5 mg. {#a}\n\n::: plain {omit="a" reason="too hard"}\n:::\n', [("omission", 8)]),
    ('You may die. {#a}\n\n::: plain {omit="a" reason="too hard"}\n:::\n', [("omission", 8)]),
    ('{#a}\n::: warning\nSit.\n:::\n\n::: plain {omit="a" reason="too hard"}\n:::\n', [("omission", 11)]),
    ("A.\n\n::: plain\na.\n:::\n\n::: plain {added=help}\nAsk us.\n:::\n", []),
    ("A.\n\n::: plain\na.\n:::\n\n::: plain {added=help}\nTake 5 mg.\n:::\n", [("addition", 12)]),
    ("A.\n\n::: plain\na.\n:::\n\n::: plain {added=help}\nTake aspirin.\n:::\n", [("addition", 12)]),
]


@pytest.mark.parametrize(("text", "expected"), EDITIONS, ids=[text[:60] for text, _ in EDITIONS])
def test_what_an_edition_leaves_out_and_adds(
    text: str, expected: list[tuple[str, int]], read: Callable[[str], Document]
) -> None:
    found = [
        (verdict.guard, verdict.location and verdict.location.line) for verdict in check_edition(Article(read(text)))
    ]
    assert found == expected


def test_the_sample_stands_before_its_guards(samples: dict[str, Path]) -> None:
    document = read_source(samples["ketamine"]).document
    article = Article(document)
    verdicts = [verdict for each in document.replacements for verdict in compare_replacement(article, each)]
    stops = [verdict.message for verdict in (*verdicts, *check_edition(article)) if verdict.stops]
    assert stops == []
