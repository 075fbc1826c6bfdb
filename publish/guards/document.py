"""Guards over a whole article: its plain blocks, what they leave out, and what they add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publish.content.beginning import beginning
from publish.content.blocks import Admonition, Paragraph, Section
from publish.content.document import Document, Replacement
from publish.content.inlines import Sentence, Text
from publish.content.metadata import Contact
from publish.content.node import Node
from publish.content.walk import descendants
from publish.guards.alignment import Comparison
from publish.guards.compare import compare, unguarded
from publish.guards.passages import passage
from publish.guards.rules.medicines import named, own_texts
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary, vocabulary


def compare_replacement(document: Document, replacement: Replacement) -> tuple[Verdict, ...]:
    """Compare one plain block with what it stands for.

    Args:
        document: the article.
        replacement: one of its plain blocks.

    Returns:
        the verdicts of ``compare``, each with the place of the plain block. What is left out or added has nothing to be
        compared with; see ``check_edition``.
    """
    if replacement.omit or replacement.added:
        return ()
    source = replaced(document, replacement)
    plain: list[Node] = [replacement.title] if replacement.title else []
    verdicts = compare(
        _with_titles(source, bool(replacement.title)),
        [*plain, *replacement.body],
        replacement.language or document.metadata.language,
        glossary=document.glossary,
        article=document.body,
    )
    return tuple(msgspec.structs.replace(verdict, location=replacement.location) for verdict in verdicts)


def compare_title(document: Document) -> tuple[Verdict, ...]:
    """Compare the plain title with the title. What it leaves out is no loss: the article says it."""
    metadata = document.metadata
    return _said(compare(metadata.title, metadata.plain_title, metadata.language, glossary=document.glossary))


def compare_main_points(document: Document) -> tuple[Verdict, ...]:
    """Compare the main points with the whole article. What they leave out is no loss: the article says it."""
    metadata = document.metadata
    ways = " ".join(f"{contact.name}: {way}." for contact in metadata.contacts for way in _ways(contact) if way)
    return _said(
        compare(
            [*document.body, Paragraph(sentences=(Sentence(content=(Text(text=ways),)),))],
            "\n".join(metadata.plain_summary),
            metadata.language,
            glossary=document.glossary,
            article=document.body,
        )
    )


def _ways(contact: Contact) -> tuple[str, ...]:
    return (contact.use, contact.phone, contact.text, contact.web, contact.email, contact.hours)


def _said(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts on what a plain version says, without those on what it does not say."""
    return tuple(verdict for verdict in verdicts if verdict.plain or verdict.guard == "language")


def replaced(document: Document, replacement: Replacement) -> tuple[Node, ...]:
    """Return the blocks, or the section, that a plain block stands for or leaves out, in the order of the article."""
    targets = set(replacement.targets)
    return tuple(node for node in descendants(document.body) if node.id in targets)


def check_edition(document: Document) -> tuple[Verdict, ...]:
    """Check the plain blocks of an article as a whole.

    ``omission``: what speaks of risks, doses or ways to get help, and every warning, is never left out. ``addition``:
    what is added names no dose and no medicine that the article does not.

    Args:
        document: the article. One without any plain block has no plain edition, and gets no verdict.
    """
    if not document.replacements:
        return ()
    words = vocabulary(document.metadata.language)
    if words is None:
        return (unguarded(document.metadata.language),)
    return (*_omissions(document, words), *_additions(document, words))


def _omissions(document: Document, words: Vocabulary) -> Iterator[Verdict]:
    for replacement in document.replacements:
        if not replacement.omit:
            continue
        source = replaced(document, replacement)
        why = _indispensable(source, words)
        if why:
            yield Verdict(
                guard="omission",
                strength=Strength.STOP,
                message=f"A part that must stay is left out of the plain edition: it {why}.",
                harm="People who need plain language would not learn of a danger, a dose or a way to get help.",
                source=_beginning_of(source),
                location=replacement.location,
            )


def indispensable(source: Iterable[Node], language: str) -> str:
    """Tell why the guard ``omission`` lets nobody leave out a part, such as “is a warning”.

    Args:
        source: the part.
        language: of the article. In one that has no guards nothing is told.

    Returns:
        the reason; empty where the part may be left out.
    """
    words = vocabulary(language)
    return _indispensable(source, words) if words else ""


def _indispensable(source: Iterable[Node], words: Vocabulary) -> str:
    """Tell why a part may not be left out, or nothing."""
    nodes = tuple(source)
    for node in descendants(nodes):
        if isinstance(node, Admonition) and node.kind in ("warning", "help"):
            return "is a warning" if node.kind == "warning" else "tells how to get help"
    text = passage(nodes, words)
    comparison = Comparison(text, text, words)
    for quantities in comparison.numbers(text).values():
        for quantity in quantities:
            if quantity.dimension in words.dose_dimensions and not quantity.vague:
                return f"tells a dose or an amount (“{quantity.words}”)"
    for statement in text.statements:
        found = words.risks.find(statement.text)
        if found:
            return f"speaks of a risk (“{found[0].text}”)"
    return ""


def _additions(document: Document, words: Vocabulary) -> Iterator[Verdict]:
    article = passage(document.body, words)
    known = set(named(own_texts(article), words))
    for replacement in document.replacements:
        if not replacement.added:
            continue
        added = passage(replacement.body, words)
        names = [name for name in named(own_texts(added), words) if name not in known]
        comparison = Comparison(article, added, words)
        source = {each.value for found in comparison.numbers(article).values() for each in found}
        doses = [
            quantity.words
            for found in comparison.numbers(added).values()
            for quantity in found
            if quantity.dimension in words.dose_dimensions and not quantity.vague and quantity.value not in source
        ]
        for what in (*names, *doses):
            yield Verdict(
                guard="addition",
                strength=Strength.STOP,
                message=f"What is added to the plain edition says “{what}”; the article does not.",
                harm="People would act on something that the article's reviewers have never seen.",
                plain=what,
                location=replacement.location,
            )


def _with_titles(nodes: Iterable[Node], titled: bool) -> list[Node]:
    """Return the nodes, with a section's own title only where the plain block has one too."""
    given: list[Node] = []
    for node in nodes:
        given += node.body if isinstance(node, Section) and not titled else [node]
    return given


def _beginning_of(nodes: Iterable[Node]) -> str:
    return next((beginning(node) for node in nodes), "")
