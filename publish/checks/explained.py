"""Whether a text explains a word: where it first stands, or where words are listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from publish.checks.language_data import language_data
from publish.checks.passages import Stretch
from publish.checks.rule import Text

_NOT_READ_FIRST = frozenset({"title", "heading", "term", "alternative", "quotation", "note"})


class Running:
    """The sentences of a text in reading order, to look for words and for what explains them.

    Headings, titles, quotations, notes and text alternatives do not count as the place where a word is first met: what
    they name is explained below.
    """

    def __init__(self, text: Text) -> None:
        """Take the sentences of a text.

        Args:
            text: in one language, which has data on explaining.
        """
        self._language = text.language
        self.first: list[tuple[Stretch, Sequence[str]]] = []
        self._listed: list[str] = []
        for passage in text.passages:
            if passage.kind == "term":
                self._listed += [sentence.text for sentence in passage.sentences]
            elif passage.kind not in _NOT_READ_FIRST:
                sentences = [sentence.text for sentence in passage.sentences]
                for index, sentence in enumerate(passage.sentences):
                    around = (sentences[index - 1] if index else "", *sentences[index : index + 2], "")
                    self.first.append((sentence, around[:3]))

    def listed(self, term: str) -> bool:
        """Tell whether a list of definitions has an entry for the words."""
        return any(re.search(rf"(?<!\w){re.escape(term)}s?(?!\w)", words, re.IGNORECASE) for words in self._listed)

    def explains(self, term: str, around: Sequence[str]) -> bool:
        """Tell whether the sentence in the middle, or one beside it, says what a term means."""
        before, here, after = around
        patterns = _patterns(self._language, term)
        return any(
            pattern.search(sentence)
            for name, sentence in (("before", before), ("here", here), ("next", after))
            for pattern in patterns[name]
            if sentence
        )

    def where(self, term: str) -> Iterator[tuple[Stretch, Sequence[str]]]:
        """Yield the sentences in which a term stands."""
        pattern = re.compile(rf"(?<!\w){re.escape(term)}s?(?!\w)", re.IGNORECASE)
        return ((sentence, around) for sentence, around in self.first if pattern.search(sentence.text))


@cache
def _patterns(language: str, term: str) -> dict[str, list[re.Pattern[str]]]:
    data: dict[str, list[str]] = language_data(language, "explaining")
    return {
        name: [re.compile(pattern.replace("{term}", re.escape(term)), re.IGNORECASE) for pattern in patterns]
        for name, patterns in data.items()
    }
