"""Finding the words of a lexicon in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publish.content import GlossaryEntry, LexiconEntry
from publish.content.language import is_kind_of
from publish.speech.phrases import Piece


class _Saying(NamedTuple):
    word: str
    language: str
    match_case: bool
    say: str
    phonemes: str


class Lexicon:
    """Tells how words are said. Of entries that fit, the one of the narrowest language and then the longest wins."""

    def __init__(self, entries: Iterable[LexiconEntry], glossary: Iterable[GlossaryEntry] = ()) -> None:
        """Take in a lexicon, and the glossary terms that tell their phonemes.

        Args:
            entries: of the project's lexicon.
            glossary: counts after the lexicon; its respellings are for the eye.
        """
        told = [_Saying(e.term, e.language, False, "", e.phonemes) for e in glossary if e.phonemes]
        self._sayings = [*(saying for entry in entries for saying in _sayings(entry)), *told]
        self._patterns: dict[str, tuple[re.Pattern[str] | None, list[_Saying]]] = {}

    def pieces(self, text: str, language: str) -> Iterator[Piece]:
        """Yield a text in pieces: the words that the lexicon knows, and what lies between them."""
        pattern, sayings = self._of_language(language)
        place = 0
        for match in pattern.finditer(text) if pattern else ():
            if match.start() > place:
                yield Piece(text[place : match.start()], language)
            saying = sayings[int(match.lastindex or 1) - 1]
            yield Piece(respelling(saying.say) or match[0], language, told=True, phonemes=saying.phonemes)
            place = match.end()
        if place < len(text):
            yield Piece(text[place:], language)

    def _of_language(self, language: str) -> tuple[re.Pattern[str] | None, list[_Saying]]:
        if language not in self._patterns:
            fitting = [each for each in self._sayings if is_kind_of(language, each.language)]
            fitting.sort(key=lambda each: (-len(each.language), -len(each.word), not each.match_case))
            words = "|".join(_pattern(each) for each in fitting)
            self._patterns[language] = (re.compile(words) if fitting else None), fitting
        return self._patterns[language]


def respelling(say: str) -> str:
    """Return a respelling such as “KET-uh-meen” as voices read it best.

    They would spell out its capitals, K, E, T, and take the syllable “ay” for the word “aye”.
    """
    if "-" not in say or not re.search(r"[a-z]{2}", say):
        return say
    return re.sub(r"\bay\b", "eigh", say.lower())


def _sayings(entry: LexiconEntry) -> Iterator[_Saying]:
    yield _Saying(entry.word, entry.language, entry.match_case, entry.say, entry.phonemes)
    for form in entry.forms:
        of_its_own = bool(form.say or form.phonemes)
        say, phonemes = (form.say, form.phonemes) if of_its_own else (entry.say, entry.phonemes)
        yield _Saying(form.word, entry.language, entry.match_case, say, phonemes)


def _pattern(saying: _Saying) -> str:
    """Return a pattern of the whole word; “ketamine's” is another form, which needs an entry of its own."""
    words = r"\s+".join(map(re.escape, saying.word.split()))
    flags = "" if saying.match_case else "i"
    return rf"((?{flags}:(?<!\w){words}(?!\w|['’]\w)))"
