"""How hard a text is to read: what is prose, what is counted, and what the formulas make of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from publish.readability import FORMULAS, Counts, scores_of

from .conftest import CLONE, Run

DATA = CLONE / "tests" / "readability"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
HEAD = "---\ntitle: A title\nlanguage: {}\n---\n\n{}\n"


@pytest.fixture
def measured(run: Callable[..., Run], write: Callable[..., Path]) -> Callable[..., dict[str, Any]]:
    """Measure a text by the command, and return its readability."""

    def measure(text: str, language: str = "en", edition: str = "standard") -> dict[str, Any]:
        article = text if text.startswith("---\n") else HEAD.format(language, text)
        source = write(article)
        source.with_name("x.svg").write_text(PICTURE, encoding="utf-8")
        result = run("readability", source, "--edition", edition, "--json")
        readability: dict[str, Any] = json.loads(result.out)["readability"]
        return readability

    return measure


# What is counted ----------------------------------------------------------------------------------------------------


class Case(NamedTuple):
    language: str
    text: str
    sentences: list[str]


def _cases() -> Iterator[Any]:
    for block in (DATA / "counted_by_hand.txt").read_text(encoding="utf-8").split("\n== ")[1:]:
        title, _, rest = block.partition("\n")
        text, _, counted = rest.partition("\n.\n")
        language, _, name = title.partition(": ")
        yield pytest.param(Case(language, text, counted.strip().splitlines()), id=f"{language}-{name}")


def _counted_by_hand(sentences: list[str]) -> dict[str, int]:
    """Return the counts that a person's marks tell."""
    counts = dict.fromkeys(Counts.__struct_fields__, 0) | {"sentences": len(sentences)}
    for word in " ".join(sentences).split():
        sign = word.startswith("[")
        text, _, told = word.strip("*").partition(":") if not sign else (word, "", "")
        syllables = 1 if sign else int(told or text.count("·") + text.count("-") + 1)
        letters = sum(map(str.isalnum, text))
        counts["words"] += 1
        counts["letters"] += letters
        counts["syllables"] += syllables
        counts["monosyllables"] += syllables == 1
        counts["polysyllables"] += syllables >= 3
        counts["complex_words"] += word.endswith("*")
        counts["long_words"] += letters > 6
        counts["signs"] += sign
    return counts


@pytest.mark.parametrize("case", list(_cases()))
def test_texts_counted_by_hand(case: Case, measured: Callable[..., dict[str, Any]]) -> None:
    result = measured(case.text, case.language)
    expected = _counted_by_hand(case.sentences)
    if case.language != "en":  # Gunning's words are those of English
        expected["complex_words"] = result["counts"]["complex_words"]
    assert {name: result["counts"][name] for name in expected} == expected


def test_only_prose_is_scored(measured: Callable[..., dict[str, Any]]) -> None:
    result = measured((DATA / "prose.md").read_text(encoding="utf-8"))
    in_order = sorted(result["sentences"], key=lambda each: (each["location"]["line"], each["id"]))
    assert [(each["section"], each["text"]) for each in in_order] == [
        ("", "Here is the first sentence."),
        ("", "Is this the second?"),
        ("", "This leads on:"),
        ("", "This item is a sentence."),
        ("", "A second paragraph of the item."),
        ("one", "Somebody said this."),
        ("one", "Do not drive!"),
        ("one", "It means something."),
        ("one", "A long description is prose."),
        ("two", "The last one has a note."),
        ("two", "(It has brackets too.)"),
    ]


def test_sections_add_up_to_the_whole(measured: Callable[..., dict[str, Any]]) -> None:
    result = measured((DATA / "prose.md").read_text(encoding="utf-8"))
    assert [(each["id"], each["title"], each["counts"]["sentences"]) for each in result["sections"]] == [
        ("", "", 5),
        ("one", "A section. With stops.", 4),
        ("two", "A section inside", 2),
    ]
    for name, number in result["counts"].items():
        assert number == sum(each["counts"][name] for each in result["sections"])


def test_main_points_of_the_plain_edition_are_prose(measured: Callable[..., dict[str, Any]]) -> None:
    head = "---\ntitle: A\nlanguage: en\nplain-summary:\n  - Rest well. Drink often.\n  - no sentence\n---\n\n"
    article = f"{head}Old text.\n\n::: plain\nNew text.\n:::\n\nMore old text.\n"
    plain = measured(article, edition="plain")["sentences"]
    assert {(each["text"], each["not_yet_plain"]) for each in plain} == {
        ("Rest well.", False),
        ("Drink often.", False),
        ("New text.", False),
        ("More old text.", True),
    }


# The formulas -------------------------------------------------------------------------------------------------------

# 60 words in 6 sentences, 90 syllables, 270 letters, 36 short words, 6 polysyllables, 4 of them complex, 12 long words.
ROUND = Counts(
    sentences=6,
    words=60,
    letters=270,
    syllables=90,
    monosyllables=36,
    polysyllables=6,
    complex_words=4,
    long_words=12,
)


@pytest.mark.parametrize(
    ("formula", "counts", "value", "reckoning"),
    [
        ("flesch-kincaid-grade", ROUND, 6.01, "0.39 × 10 + 11.8 × 1.5 − 15.59"),
        ("flesch-reading-ease", ROUND, 69.785, "206.835 − 1.015 × 10 − 84.6 × 1.5"),
        ("smog", ROUND, 8.8419, "1.043 × √30 + 3.1291"),
        ("gunning-fog", ROUND, 6.6667, "0.4 × (10 + 100 × 4/60)"),
        ("coleman-liau", ROUND, 7.7, "0.0588 × 450 − 0.296 × 10 − 15.8"),
        ("inflesz", ROUND, 103.385, "206.835 − 62.3 × 1.5 − 10"),
        ("lix", ROUND, 30.0, "10 + 100 × 12/60"),
        ("wiener-sachtextformel", ROUND, 3.364, "0.1935 × 10 + 0.1672 × 10 + 0.1297 × 20 − 0.0327 × 60 − 0.875"),
        # Wikipedia, “Flesch–Kincaid readability tests”: the easiest and the lowest that there can be, and a sentence about
        # the platypus with 13 words and 24 syllables.
        ("flesch-reading-ease", Counts(sentences=1, words=1, syllables=1), 121.22, "206.835 − 1.015 − 84.6"),
        ("flesch-kincaid-grade", Counts(sentences=1, words=1, syllables=1), -3.40, "0.39 + 11.8 − 15.59"),
        ("flesch-kincaid-grade", Counts(sentences=1, words=13, syllables=24), 11.26, "published as 11.3"),
        # The abstract of Coleman and Liau's own paper: 639 letters, 119 words, 5 sentences.
        ("coleman-liau", Counts(sentences=5, words=119, letters=639), 14.5304, "published as 14.5"),
        # SMOG of 30 sentences without, and with, 100 polysyllables.
        ("smog", Counts(sentences=30, words=300), 3.1291, "the constant"),
        ("smog", Counts(sentences=30, words=300, polysyllables=100), 13.5591, "1.043 × 10 + 3.1291"),
    ],
)
def test_formulas(formula: str, counts: Counts, value: float, reckoning: str) -> None:
    assert FORMULAS[formula].function(counts) == pytest.approx(value, abs=0.006), reckoning


# The conversion table that health services print: polysyllables in 30 sentences, and the grade. It is made for reckoning in
# the head, so it is held to within one grade.
@pytest.mark.parametrize(
    ("least", "most", "grade"),
    [(1, 6, 5), (7, 12, 6), (13, 20, 7), (21, 30, 8), (31, 42, 9), (43, 56, 10), (57, 72, 11)],
)
def test_smog_against_the_printed_table(least: int, most: int, grade: int) -> None:
    for polysyllables in range(least, most + 1):
        value = FORMULAS["smog"].function(Counts(sentences=30, polysyllables=polysyllables))
        assert abs(value - grade) < 1


def test_a_sentence_with_published_values(measured: Callable[..., dict[str, Any]]) -> None:
    result = measured("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.")
    assert (result["counts"]["words"], result["counts"]["syllables"]) == (13, 24)
    assert round(result["scores"][0]["value"], 1) == 11.3


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (95, "very easy"),
        (70, "fairly easy"),
        (60, "normal"),
        (50, "somewhat hard"),
        (20, "very hard"),
        (-9, "very hard"),
    ],
)
def test_bands_of_inflesz(value: float, band: str) -> None:
    assert FORMULAS["inflesz"].band(value) == band


# What is told -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "formulas"),
    [
        ("en-GB", ["flesch-kincaid-grade", "smog", "gunning-fog", "coleman-liau", "flesch-reading-ease"]),
        ("es-MX", ["inflesz"]),
        ("de", ["wiener-sachtextformel", "lix"]),
        ("fr", []),
        ("ar", []),
        ("zh-Hans", []),
    ],
)
def test_formulas_of_a_language(language: str, formulas: list[str], measured: Callable[..., dict[str, Any]]) -> None:
    result = measured("A b c d.", language)
    assert [score["formula"] for score in result["scores"]] == formulas
    assert bool(result["not_measured"]) == (not formulas)


def test_sentences_of_another_language_are_passed_over(measured: Callable[..., dict[str, Any]]) -> None:
    result = measured("This is English.\n\n::: {lang=de}\nDies ist Deutsch. Noch ein Satz.\n:::\n")
    assert [each["text"] for each in result["sentences"]] == ["This is English."]
    assert result["other_languages"] == 2


def test_a_short_text_is_approximate(measured: Callable[..., dict[str, Any]]) -> None:
    ten_words = "One two six ten one two six ten one two. "
    for sentences, approximate in ((9, {"smog", "others"}), (29, {"smog"}), (30, set())):
        scores = measured(ten_words * sentences)["scores"]
        assert {
            "smog" if each["formula"] == "smog" else "others" for each in scores if each["approximate"]
        } == approximate


def test_no_prose_is_no_score(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    shown = run("readability", write("## Only a heading\n\n- an item\n"))
    assert shown.out.splitlines() == ["A title (en), plain edition", "Not measured: there are no sentences of prose."]
    assert scores_of(Counts(), "en") == ()


ARTICLE = """
We walk. {#walk}

## Treatment

Administration of medication necessitates supervision. Take it.
"""


def test_the_command_tells_the_hardest_first(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write(ARTICLE)
    shown = run("readability", source.name, "--edition", "standard", cwd=source.parent)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "A title (en), standard edition",
        "3 sentences, 9 words of prose",
        "",
        "Flesch-Kincaid grade    14.4  approximate: made for 100 words or more",
        "SMOG grade               9.7  approximate: made for 30 sentences and 100 words or more",
        "Gunning Fog index       19.0  approximate: made for 100 words or more",
        "Coleman-Liau index      14.2  approximate: made for 100 words or more",
        "Flesch reading ease     -3.0  higher is easier  approximate: made for 100 words or more",
        "",
        "Sections (Flesch-Kincaid grade; ~ is approximate)",
        "~  -3.0     1 sentence      2 words  (before the first heading)",
        "~  19.5    2 sentences      7 words  Treatment",
        "",
        "Hardest sentences",
        "   28.8  article.md:11  5 words",
        "         Administration of medication necessitates supervision.",
        "         three syllables or more: Administration, medication, necessitates, supervision",
        "   -3.0  article.md:7  2 words",
        "         We walk.",
        "   -3.0  article.md:11  2 words",
        "         Take it.",
    ]


@pytest.mark.parametrize(
    ("language", "easy", "hard"),
    [
        ("es", "El pan es bueno.", "La administración del medicamento requiere supervisión."),
        ("de", "Das Brot ist gut.", "Die Verabreichung erfordert Überwachungsmaßnahmen."),
    ],
)
def test_the_hardest_come_first_in_other_languages(
    language: str, easy: str, hard: str, measured: Callable[..., dict[str, Any]]
) -> None:
    assert [each["text"] for each in measured(f"{easy} {hard}", language)["sentences"]] == [hard, easy]


def test_at_most_ten_sentences_are_told(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    shown = run("readability", write("We walk. " * 20))
    assert shown.out.count("         We walk.") == 10


def test_what_cannot_be_measured_ends_with_2(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    assert run("readability", write("Text."), "--edition", "easy").status == 2
    assert run("readability", "nowhere.md").status == 2


def test_errors_of_the_article_end_with_1(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    shown = run("readability", write("Text.[^missing]\n\n![](x.png)\n"))
    assert shown.status == 1
    assert "1 sentence" in shown.out


def test_the_plain_edition_of_the_sample_is_plain(run: Callable[..., Run], samples: dict[str, Path]) -> None:
    result = json.loads(run("readability", samples["ketamine"], "--json").out)["readability"]
    values = {score["formula"]: score["value"] for score in result["scores"]}
    assert values["flesch-kincaid-grade"] <= 7
    assert values["smog"] <= 9
    assert not any(score["approximate"] for score in result["scores"])
    assert not any(sentence["not_yet_plain"] for sentence in result["sentences"])
