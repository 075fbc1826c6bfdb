"""From Markdown's inline tokens to inline nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from publish.content import (
    Abbreviation,
    Code,
    Emphasis,
    Image,
    Inline,
    Isolate,
    Keyboard,
    LineBreak,
    Math,
    NoteReference,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    plain_text,
)
from publish.findings import Finding, Location, PublishError, Severity
from publish.readers.markdown.attributes import Attributes, attributes_of
from publish.readers.markdown.hidden_characters import report_hidden
from publish.readers.markdown.links import link, notes_after_links
from publish.readers.markdown.manuscript import Manuscript
from publish.readers.markdown.mathematics import mathml
from publish.readers.markdown.near_misses import report_lost_link
from publish.readers.markdown.pictures import picture
from publish.readers.markdown.raw_html import ALLOWED, SILENT, STRUCK_THROUGH, Tag
from publish.readers.markdown.ruby import ruby, with_reading
from publish.readers.markdown.signs import mark_lost_signs, report_lost_sign
from publish.readers.markdown.vocabulary import Vocabulary

MAXIMUM_NESTING = 20
_LOST_NOTE = re.compile(r"\[\^[^\]\s]+\]")


class _Frame:
    """An element that has begun and not ended."""

    def __init__(
        self, name: str, line: int, attributes: Attributes | None = None, href: str = "", title: str = ""
    ) -> None:
        self.name = name
        self.line = line
        self.attributes = attributes or {}
        self.href = href
        self.title = title
        self.content: list[Inline] = []


class InlineBuilder:
    """Builds the inline nodes of one article."""

    def __init__(self, manuscript: Manuscript, vocabulary: Vocabulary) -> None:
        self._manuscript = manuscript
        self._vocabulary = vocabulary

    def begin_section(self) -> None:
        """Let every glossary term be marked once more."""
        self._vocabulary.begin_section()

    def change_edition(self) -> None:
        """Go from the text as written to its version in plain language, or back."""
        self._vocabulary.change_edition()

    def build(self, token: Token, *, line: int = 0, terms: bool = True) -> tuple[Inline, ...]:
        """Return the nodes of an ``inline`` token.

        Args:
            line: of the first character, where the token does not know it.
            terms: whether words that the glossary explains are marked.
        """
        first_line = token.map[0] + 1 if token.map else line
        run = _Run(self._manuscript, first_line)
        mark_lost_signs(token.children or ())
        for child in notes_after_links(token.children or ()):
            run.take(child)
        return self._vocabulary.mark(run.finish(), terms=terms)


class _Run:
    def __init__(self, manuscript: Manuscript, line: int) -> None:
        self._manuscript = manuscript
        self._line = line
        self._frames = [_Frame("", line)]
        self._silent = ""

    def take(self, token: Token) -> None:
        if self._silent and token.type != "html_inline":
            return
        name = token.type
        if name == "html_inline":
            self._html(token.content)
        elif name.endswith("_open"):
            report_lost_sign(token, self._line, self._manuscript)
            href, title = str(token.attrGet("href") or ""), str(token.attrGet("title") or "")
            self._open(name.removesuffix("_open"), attributes_of(token), href, title)
        elif name.endswith("_close"):
            self._close(name.removesuffix("_close"))
        elif method := getattr(self, f"_{name}", None):
            method(token)
        else:
            self._text(token)

    def finish(self) -> tuple[Inline, ...]:
        while len(self._frames) > 1:
            self._unclosed(self._frames[-1])
            self._unwrap()
        if self._silent:
            self._manuscript.report(
                "raw-html-block",
                f"The HTML tag <{self._silent}> is never closed, so the rest of the paragraph is left out.",
                self._line,
                harms="Readers miss what stands in it.",
                mend="Take the tag away.",
            )
        return tuple(self._frames[0].content)

    # leaves

    def _text(self, token: Token) -> None:
        self._add_text(token.content)

    def _add_text(self, text: str) -> None:
        for lost in _LOST_NOTE.findall(text):
            self._manuscript.report(
                "note-missing",
                f"The mark {lost} leads to no note here.",
                self._line,
                harms="Readers see a mark that leads nowhere.",
                mend=f"Write the note as “{lost}: …”. In the title of a box there can be none.",
            )
        self._add(Text(text, location=self._location()))

    def _angle(self, token: Token) -> None:
        """The bracket before words that are no HTML; see ``html_tags.py``."""
        self._manuscript.report(
            "raw-html-as-text",
            f"“{' '.join(token.meta['words'].split())}” is no HTML that Publish knows; it is kept as text.",
            self._line,
            severity=Severity.WARNING,
            harms="If a tag was meant, readers see its signs.",
            mend="Write \\< for the sign itself. If you meant a tag, look at its spelling.",
        )
        self._add_text(token.content)

    def _link_lost(self, token: Token) -> None:
        """The bracket before a link that is not understood; see ``near_misses.py``."""
        report_lost_link(token, self._line, self._manuscript)
        self._add_text(token.content)

    def _hidden(self, token: Token) -> None:
        """A hidden character that is written as an entity; see ``hidden_characters.py``."""
        self._add_text(report_hidden(token.content, token.markup, self._line, self._manuscript))

    def _softbreak(self, _token: Token) -> None:
        self._line += 1
        self._add(Text(" ", location=self._location()))

    def _hardbreak(self, _token: Token) -> None:
        self._add(LineBreak(location=self._location()))
        self._line += 1

    def _code_inline(self, token: Token) -> None:
        self._add(Code(token.content, **self._common(attributes_of(token))))

    def _image(self, token: Token) -> None:
        run = _Run(self._manuscript, self._line)
        for child in token.children or ():
            run.take(child)
        alt = "".join(map(plain_text, run.finish()))
        source = str(token.attrGet("src") or "")
        image = picture(source, " ".join(alt.split()), attributes_of(token), self._line, self._manuscript)
        if image:
            self._add(image)
        elif alt:
            self._add(Text(alt, location=self._location()))

    def _math_inline(self, token: Token) -> None:
        attributes = attributes_of(token)
        formula = mathml(token.content, attributes.get("say", ""), self._line, self._manuscript)
        common = self._common(attributes)
        if formula:
            self._add(Math(token.content, formula, attributes.get("say", ""), **common))
        else:
            self._add(Code(token.content, **common))

    _math_inline_double = _math_inline

    def _footnote_ref(self, token: Token) -> None:
        number, occurrence = token.meta["id"] + 1, token.meta.get("subId", 0) + 1
        note = f"publish-note-{number}"
        self._add(NoteReference(note, number, id=f"{note}-ref-{occurrence}", location=self._location()))

    def _footnote_anchor(self, _token: Token) -> None:
        """The way back from a note is a matter of the format."""

    # elements

    def _open(self, name: str, attributes: Attributes, href: str = "", title: str = "") -> None:
        if len(self._frames) > MAXIMUM_NESTING:
            raise PublishError(
                Finding(
                    rule="nested-too-deeply",
                    message=f"Emphasis, links or spans are nested more than {MAXIMUM_NESTING} deep.",
                    location=self._location(),
                    harms="No reader can follow it, and no format can hold it.",
                    mend="Write the passage with less markup.",
                )
            )
        self._frames.append(_Frame(name, self._line, attributes, href, title))

    def _close(self, name: str) -> None:
        while self._frames[-1].name.startswith("html") and self._frames[-1].name != name and len(self._frames) > 2:
            self._unclosed(self._frames[-1])
            self._unwrap()
        frame = self._frames.pop()
        self._add(*self._element(frame))

    def _unwrap(self) -> None:
        frame = self._frames.pop()
        self._add(*frame.content)

    def _element(self, frame: _Frame) -> Iterator[Inline]:
        content, common = tuple(frame.content), self._common(frame.attributes, frame.line)
        name = frame.name.removeprefix("html-")
        if name == "link":
            yield from link(frame.href, frame.title, content, common, frame.line, self._manuscript)
        elif name == "span":
            say, keep = frame.attributes.get("say", ""), "keep" in frame.attributes
            yield Span(content, say, keep, **common)
        elif name == "abbr":
            text = "".join(map(plain_text, content))
            expansion = frame.attributes.get("title", "") or self._manuscript.abbreviations.get(text, "")
            yield from [Abbreviation(text, expansion, **common)] if expansion else content
        elif name == "ruby":
            yield from ruby(content, common)
        elif name == "rt" and self._frames[-1].name == "html-ruby":
            self._frames[-1].content = with_reading(self._frames[-1].content, content, self._location())
        elif name == "rt":
            yield from content
        elif name == "s":
            self._report_strikethrough(frame.line)
            yield from content
        elif name != "rp":
            yield _ELEMENTS[name](content, **common)

    def _report_strikethrough(self, line: int) -> None:
        self._manuscript.report(
            "strikethrough",
            "Text that is struck through is kept as ordinary text.",
            line,
            harms="Many screen readers do not tell that it is struck through, so it would say the opposite.",
            mend="Delete it, or say in words what no longer holds.",
        )

    # raw HTML

    def _html(self, source: str) -> None:
        tag = Tag(source)
        if self._silent:
            self._silent = "" if tag.closing and tag.name == self._silent else self._silent
            return
        if tag.name == "br":
            self._add(LineBreak(location=self._location()))
        elif tag.name in ALLOWED:
            self._allowed_html(tag)
        elif tag.name in STRUCK_THROUGH and not tag.closing:
            self._report_strikethrough(self._line)
        elif tag.name and not tag.closing:
            self._manuscript.report(
                "raw-html",
                f"The HTML tag “{source.strip()}” is left out.",
                self._line,
                severity=Severity.WARNING,
                harms="What it does cannot be carried into every format.",
                mend=f"Use Markdown, such as **strong**, or braces. Kept are: {', '.join(sorted(ALLOWED))}.",
            )
            self._silent = tag.name if tag.name in SILENT and not tag.closing else ""

    def _allowed_html(self, tag: Tag) -> None:
        name = f"html-{tag.name}"
        if not tag.closing:
            self._open(name, tag.attributes)
        elif any(frame.name == name for frame in self._frames):
            while self._frames[-1].name != name:
                if not self._frames[-1].name.startswith("html-"):
                    return
                self._unclosed(self._frames[-1])
                self._unwrap()
            self._close(name)

    def _unclosed(self, frame: _Frame) -> None:
        self._manuscript.report(
            "raw-html-unclosed",
            f"The HTML tag <{frame.name.removeprefix('html-')}> is not closed; its text is kept without it.",
            frame.line,
            severity=Severity.WARNING,
            harms="What the tag does, readers do not get.",
            mend="Close the tag in the same paragraph.",
        )

    # helpers

    def _location(self) -> Location:
        return self._manuscript.at(self._line)

    def _common(self, attributes: Attributes, line: int = 0) -> dict[str, Any]:
        return self._manuscript.common(attributes, line or self._line)

    def _add(self, *nodes: Inline) -> None:
        content = self._frames[-1].content
        for node in nodes:
            before = content[-1] if content else None
            if isinstance(node, Text) and isinstance(before, Text):
                content[-1] = Text(before.text + node.text, location=before.location)
            else:
                content.append(node)


_ELEMENTS: dict[str, Callable[..., Inline]] = {
    "em": Emphasis,
    "strong": Strong,
    "sub": Subscript,
    "sup": Superscript,
    "kbd": Keyboard,
    "bdi": Isolate,
}


def picture_alone(content: Sequence[Inline]) -> Image | None:
    """Return the picture that a run of inline nodes consists of, if it is nothing else."""
    solid = [node for node in content if not (isinstance(node, Text) and not node.text.strip())]
    return solid[0] if len(solid) == 1 and isinstance(solid[0], Image) else None
