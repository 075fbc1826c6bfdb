"""The Markdown that Publish reads: CommonMark, tables, notes, definition lists, containers, formulas and attributes."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from publish.readers.markdown.attributes import attributes_plugin
from publish.readers.markdown.captions import captions_plugin
from publish.readers.markdown.hidden_characters import hidden_characters_plugin
from publish.readers.markdown.html_tags import html_tags_plugin
from publish.readers.markdown.links import links_plugin
from publish.readers.markdown.near_misses import near_misses_plugin

MAXIMUM_NESTING = 50
_ABBREVIATION = re.compile(r"\*\[([^\[\]]+)\]:[ \t]*(\S.*)$")


def markdown_parser() -> MarkdownIt:
    """Return a parser of the Markdown that ``docs/writing.md`` describes."""
    md = MarkdownIt("commonmark", {"maxNesting": 2 * MAXIMUM_NESTING}).enable(["table", "strikethrough"])
    return (
        md.use(attributes_plugin)
        .use(_abbreviations_plugin)
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(container_plugin, "box", validate=lambda parameters, _marker: bool(parameters.strip()))
        .use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
        .use(sub_plugin)
        .use(superscript_plugin)
        .use(html_tags_plugin)
        .use(hidden_characters_plugin)
        .use(links_plugin)
        .use(captions_plugin)
        .use(near_misses_plugin)
    )


def _abbreviations_plugin(md: MarkdownIt) -> None:
    md.block.ruler.before("reference", "abbreviation", _abbreviation, {"alt": ["paragraph", "reference"]})


def _abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    match = _ABBREVIATION.match(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    if not match:
        return False
    if not silent:
        known: dict[str, Any] = state.env.setdefault("abbreviations", {})
        known[match[1].strip()] = match[2].strip()
        state.line = start + 1
    return True
