"""Whether a text explains a word: where it first stands, or where words are listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from publish.checks.language_data import language_data
from publish.checks.passages import Passage, Stretch

_WINDOW = 300
_TERM = "\ua66e"  # a letter that no text holds, in place of the term, so that the patterns are the same for all
_WORD = re.compile(r"[^\W\d_]+")
_NOT_READ_FIRST = frozenset({"title", "heading", "term", "alternative", "aside", "quotation", "note"})


class Running:
    """The sentences of a text in reading order, to look for words and for what explains them.

    Headings, titles, quotations, notes and text alternatives do not count as the place where a word is first met: what
    they name is explained below.
    """

    def __init__(self, language: str, passages: Iterable[Passage]) -> None:
        """Take the sentences of a text.

        Args:
            language: BCP 47 tag of a language that has data on explaining.
            passages: all in this language.
        """
        self._language = language
        self.first: list[tuple[Stretch, Sequence[str]]] = []
        self._listed: set[str] = set()
        for passage in passages:
            if passage.kind == "term":
                for sentence in passage.sentences:
                    words = sentence.text.casefold()
                    self._listed |= {words, *words.split(), *_WORD.findall(words)}
            elif passage.kind not in _NOT_READ_FIRST:
                sentences = [sentence.text for sentence in passage.sentences]
                for index, sentence in enumerate(passage.sentences):
                    around = (sentences[index - 1] if index else "", *sentences[index : index + 2], "")
                    self.first.append((sentence, around[:3]))

    def listed(self, term: str) -> bool:
        """Tell whether a list of definitions has an entry for the words."""
        return bool({term.casefold(), f"{term.casefold()}s"} & self._listed)

    def explains(self, term: str, around: Sequence[str]) -> bool:
        """Tell whether the sentence in the middle, or one beside it, says what a term means."""
        before, here, after = around
        place = max(0, here.casefold().find(term.casefold()))
        # A window, since a sentence may be as long as an article.
        here = here[max(0, place - _WINDOW) : place + _WINDOW]
        the_term = re.compile(rf"(?<!\w){re.escape(term)}(?=s?(?!\w))", re.IGNORECASE)
        texts = (("before", before[-_WINDOW:]), ("here", here), ("next", after[:_WINDOW]))
        return any(
            pattern.search(the_term.sub(_TERM, sentence))
            for name, sentence in texts
            for pattern in _patterns(self._language)[name]
            if sentence
        )


@cache
def _patterns(language: str) -> dict[str, list[re.Pattern[str]]]:
    data: dict[str, list[str]] = language_data(language, "explaining")
    return {
        name: [re.compile(pattern.replace("{term}", _TERM), re.IGNORECASE) for pattern in data[name]]
        for name in ("before", "here", "next")
    }
