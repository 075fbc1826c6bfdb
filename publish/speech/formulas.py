"""Every formula of an edition gets its words, which narration, pages, EPUB and PDF share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from lxml import etree

from publish.content import Edition, Math, MathBlock, Node
from publish.findings import Finding, Severity
from publish.speech.spoken_math import formula_in_words


def with_spoken_formulas(edition: Edition, report: Callable[[Finding], None]) -> Edition:
    """Return an edition in which ``say`` and ``alttext`` of each formula tell it in words.

    What the author says stays. Where nobody has written the words of a language, the formula keeps its LaTeX notation,
    and a finding tells of it.
    """
    speaker = _Speaker(report)
    language = edition.metadata.language
    return msgspec.structs.replace(
        edition,
        body=tuple(speaker.spoken(block, language) for block in edition.body),
        notes=tuple(speaker.spoken(note, language) for note in edition.notes),
    )


class _Speaker:
    def __init__(self, report: Callable[[Finding], None]) -> None:
        self._report = report

    def spoken(self, node: Any, language: str) -> Any:
        language = node.language or language
        if isinstance(node, Math | MathBlock):
            return self._with_words(node, language)
        changes: dict[str, Any] = {}
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if isinstance(value, Node):
                changes[name] = self.spoken(value, language)
            elif isinstance(value, tuple) and any(isinstance(item, Node) for item in value):
                changes[name] = tuple(self.spoken(item, language) for item in value)
        changes = {name: value for name, value in changes.items() if value != getattr(node, name)}
        return msgspec.structs.replace(node, **changes) if changes else node

    def _with_words(self, formula: Math | MathBlock, language: str) -> Math | MathBlock:
        say = formula.say or formula_in_words(formula.mathml, language)
        if not say:
            self._report(_without_words(formula, language))
            return formula
        return msgspec.structs.replace(formula, say=say, mathml=_with_alternative(formula.mathml, say))


def _with_alternative(mathml: str, words: str) -> str:
    root = etree.fromstring(mathml.encode())
    root.set("alttext", words)
    return etree.tostring(root, encoding="unicode")


def _without_words(formula: Math | MathBlock, language: str) -> Finding:
    return Finding(
        rule="formula-without-words",
        message=f"The formula “{formula.tex[:60]}” has no words: Publish cannot say it in the language “{language}”.",
        severity=Severity.WARNING,
        location=formula.location,
        harms="People who listen hear its LaTeX notation, sign by sign.",
        mend='Add how it is said: {say="…"}.',
    )
