"""Guards over a whole article: its plain blocks, what they leave out, and what they add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publish.content.blocks import Admonition, Block, CodeBlock, MathBlock, Section, ThematicBreak
from publish.content.document import Document, Replacement
from publish.content.inlines import Sentence
from publish.content.node import Node
from publish.content.walk import descendants, find, plain_text
from publish.guards.alignment import Comparison
from publish.guards.article import Article
from publish.guards.compare import compare, judged, terms, unguarded
from publish.guards.passages import Passage, passage
from publish.guards.quantities import Quantity, quantities
from publish.guards.rules.medicines import named, own_texts
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary, vocabulary

_LENGTH = 60


def compare_replacement(article: Article, replacement: Replacement) -> tuple[Verdict, ...]:
    """Compare one plain block with what it stands for, or hold what it leaves out or adds against the article.

    ``omission``: what speaks of risks, doses or ways to get help, and every warning, is never left out. ``addition``:
    what is added names no dose and no medicine that the article does not.

    Args:
        article: that holds it; prepared once, since each of its plain blocks needs it.
        replacement: one of its plain blocks.

    Returns:
        the verdicts, each with the place of the plain block.
    """
    language = replacement.language or article.language
    words = vocabulary(language)
    if words is None:
        verdicts = [unguarded(language)]
    elif replacement.omit:
        verdicts = [*_left_out(article, replacement, words)]
    elif replacement.added:
        verdicts = [*_added(article, replacement, words)]
    else:
        source = _with_titles(article.stood_for(replacement), bool(replacement.title))
        plain = _said_by(replacement)
        verdicts = [*compare(source, plain, language, glossary=article.document.glossary, article=article)]
    return tuple(msgspec.structs.replace(verdict, location=replacement.location) for verdict in verdicts)


def compare_title(article: Article) -> tuple[Verdict, ...]:
    """Compare the plain title with the title. What it leaves out is no loss: the article says it."""
    metadata = article.document.metadata
    glossary = article.document.glossary
    return _said(compare(metadata.title, metadata.plain_title, article.language, glossary=glossary))


def compare_main_points(article: Article) -> tuple[Verdict, ...]:
    """Compare the main points with the whole article. What they leave out is no loss: the article says it."""
    words = vocabulary(article.language)
    if words is None:
        return (unguarded(article.language),)
    points = passage("\n".join(article.document.metadata.plain_summary), words)
    known = terms(article.document.glossary, article.language)
    return _said(judged(Comparison(article.passage(words), points, words, known, article.medicines(words))))


def replaced(document: Document, replacement: Replacement) -> tuple[Node, ...]:
    """Return the blocks, or the section, that a plain block stands for or leaves out, in the order of the article."""
    targets = set(replacement.targets)
    return tuple(node for node in descendants(document.body) if node.id in targets)


def _said(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts on what a plain version says, without those on what it does not say."""
    return tuple(verdict for verdict in verdicts if not verdict.missing)


def check_edition(article: Article) -> tuple[Verdict, ...]:
    """Check whether every block has a plain version or is left out with a reason, and what is left out and added.

    Args:
        article: one without any plain block has no plain edition, and gets no verdict.
    """
    replacements = article.document.replacements
    if not replacements:
        return ()
    beside = (compare_replacement(article, each) for each in replacements if each.omit or each.added)
    return (*_coverage(article.document), *(verdict for verdicts in beside for verdict in verdicts))


def _coverage(document: Document) -> Iterator[Verdict]:
    covered = {target for each in document.replacements if not each.added for target in each.targets}
    for block in _uncovered(document.body, covered):
        words = _beginning(block)
        yield Verdict(
            guard="coverage",
            strength=Strength.STOP,
            message=f"“{words}” has no plain version, and nobody left it out with a reason.",
            harm="People who need plain language meet the original here.",
            source=words,
            location=block.location,
        )
    for replacement in document.replacements:
        if replacement.omit and not replacement.reason.strip():
            yield Verdict(
                guard="coverage",
                strength=Strength.STOP,
                message="A part is left out of the plain edition without a reason.",
                harm="Nobody can judge whether readers of the plain edition lose something that they need.",
                source=_beginning_of(replaced(document, replacement)),
                location=replacement.location,
            )


def _uncovered(blocks: Iterable[Block], covered: set[str]) -> Iterator[Block]:
    for block in blocks:
        if block.id in covered or isinstance(block, ThematicBreak):
            continue
        inside = [node for node in descendants([block]) if node.id and node.id in covered]
        if isinstance(block, Section):
            yield from _uncovered(block.body, covered)
        elif not inside:
            yield block
        else:
            held = [each for each in getattr(block, "body", ()) if isinstance(each, Node)]
            yield from _uncovered(held, covered)  # type: ignore[arg-type]


def _left_out(article: Article, replacement: Replacement, words: Vocabulary) -> Iterator[Verdict]:
    source = article.stood_for(replacement)
    why = _indispensable(source, article, words)
    if why:
        yield Verdict(
            guard="omission",
            strength=Strength.STOP,
            message=f"A part that must stay is left out of the plain edition: it {why}.",
            harm="People who need plain language would not learn of a danger, a dose or a way to get help.",
            source=_beginning_of(source),
        )


def _indispensable(source: Sequence[Node], article: Article, words: Vocabulary) -> str:
    """Tell why a part may not be left out, or nothing."""
    for node in find(source, Admonition):
        if node.kind in ("warning", "help"):
            return "is a warning" if node.kind == "warning" else "tells how to get help"
    text = passage(source, words, article.notes)
    for quantity in _doses(text, words):
        return f"tells a dose or an amount (“{quantity.words}”)"
    for statement in text.statements:
        found = words.risks.find(statement.text)
        if found:
            return f"speaks of a risk (“{found[0].text}”)"
    return ""


def _added(article: Article, replacement: Replacement, words: Vocabulary) -> Iterator[Verdict]:
    text = passage(_said_by(replacement), words, article.notes)
    known = article.medicines(words)
    names = [name for name in named(own_texts(text), words) if name not in known]
    doses = [quantity.words for quantity in _doses(text, words) if quantity.value not in article.amounts]
    for what in (*names, *doses):
        yield Verdict(
            guard="addition",
            strength=Strength.STOP,
            message=f"What is added to the plain edition says “{what}”; the article does not.",
            harm="People would act on something that the article's reviewers have never seen.",
            plain=what,
        )


def _doses(text: Passage, words: Vocabulary) -> list[Quantity]:
    return [each for each in quantities(text, words) if each.dimension in words.dose_dimensions and not each.vague]


def _said_by(replacement: Replacement) -> tuple[Node, ...]:
    """Return all that a plain block says: its heading too."""
    return (replacement.title, *replacement.body) if replacement.title else replacement.body


def _with_titles(nodes: Iterable[Node], titled: bool) -> list[Node]:
    """Return the nodes, with a section's own title only where the plain block has one too."""
    given: list[Node] = []
    for node in nodes:
        given += node.body if isinstance(node, Section) and not titled else [node]
    return given


def _beginning_of(nodes: Iterable[Node]) -> str:
    return next((_beginning(node) for node in nodes), "")


def _beginning(node: Node) -> str:
    if isinstance(node, (CodeBlock, MathBlock)):
        text = node.text if isinstance(node, CodeBlock) else node.say or node.tex
    else:
        text = " ".join(plain_text(sentence) for sentence in find([node], Sentence))
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH].rsplit(' ', 1)[0]} …"
