"""Guards over a whole article: its plain blocks, what they leave out, and what they add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from publish.content.beginning import beginning
from publish.content.blocks import Admonition, ListItem, Note, Section
from publish.content.document import Replacement
from publish.content.inlines import Sentence
from publish.content.language import primary
from publish.content.node import Node
from publish.content.walk import descendants, find, in_languages, plain_text
from publish.guards.alignment import Comparison
from publish.guards.article import Article
from publish.guards.compare import compare, judged, terms, unguarded
from publish.guards.numerals import quantities
from publish.guards.passages import Passage, passage
from publish.guards.quantities import Quantity
from publish.guards.rules.medicines import named, own_texts
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary, vocabulary


def compare_replacement(article: Article, replacement: Replacement) -> tuple[Verdict, ...]:
    """Compare one plain block with what it stands for, or look at what it leaves out or adds.

    Args:
        article: that holds it; prepared once, since each of its plain blocks needs it.
        replacement: one of its plain blocks.

    Returns:
        the verdicts of ``compare``, or of the guards ``omission`` or ``addition``, and of ``language``; each with the
        place of the plain block.
    """
    if replacement.omit:
        found = _omission(article, replacement)
    elif replacement.added and replacement.targets:
        found = _main_points(article, replacement)
    elif replacement.added:
        found = _addition(article, replacement)
    else:
        found = _version(article, replacement)
    return tuple(msgspec.structs.replace(verdict, location=replacement.location) for verdict in found)


def _version(article: Article, replacement: Replacement) -> Iterator[Verdict]:
    source = article.stood_for(replacement)
    languages = _languages_of(article, replacement)
    yield from _in_other_languages(article, replacement, languages)
    titles: list[Node] = [node.title for node in source if isinstance(node, Section)]
    only_titles = not replacement.body and len(titles) == len(source)
    verdicts = compare(
        titles if only_titles else _with_titles(source, bool(replacement.title)),
        _written(replacement),
        languages[0],
        glossary=article.document.glossary,
        article=article,
    )
    yield from _said(verdicts) if only_titles else verdicts


def _main_points(article: Article, replacement: Replacement) -> Iterator[Verdict]:
    """Yield the verdicts on the main points of a chapter."""
    languages = _languages_of(article, replacement)
    yield from _in_other_languages(article, replacement, languages)
    points = "\n".join(
        plain_text(sentence) for item in find(replacement.body, ListItem) for sentence in find([item], Sentence)
    )
    words = vocabulary(languages[0])
    if words is None:
        yield unguarded(languages[0])
        return
    chapter = passage([*article.stood_for(replacement), article.contacts], words, article.notes)
    yield from _summed_up(article, chapter, points, words)


def _written(replacement: Replacement) -> list[Node]:
    return [*([replacement.title] if replacement.title else []), *replacement.body]


def _language_around(article: Article, replacement: Replacement) -> str:
    return replacement.language or article.language


def _languages_of(article: Article, replacement: Replacement) -> list[str]:
    """Return the languages of the sentences that a plain block stands for, that of the surroundings first."""
    around = _language_around(article, replacement)
    sentences = find(article.stood_for(replacement), Sentence)
    found = dict.fromkeys(own for each in sentences for own in _languages_in(each, article.languages[id(each)]))
    return sorted(found, key=lambda language: language != around) or [around]


def _languages_in(sentence: Node, language: str) -> list[str]:
    """Return the languages of the words of a sentence, which may be marked one by one."""
    words = (
        own for node, own in in_languages([sentence], language) if any(map(str.isalpha, getattr(node, "text", "")))
    )
    return list(dict.fromkeys(words)) or [language]


def _in_other_languages(article: Article, replacement: Replacement, allowed: Sequence[str]) -> Iterator[Verdict]:
    """Yield a verdict on a plain block in a language that what it stands for is not in: no guard fits it."""
    known = {primary(language) for language in allowed}
    around = _language_around(article, replacement)
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


def compare_title(article: Article) -> tuple[Verdict, ...]:
    """Compare the plain title with the title. What it leaves out is no loss: the article says it."""
    metadata, glossary = article.document.metadata, article.document.glossary
    return _said(compare(metadata.title, metadata.plain_title, metadata.language, glossary=glossary))


def compare_main_points(article: Article) -> tuple[Verdict, ...]:
    """Compare the main points with the whole article. What they leave out is no loss: the article says it."""
    words = vocabulary(article.language)
    if words is None:
        return (unguarded(article.language),)
    return _summed_up(article, article.passage(words), "\n".join(article.document.metadata.plain_summary), words)


def _summed_up(article: Article, source: Passage, points: str, words: Vocabulary) -> tuple[Verdict, ...]:
    known = terms(article.document.glossary, words.tag)
    return _said(judged(Comparison(source, passage(points, words), words, known, article.medicines(words))))


def _said(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts on what a plain version says, without those on what it does not say."""
    return tuple(verdict for verdict in verdicts if not verdict.missing)


def check_edition(article: Article) -> tuple[Verdict, ...]:
    """Check the plain blocks of an article as a whole.

    ``omission``: what speaks of risks, doses or ways to get help, and every warning, is never left out. ``addition``:
    what is added names no dose and no medicine that the article does not. ``language``: what is left out or added is in
    a language without word lists.

    Args:
        article: one without any plain block has no plain edition, and gets no verdict.
    """
    replacements = article.document.replacements
    if not replacements:
        return ()
    apart = (each for each in replacements if each.omit or (each.added and not each.targets))
    return tuple(verdict for each in apart for verdict in compare_replacement(article, each))


def _omission(article: Article, replacement: Replacement) -> Iterator[Verdict]:
    source = article.stood_for(replacement)
    language = _languages_of(article, replacement)[0]
    if vocabulary(language) is None:
        yield unguarded(language)
    why = indispensable(source, language, article.notes)
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


def indispensable(source: Iterable[Node], language: str, notes: Mapping[str, Note]) -> str:
    """Tell why the guard ``omission`` lets nobody leave out a part, such as “is a warning”.

    Args:
        source: the part.
        language: of the part. In one that has no guards only boxes tell.
        notes: of the article, by their ids; a sentence brings those that it refers to.

    Returns:
        the reason; empty where the part may be left out.
    """
    nodes, words = tuple(source), vocabulary(language)
    return _warning(nodes) or (_told(passage(nodes, words, notes), words) if words else "")


def _told(text: Passage, words: Vocabulary) -> str:
    """Tell by its words why a part may not be left out, or nothing."""
    for quantity in _doses(text, words):
        return f"tells a dose or an amount (“{quantity.words}”)"
    for statement in text.statements:
        found = words.risks.find(statement.text)
        if found:
            return f"speaks of a risk (“{found[0].text}”)"
    return ""


def _addition(article: Article, replacement: Replacement) -> Iterator[Verdict]:
    language = _language_around(article, replacement)
    yield from _in_other_languages(article, replacement, [language])
    words = vocabulary(language)
    if words is None:
        yield unguarded(language)
        return
    added = passage(_written(replacement), words, article.notes)
    known, amounts = article.medicines(words), article.amounts(words)
    names = [name for name in named(own_texts(added), words) if name not in known]
    doses = [quantity.words for quantity in _doses(added, words) if quantity.value not in amounts]
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


def _with_titles(nodes: Iterable[Node], titled: bool) -> list[Node]:
    """Return the nodes, with a section's own title only where the plain block has one too."""
    given: list[Node] = []
    for node in nodes:
        given += node.body if isinstance(node, Section) and not titled else [node]
    return given


def _beginning_of(nodes: Iterable[Node]) -> str:
    return next((beginning(node) for node in nodes), "")
