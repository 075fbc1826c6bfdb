"""Comments that switch a rule off for one block: ``<!-- publish-allow sentence-long: the words of the law -->``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from publish.content import Allowance
from publish.findings import Location

_COMMENT = re.compile(r"<!--\s*publish-allow\b(?P<rules>[^:]*?)(?::(?P<reason>.*?))?\s*-->", re.DOTALL)


def allowances(tokens: Sequence[Token], file: str) -> Iterator[Allowance]:
    """Yield what the comments of an article allow.

    A comment on lines of its own holds for the block after it, one within a paragraph for that paragraph.

    Args:
        tokens: of the whole article, in order.
        file: its name.
    """
    for index, token in enumerate(tokens):
        if token.type == "html_block" and token.map:
            for match in _COMMENT.finditer(token.content):
                line = token.map[0] + token.content.count("\n", 0, match.start()) + 1
                yield _allowance(match, Location(file, line), _end_of_next_block(tokens[index + 1 :], token))
        elif token.type == "inline" and token.map:
            for child in token.children or ():
                if child.type == "html_inline":
                    place = Location(file, token.map[0] + 1)
                    yield from (_allowance(match, place, token.map[1]) for match in _COMMENT.finditer(child.content))


def _allowance(match: re.Match[str], location: Location, last_line: int) -> Allowance:
    rules = tuple(rule for rule in re.split(r"[\s,]+", match["rules"]) if rule)
    return Allowance(rules, " ".join((match["reason"] or "").split()), location, last_line)


def _end_of_next_block(following: Sequence[Token], comment: Token) -> int:
    """Return the last line of the block after a comment; that of the comment where its container ends."""
    end = comment.map[1] if comment.map else 0
    for token in following:
        if token.level < comment.level:
            break
        if token.map and token.type not in ("html_block", "attributes"):
            return max(end, token.map[1])
    return end
