"""Rewriting a text by an ordered table of rules, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Rule(NamedTuple):
    """One rewriting.

    Attributes:
        reason: what a voice would say without it, or why it is safe.
        pattern: a regular expression.
        replacement: as ``re.sub`` takes it.
    """

    reason: str
    pattern: str
    replacement: str | Callable[[re.Match[str]], str]


def rewrite(text: str, rules: Iterable[Rule]) -> str:
    """Return a text after all rules, each of which sees what the ones before it left."""
    for rule in rules:
        text = re.sub(rule.pattern, rule.replacement, text)
    return text
