"""The harmless subset of raw HTML that becomes nodes: abbr, sub, sup, kbd, bdi, ruby, span with lang, and br."""

from __future__ import annotations

from html.parser import HTMLParser

from publish.content.characters import UNWRITABLE
from publish.readers.markdown.html_tags import is_html

ALLOWED = frozenset({"abbr", "bdi", "br", "kbd", "rp", "rt", "ruby", "span", "sub", "sup"})
_CARRIED_ATTRIBUTES = frozenset({"class", "dir", "id", "lang", "title"})
SILENT = frozenset({"script", "style", "template"})
STRUCK_THROUGH = frozenset({"del", "s", "strike"})


class Tag:
    """One tag of raw HTML.

    Attributes:
        name: in small letters; empty for a comment, a declaration or a processing instruction.
        closing: whether it is an end tag.
        attributes: those that may be carried over, by name.
    """

    def __init__(self, source: str) -> None:
        self.name = ""
        self.closing = False
        self.attributes: dict[str, str] = {}
        parser = _TagParser(self)
        parser.feed(source)
        parser.close()


def visible_text(source: str) -> str:
    """Return the words that a browser would show of a block of HTML."""
    parser = _TextParser()
    parser.feed(source)
    parser.close()
    return " ".join("".join(parser.words).split())


class _TagParser(HTMLParser):
    def __init__(self, tag: Tag) -> None:
        super().__init__(convert_charrefs=True)
        self._tag = tag

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag.name = tag
        self._tag.attributes = {
            name: UNWRITABLE.sub("", value or "") for name, value in attrs if name in _CARRIED_ATTRIBUTES
        }

    def handle_endtag(self, tag: str) -> None:
        self._tag.name, self._tag.closing = tag, True


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        if not is_html(written):
            self.words.append(written)
            return
        self._silent += tag in SILENT
        self.words.extend(value or "" for name, value in attrs if name == "alt")
        self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._silent <= 0:
            self.words.append(data)
