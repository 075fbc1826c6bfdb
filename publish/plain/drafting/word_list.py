"""Easier words for hard ones, by a list of ours.

Nothing is inflected or rebuilt: a machine that does that turns “effects” into “chooses”. A word is swapped only in the
very form that the list names, and only where nothing protects it; all else is shown to the editor as a choice.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from publish.content.language import primary

# What must stay as it is: code, formulas, addresses, attributes, notes, tags, kept words, and what somebody else said.
_PROTECTED = re.compile(
    r"`[^`]*`|\$[^$]*\$|\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|\[\^[^\]]*\]|<[^>]*>|https?://\S+"
    r"|\[[^\]]*\]\{[^{}]*\}|\{[^{}]*\}|“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“]*“"
)
_ARTICLE_BEFORE = re.compile(r"\ban? $", re.IGNORECASE)


class Suggestion(msgspec.Struct, frozen=True):
    """A hard word, and what could stand in its place.

    Attributes:
        hard: as it stands in the text.
        easier: what could take its place.
        swapped: the first of these has taken its place in the draft.
    """

    hard: str
    easier: tuple[str, ...]
    swapped: bool = False

    def __str__(self) -> str:
        arrow = "→" if self.swapped else "could be"
        return f"{self.hard} {arrow} {' or '.join(self.easier)}"


class Proposal(msgspec.Struct, frozen=True):
    """A text with easier words.

    Attributes:
        text: with the words that could be swapped.
        suggestions: in the order of the text.
        source: what they are from.
    """

    text: str
    suggestions: tuple[Suggestion, ...]
    source: str


def propose(text: str, language: str) -> Proposal | None:
    """Return a text with easier words, or None where there is no list for its language.

    Args:
        text: Markdown.
        language: BCP 47 tag.
    """
    words = _list_for(primary(language))
    if words is None:
        return None
    suggestions: list[Suggestion] = []
    parts: list[str] = []
    position = 0
    for protected in _PROTECTED.finditer(text):
        parts += [_swapped(text, position, protected.start(), words, suggestions), protected[0]]
        position = protected.end()
    parts.append(_swapped(text, position, len(text), words, suggestions))
    return Proposal("".join(parts), tuple(dict.fromkeys(suggestions)), words.name)


class _WordList(msgspec.Struct, frozen=True):
    name: str
    swap: Mapping[str, str]
    choose: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str]


@cache
def _list_for(language: str) -> _WordList | None:
    file = files("publish.plain.drafting").joinpath("words", f"{language}.toml")
    if not file.is_file():
        return None
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    choose = {word: tuple(choices) for word, choices in data["choose"].items()}
    longest_first = sorted((*data["swap"], *choose), key=len, reverse=True)
    pattern = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in longest_first)
    return _WordList(
        name=f"word list of Publish, {language}, version {data['version']}",
        swap=data["swap"],
        choose=choose,
        pattern=re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE),
    )


def _swapped(text: str, begin: int, end: int, words: _WordList, suggestions: list[Suggestion]) -> str:
    def replaced(match: re.Match[str]) -> str:
        hard = " ".join(match[0].split())
        easier = words.swap.get(hard.casefold())
        if easier is None:
            suggestions.append(Suggestion(hard, words.choose[hard.casefold()]))
            return match[0]
        if not _fits(match, text[:begin] + match.string[: match.start()]):
            suggestions.append(Suggestion(hard, (easier,)))
            return match[0]
        suggestions.append(Suggestion(hard, (easier,), swapped=True))
        return easier[:1].upper() + easier[1:] if hard[:1].isupper() else easier

    return words.pattern.sub(replaced, text[begin:end])


def _fits(match: re.Match[str], before: str) -> bool:
    """Tell whether a word may be swapped here: not in a name or in capitals, nor after “a” or “an”."""
    others = match[0][1:]
    is_name = match[0][:1].isupper() and not re.search(r"(?:(?:^|\n)\s*(?:[-*+]|\d+[.)])?\s*|[.!?:]\s+)$", before)
    return others == others.lower() and not is_name and not _ARTICLE_BEFORE.search(before)
