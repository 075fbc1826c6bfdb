"""Attributes in braces: ``{#id .class lang=fr keep}`` on blocks, spans, pictures, links and code.

A rule for a line of attributes before a block, one for those at the end of a paragraph or heading, one for bracketed
spans, and one for attributes that follow an inline element. The quotation marks around a value may be curly, as word
processors make them.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Attributes = dict[str, str]

BARE_WORDS = frozenset({"decorative", "keep", "row-headers", "omit"})

_PART = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}#."'=]+)
      | \.(?P<class>[^\s{}#."'=]+)
      | (?P<key>[A-Za-z][\w:-]*)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|[“”„](?P<curly>[^“”„"]*)[“”]
                                      |(?P<bare>[^\s{}"'“”„=]+))
      | (?P<word>[a-z][a-z-]*)
    )(?=[\s}])""",
    re.VERBOSE,
)
_INLINE_ELEMENTS = frozenset({"image", "code_inline", "math_inline", "math_inline_double", "link_close", "span_close"})
_AT_END = re.compile(r"(?:^|(?<=\s))(?<!\\)\{[^{}]*\}\s*$")


def parse_attributes(text: str, position: int = 0) -> tuple[Attributes, int] | None:
    """Parse attributes that begin at a position of a text.

    Returns:
        the attributes, classes parted by spaces under ``class`` and bare words with an empty value, and the position
        after the closing brace; None when no attributes stand there.
    """
    if not text.startswith("{", position):
        return None
    attributes: Attributes = {}
    position += 1
    while match := _PART.match(text, position):
        position = match.end()
        if match["id"]:
            attributes["id"] = match["id"]
        elif match["class"]:
            attributes["class"] = f"{attributes.get('class', '')} {match['class']}".strip()
        elif match["key"]:
            value = match["double"] or match["single"] or match["curly"] or match["bare"] or ""
            attributes[match["key"]] = value if value.strip() else ""
        elif match["word"] in BARE_WORDS:
            attributes[match["word"]] = ""
        else:
            return None
    end = re.compile(r"\s*\}").match(text, position)
    return (attributes, end.end()) if end and attributes else None


def attributes_plugin(md: MarkdownIt) -> None:
    """Teach a Markdown parser the attributes."""
    md.block.ruler.before("fence", "attributes", _line_of_attributes)
    md.core.ruler.before("inline", "attributes_at_end", _attributes_at_end)
    md.inline.ruler.before("link", "span", _span)
    md.inline.ruler.push("attributes_after", _attributes_after)


def attributes_of(token: Token | None) -> Attributes:
    """Return the attributes that the rules of this module found for a token."""
    return token.meta.get("attributes", {}) if token else {}


def _line_of_attributes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    parsed = parse_attributes(line)
    if not parsed or parsed[1] != len(line):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.map = [start, start + 1]
        token.meta["attributes"] = parsed[0]
        state.line = start + 1
    return True


def _attributes_at_end(state: StateCore) -> None:
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type != "inline" or before.type not in ("paragraph_open", "heading_open", "dt_open"):
            continue
        match = _AT_END.search(token.content)
        parsed = parse_attributes(match[0].rstrip()) if match else None
        if match and parsed and parsed[1] == len(match[0].rstrip()):
            token.content = token.content[: match.start()].rstrip()
            token.meta["attributes"] = parsed[0]


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    label_end = state.md.helpers.parseLinkLabel(state, state.pos)
    if label_end < 0:
        return False
    parsed = parse_attributes(state.src, label_end + 1)
    if not parsed:
        return False
    attributes, end = parsed
    if not silent:
        start, maximum = state.pos, state.posMax
        state.pos, state.posMax = start + 1, label_end
        state.push("span_open", "span", 1).meta["attributes"] = attributes
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = maximum
    state.pos = end
    return True


def _attributes_after(state: StateInline, silent: bool) -> bool:
    if (
        state.src[state.pos] != "{"
        or state.pending
        or not state.tokens
        or state.tokens[-1].type not in _INLINE_ELEMENTS
    ):
        return False
    parsed = parse_attributes(state.src, state.pos)
    if not parsed:
        return False
    if not silent:
        token = state.tokens[-1]
        if token.nesting < 0:
            opening = token.type.replace("_close", "_open")
            token = next(t for t in reversed(state.tokens) if t.type == opening and t.level == token.level)
        token.meta["attributes"] = {**attributes_of(token), **parsed[0]}
    state.pos = parsed[1]
    return True
