"""Characters that nobody sees and that do harm, where they are written as entities such as ``&#x202E;``.

``source_text.py`` finds those that stand in the file themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publish.content import Document
from publish.content.characters import UNWRITABLE
from publish.content.walk import descendants
from publish.findings import Location
from publish.readers.markdown.manuscript import Manuscript
from publish.readers.source_text import OVERRIDES, control_character, override

_REPLACEMENT = "\ufffd"  # what Markdown makes of an entity that stands for no character


def hidden_characters_plugin(md: MarkdownIt) -> None:
    """Teach a Markdown parser to keep entities for hidden characters apart, as tokens ``hidden``."""
    md.core.ruler.before("text_join", "hidden_characters", _keep_apart)


def report_hidden(character: str, entity: str, line: int, manuscript: Manuscript) -> str:
    """Tell of a hidden character that is written as an entity, and return what is kept of it."""
    if character in OVERRIDES:
        manuscript.add(override(manuscript.at(line)))
        return character
    manuscript.add(control_character(entity, manuscript.at(line)))
    return ""


def check_texts(document: Document, source: str, manuscript: Manuscript) -> None:
    """Tell of overrides that came into any text of a document by another way, such as an attribute or the head."""
    if any(character in source for character in OVERRIDES):
        return  # each is reported where it stands
    told = {finding.location for finding in manuscript.findings if finding.rule == "direction-override"}
    if not told and _has_override(_strings(msgspec.to_builtins(document.metadata))):
        manuscript.add(override(manuscript.at(1)))
    for node in descendants([*document.body, *document.notes, *document.replacements]):
        values = (getattr(node, name) for name in node.__struct_fields__)
        if _has_override(value for value in values if isinstance(value, str)):
            place = node.location or Location(manuscript.file)
            if place not in told:
                manuscript.add(override(place))


def _keep_apart(state: StateCore) -> None:
    for token in state.tokens:
        _mark(token.children or ())


def _mark(tokens: Iterable[Token]) -> None:
    for token in tokens:
        _mark(token.children or ())
        if token.type == "text_special" and token.info == "entity":
            kept = token.content in OVERRIDES or UNWRITABLE.search(token.content)
            if kept or (token.content == _REPLACEMENT and token.markup.startswith("&#")):
                token.type = "hidden"


def _has_override(texts: Iterable[str]) -> bool:
    return any(character in text for text in texts for character in OVERRIDES)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
