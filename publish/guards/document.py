"""Guards over a whole article: its plain blocks, what they leave out, and what they add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publish.content.beginning import beginning
from publish.content.blocks import Admonition, ListItem, Paragraph, Section
from publish.content.document import Document, Replacement
from publish.content.inlines import Sentence, Text
from publish.content.language import primary
from publish.content.metadata import Contact
from publish.content.node import Node
from publish.content.walk import descendants, find, in_languages, plain_text
from publish.guards.alignment import Comparison
from publish.guards.compare import compare, unguarded
from publish.guards.passages import passage
from publish.guards.rules.medicines import named, own_texts
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary, vocabulary


def compare_replacement(document: Document, replacement: Replacement) -> tuple[Verdict, ...]:
    """Compare one plain block with what it stands for, or look at what it leaves out or adds.

    Args:
        document: the article.
        replacement: one of its plain blocks.

    Returns:
        the verdicts of ``compare``, or of the guards ``omission`` or ``addition``, and of ``language``; each with the
        place of the plain block.
    """
    if replacement.omit:
        found = _omission(document, replacement)
    elif replacement.added and replacement.targets:
        found = _main_points(document, replacement)
    elif replacement.added:
        found = _addition(document, replacement)
    else:
        found = _version(document, replacement)
    return tuple(msgspec.structs.replace(verdict, location=replacement.location) for verdict in found)


def _version(document: Document, replacement: Replacement) -> Iterator[Verdict]:
    source = replaced(document, replacement)
    languages = _languages_of(document, replacement)
    yield from _in_other_languages(document, replacement, languages)
    titles: list[Node] = [node.title for node in source if isinstance(node, Section)]
    only_titles = not replacement.body and len(titles) == len(source)
    verdicts = compare(
        titles if only_titles else _with_titles(source, bool(replacement.title)),
        _written(replacement),
        languages[0],
        glossary=document.glossary,
        article=document.body,
    )
    yield from _said(verdicts) if only_titles else verdicts


def _main_points(document: Document, replacement: Replacement) -> Iterator[Verdict]:
    """Yield the verdicts on the main points of a chapter."""
    languages = _languages_of(document, replacement)
    yield from _in_other_languages(document, replacement, languages)
    points = "\n".join(
        plain_text(sentence) for item in find(replacement.body, ListItem) for sentence in find([item], Sentence)
    )
    yield from _summed_up(document, replaced(document, replacement), points, languages[0])


def _written(replacement: Replacement) -> list[Node]:
    return [*([replacement.title] if replacement.title else []), *replacement.body]


def _language_around(document: Document, replacement: Replacement) -> str:
    return replacement.language or document.metadata.language


def _languages_of(document: Document, replacement: Replacement) -> list[str]:
    """Return the languages of the sentences that a plain block stands for, that of the surroundings first."""
    around = _language_around(document, replacement)
    languages = {id(node): own for node, own in in_languages(document.body, document.metadata.language)}
    sentences = find(replaced(document, replacement), Sentence)
    found = dict.fromkeys(own for each in sentences for own in _languages_in(each, languages[id(each)]))
    return sorted(found, key=lambda language: language != around) or [around]


def _languages_in(sentence: Node, language: str) -> list[str]:
    """Return the languages of the words of a sentence, which may be marked one by one."""
    words = (
        own for node, own in in_languages([sentence], language) if any(map(str.isalpha, getattr(node, "text", "")))
    )
    return list(dict.fromkeys(words)) or [language]


def _in_other_languages(document: Document, replacement: Replacement, allowed: Sequence[str]) -> Iterator[Verdict]:
    """Yield a verdict on a plain block in a language that what it stands for is not in: no guard fits it."""
    known = {primary(language) for language in allowed}
    around = _language_around(document, replacement)
    sentences = (each for each in in_languages(_written(replacement), around) if isinstance(each[0], Sentence))
    strange: dict[str, None] = {}
    for sentence, own in sentences:
        found = _languages_in(sentence, own)
        if not known & {primary(language) for language in found}:  # a sentence may quote words of another language
            strange |= dict.fromkeys(found)
    for language in strange:
        yield Verdict(
            guard="language",
            strength=Strength.STOP,
            message=f"The plain text is in “{language}”, and the article is in “{'”, “'.join(allowed)}” here.",
            harm="No guard and no rule fits words in another language than the original's.",
        )


def compare_title(document: Document) -> tuple[Verdict, ...]:
    """Compare the plain title with the title. What it leaves out is no loss: the article says it."""
    metadata = document.metadata
    return _said(compare(metadata.title, metadata.plain_title, metadata.language, glossary=document.glossary))


def compare_main_points(document: Document) -> tuple[Verdict, ...]:
    """Compare the main points with the whole article. What they leave out is no loss: the article says it."""
    metadata = document.metadata
    return _summed_up(document, document.body, "\n".join(metadata.plain_summary), metadata.language)


def _summed_up(document: Document, blocks: Iterable[Node], points: str, language: str) -> tuple[Verdict, ...]:
    ways = " ".join(
        f"{contact.name}: {way}." for contact in document.metadata.contacts for way in _ways(contact) if way
    )
    contacts = Paragraph(sentences=(Sentence(content=(Text(text=ways),)),))
    return _said(compare([*blocks, contacts], points, language, glossary=document.glossary, article=document.body))


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
    what is added names no dose and no medicine that the article does not. ``language``: what is left out or added is in
    a language without word lists.

    Args:
        document: the article. One without any plain block has no plain edition, and gets no verdict.
    """
    if not document.replacements:
        return ()
    apart = (each for each in document.replacements if each.omit or (each.added and not each.targets))
    return tuple(verdict for each in apart for verdict in compare_replacement(document, each))


def _omission(document: Document, replacement: Replacement) -> Iterator[Verdict]:
    source = replaced(document, replacement)
    language = _languages_of(document, replacement)[0]
    if vocabulary(language) is None:
        yield unguarded(language)
    why = indispensable(source, language)
    if why:
        yield Verdict(
            guard="omission",
            strength=Strength.STOP,
            message=f"A part that must stay is left out of the plain edition: it {why}.",
            harm="People who need plain language would not learn of a danger, a dose or a way to get help.",
            source=_beginning_of(source),
        )


def _warning(source: Iterable[Node]) -> str:
    """Tell why a part may not be left out in any language, or nothing."""
    for node in descendants(source):
        if isinstance(node, Admonition) and node.kind in ("warning", "help"):
            return "is a warning" if node.kind == "warning" else "tells how to get help"
    return ""


def indispensable(source: Iterable[Node], language: str) -> str:
    """Tell why the guard ``omission`` lets nobody leave out a part, such as “is a warning”.

    Args:
        source: the part.
        language: of the part. In one that has no guards only boxes tell.

    Returns:
        the reason; empty where the part may be left out.
    """
    nodes, words = tuple(source), vocabulary(language)
    return _warning(nodes) or (_indispensable(nodes, words) if words else "")


def _indispensable(source: Iterable[Node], words: Vocabulary) -> str:
    """Tell by its words why a part may not be left out, or nothing."""
    text = passage(source, words)
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


def _addition(document: Document, replacement: Replacement) -> Iterator[Verdict]:
    language = _language_around(document, replacement)
    yield from _in_other_languages(document, replacement, [language])
    words = vocabulary(language)
    if words is None:
        yield unguarded(language)
        return
    article, added = passage(document.body, words), passage(_written(replacement), words)
    known = set(named(own_texts(article), words))
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
        )


def _with_titles(nodes: Iterable[Node], titled: bool) -> list[Node]:
    """Return the nodes, with a section's own title only where the plain block has one too."""
    given: list[Node] = []
    for node in nodes:
        given += node.body if isinstance(node, Section) and not titled else [node]
    return given


def _beginning_of(nodes: Iterable[Node]) -> str:
    return next((beginning(node) for node in nodes), "")
