"""Reading ``lexicon.yaml``, which tells how the words of a project are said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.content import LexiconEntry, LexiconForm
from publish.findings import Finding, Location, PublishError
from publish.readers.fields import convert
from publish.readers.yaml_source import read_list

# What respellings are made of, and no phonetic alphabet: capitals, digits, and the signs that stand around phonemes.
_NO_PHONEMES = re.compile(r"[A-Z0-9/\\\[\](){}<>\"]")


def read_lexicon(data: bytes, file: str) -> tuple[tuple[LexiconEntry, ...], list[Finding]]:
    """Return the entries of a lexicon that can be used, and what is wrong with the others.

    Args:
        data: the content of the file, a YAML list of entries.
        file: its name, for messages.

    Raises:
        PublishError: the file is not UTF-8, not YAML or not a list.
    """
    source = read_list(data, file, _not_a_list)
    entries, findings = convert(source, source.data or [], tuple[LexiconEntry, ...], "the lexicon")
    usable: list[LexiconEntry] = []
    known: set[tuple[str, str]] = set()
    for number, entry in enumerate(entries):
        location = source.location((number,))
        problems = list(_problems(entry, known))
        findings.extend(_unusable(entry, problem, location) for problem in problems)
        if not problems:
            usable.append(entry)
    return tuple(usable), findings


def _problems(entry: LexiconEntry, known: set[tuple[str, str]]) -> Iterator[str]:
    forms: list[LexiconEntry | LexiconForm] = [entry, *entry.forms]
    if not all(form.word.strip() for form in forms):
        yield "it has no word"
    if not entry.say.strip() and not entry.phonemes.strip():
        yield "it tells neither “say” nor “phonemes”"
    for form in forms:
        if _NO_PHONEMES.search(form.phonemes):
            yield f"“{form.phonemes}” is not written in the phonetic alphabet alone"
        key = (entry.language.lower(), form.word if entry.match_case else form.word.casefold())
        if key in known:
            yield f"“{form.word}” has an entry already"
        known.add(key)


def _unusable(entry: LexiconEntry, problem: str, location: Location) -> Finding:
    return Finding(
        rule="lexicon-entry-unusable",
        message=f"The entry “{entry.word}” of the lexicon is left out: {problem}.",
        location=location,
        harms="Listeners hear the word as the voice guesses it.",
        mend="Write “word:” with “say:”, “phonemes:” (such as ˈkɛtəmiːn) or both, and each word once a language.",
    )


def _not_a_list(problem: str, file: str, line: int) -> PublishError:
    return PublishError(
        Finding(
            rule="lexicon-broken",
            message=f"The lexicon cannot be used: {problem}.",
            location=Location(file, line),
            harms="Listeners hear words as the voice guesses them.",
            mend="Write a list in which each entry begins with “- word:” and has “say:” or “phonemes:”.",
        )
    )
