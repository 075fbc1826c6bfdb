"""A formula is heard in one way only, and no number in it is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import publish.speech.math_words as tables
from publish.building.reading import read_source
from publish.content import Math, MathBlock, find
from publish.editions import make_edition
from publish.labels import labels
from publish.readers.markdown.mathematics import mathml
from publish.speech.formulas import with_spoken_formulas
from publish.speech.math_words import MathWords, math_words
from publish.speech.script import script
from publish.speech.spoken_forms import spoken
from publish.speech.spoken_math import formula_in_words

FOLDER = Path(__file__).parent


def _read_cases() -> list[tuple[str, str]]:
    text = (FOLDER / "spoken_math.txt").read_text(encoding="utf-8")
    return re.findall(r"^(?!#)(.+)\n\.\n(.+)\n\.$", text, re.MULTILINE)


CASES = _read_cases()


def _words(tex: str, language: str = "en-GB", *, display: bool = False) -> str:
    findings: list = []
    manuscript: Any = SimpleNamespace(report=lambda *finding, **parts: findings.append(finding))
    formula = mathml(tex, "", 1, manuscript, display=display)
    assert not findings
    return formula_in_words(formula or "", language)


@pytest.mark.parametrize(("tex", "words"), CASES)
def test_a_formula_is_said(tex: str, words: str) -> None:
    assert _words(tex) == words
    assert _words(tex, display=True) == words


@pytest.mark.parametrize(("tex", "words"), CASES)
def test_words_stay_as_they_are_in_a_sentence(tex: str, words: str) -> None:
    assert spoken(words, "en-GB") == words


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 50


_NUMBERS = st.decimals(min_value=0, max_value=9999, places=2).map(lambda number: f"{number:f}")


@st.composite
def _formulas(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0 or draw(st.booleans()):
        return draw(st.one_of(_NUMBERS, st.sampled_from(["x", "y", "\\alpha", "5\\,\\mathrm{mg/kg}"])))
    inner = [draw(_formulas(depth - 1)) for _ in range(2)]
    shape = draw(
        st.sampled_from([
            r"\frac{%s}{%s}", r"{%s}^{%s}", r"\sqrt[%s]{%s}", "%s+%s", r"\left(%s\right)%s", r"x_{%s} m^{%s}", r"\hat{%s}\binom{%s}{2}",
            r"\sum_{i=%s}^{%s} i", r"\left|%s\right|-%s", r"\begin{pmatrix}%s\\%s\end{pmatrix}", r"\mathrm{H_2O}%s \to %s", r"\boxed{%s}\overline{%s}",
        ])
    )  # fmt: skip
    return shape % tuple(inner)


@settings(deadline=None)
@given(_formulas())
def test_no_number_is_lost(tex: str) -> None:
    # The reader takes no matrix for the index of a root, and says so.
    assume(not re.search(r"\\sqrt\[[^\]]*\\begin", tex))
    numbers = re.findall(r"\d+\.\d+", tex)
    said = re.findall(r"\d+\.\d+", _words(tex))
    assert sorted(said) == sorted(numbers)


def _edition(write: Callable[..., Path], text: str, language: str = "en"):
    findings: list = []
    reading = read_source(write(f"---\ntitle: A title\nlanguage: {language}\n---\n\n{text}"))
    edition = with_spoken_formulas(make_edition("standard", reading.document), findings.append)
    return edition, findings


def _say(edition) -> list[str]:
    return [formula.say for kind in (Math, MathBlock) for formula in find([*edition.body, *edition.notes], kind)]


def test_what_the_author_says_wins(write: Callable[..., Path]) -> None:
    edition, findings = _edition(write, 'Text $x^2${say="ex two"}.\n\n{say="why"}\n$$\ny\n$$')
    assert _say(edition) == ["ex two", "why"]
    assert not findings


def test_a_paragraph_that_is_a_formula_can_be_said(write: Callable[..., Path]) -> None:
    edition, findings = _edition(write, '$$ z $$ {say="zed"}')
    assert _say(edition) == ["zed"]
    assert not findings


def test_the_narration_says_formulas(write: Callable[..., Path]) -> None:
    edition, _ = _edition(
        write, "Give $5\\,\\mathrm{mg}/\\mathrm{kg}$ now.\n\n$$\n\\frac{1}{2}m\n$$\n\nA note[^1].\n\n[^1]: Take $x^2$."
    )
    texts = [utterance.text for utterance in script(edition, labels("en", lambda finding: None))]
    assert "Give 5 milligrams per kilogram now." in texts
    assert "one half m" in texts
    assert "Take x squared." in texts


@pytest.mark.parametrize(
    ("language", "rules"),
    [("en", []), ("en-GB", []), ("ar", ["formula-without-words"]), ("tlh", ["formula-without-words"])],
)
def test_a_language_without_words_is_told(write: Callable[..., Path], language: str, rules: list[str]) -> None:
    edition, findings = _edition(write, "$x^2$ is here.", language)
    assert [finding.rule for finding in findings] == rules
    assert _say(edition) == ([""] if rules else ["x squared"])
    for finding in findings:
        assert finding.location.line
        assert finding.harms
        assert "say=" in finding.mend


def test_the_language_of_a_part_counts(write: Callable[..., Path]) -> None:
    edition, findings = _edition(write, "Text $x^2$.\n\n::: {lang=fr}\nLe texte $y^2$.\n:::")
    assert _say(edition) == ["x squared", ""]
    assert [finding.rule for finding in findings] == ["formula-without-words"]


def test_the_words_of_a_language_are_complete() -> None:
    english = math_words("en")
    assert isinstance(english, MathWords)
    for path in Path(tables.__file__).parent.glob("*.toml"):
        words = math_words(path.stem)
        assert words is not None
        assert set(words.phrases) == set(english.phrases)
        for name, phrase in words.phrases.items():
            assert sorted(re.findall(r"{\d}", phrase)) == sorted(re.findall(r"{\d}", english.phrases[name]))


@pytest.mark.parametrize(
    "broken",
    [
        "<math><mfrac><mn>1</mn></mfrac></math>",
        "<math>",
        "<math>" + "<mrow>" * 240 + "<mn>1</mn>" + "</mrow>" * 240 + "</math>",
    ],
)
def test_strange_mathml_does_no_harm(broken: str) -> None:
    assert formula_in_words(broken, "en") in ("", "1")
