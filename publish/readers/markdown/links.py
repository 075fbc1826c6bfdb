"""Links: where they lead, what their words are, and the notes in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from publish.content import Inline, Link, Text, plain_text
from publish.findings import PublishError, Severity
from publish.readers.markdown.manuscript import Manuscript

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def links_plugin(md: MarkdownIt) -> None:
    """Teach a Markdown parser that the words of a link may hold a note or a span, which are no links themselves."""
    helpers = {name: getattr(md.helpers, name) for name in ("parseLinkDestination", "parseLinkTitle")}
    md.helpers = SimpleNamespace(**helpers, parseLinkLabel=_label_end)  # type: ignore[assignment]


def notes_after_links(tokens: Sequence[Token]) -> list[Token]:
    """Return inline tokens with the marks of notes moved from inside a link to behind it.

    A link inside a link cannot be followed in any format.
    """
    moved: list[Token] = []
    waiting: list[Token] = []
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if depth and token.type == "footnote_ref":
            waiting.append(token)
            continue
        moved.append(token)
        if not depth:
            moved.extend(waiting)
            waiting = []
    return moved


def link(
    target: str, title: str, content: tuple[Inline, ...], common: dict[str, Any], line: int, manuscript: Manuscript
) -> Iterator[Inline]:
    """Yield a link; only its words, with a finding, where it leads to no place that every format can reach."""
    if target and not _has_words(content):
        manuscript.report(
            "link-empty",
            f"The link to “{target}” has no words; its address stands in.",
            line,
            harms="Nobody could see it, and a screen reader says nothing or spells the address (WCAG 2.4.4).",
            mend="Write between the square brackets where it leads; a picture there needs a text alternative.",
        )
        content = (*content, Text(target, location=manuscript.at(line)))
    chapter = _chapter(target, manuscript)
    problem = "" if chapter else _problem(target)
    if not problem:
        yield Link(chapter or target, content, title, **common)
        return
    other = "the file of another chapter" if manuscript.companions else "# and the id of a place in this article"
    manuscript.report(
        "link-unusable",
        f"The link to “{target}” {problem}; only its text is kept.",
        line,
        severity=Severity.WARNING,
        harms="A reader of the PDF, the EPUB or a saved page could not follow it.",
        mend=f"Write the whole address, beginning with https://, or {other}.",
    )
    yield from content


def _has_words(content: Sequence[Inline]) -> bool:
    text = "".join(map(plain_text, content))
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in text)


def _problem(target: str) -> str:
    if target.startswith("#") and len(target) > 1:
        return ""
    try:
        parts = urlsplit(target)
        valid = parts.scheme in _SCHEMES and (bool(parts.hostname) if parts.scheme.startswith("http") else parts.path)
        _ = parts.port
    except ValueError:
        return "is not an address"
    return "" if valid else "leads to no place that every format can reach"


def _chapter(target: str, manuscript: Manuscript) -> str:
    """Return the path and the id that a link to another chapter of the same book leads to; nothing for other links."""
    try:
        parts = urlsplit(target)
        if not manuscript.companions or parts.scheme or parts.netloc or parts.query or not parts.path:
            return ""
        path = manuscript.gate.locate(parts.path, beside=manuscript.folder)
    except (ValueError, PublishError):
        return ""
    return f"{path}#{parts.fragment}" if path in manuscript.companions else ""


def _label_end(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803
    """Return where the words in square brackets end, or -1; as in markdown-it, but for notes and spans in them."""
    before, level = state.pos, 1
    state.pos = start + 1
    while state.pos < state.posMax:
        sign, place = state.src[state.pos], state.pos
        if sign == "]" and level == 1:
            found, state.pos = state.pos, before
            return found
        level -= sign == "]"
        state.md.inline.skipToken(state)
        if sign != "[":
            continue
        if state.pos == place + 1:
            level += 1
        elif disableNested and not _is_note_or_span(state.src[place : state.pos]):
            break
    state.pos = before
    return -1


def _is_note_or_span(source: str) -> bool:
    return (source.startswith("[^") and source.endswith("]")) or (source.endswith("}") and "](" not in source)
