"""The sentences of an article that are prose: what is scored, and what is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from publish.content import (
    Added,
    Admonition,
    Definition,
    DefinitionList,
    Draft,
    Figure,
    Group,
    List,
    ListItem,
    Node,
    NotYetPlain,
    Paragraph,
    Quotation,
    Replacement,
    Section,
    Sentence,
    plain_text,
)

_CLOSING = r"[\"'”’»›)\]]*$"
_END_OF_SENTENCE = re.compile(rf"[.!?…]{_CLOSING}")
_END_IN_PARAGRAPH = re.compile(rf"[.!?…:]{_CLOSING}")


class Place(msgspec.Struct, frozen=True):
    """Where in an article a sentence stands.

    Attributes:
        section: the section whose own text it belongs to; None before the first heading.
        language: a BCP 47 tag.
        in_list: it stands in an item of a list, or in a definition.
        not_yet_plain: it is original text in the plain edition.
    """

    section: Section | None
    language: str
    in_list: bool = False
    not_yet_plain: bool = False


def prose(blocks: Iterable[Node], language: str) -> Iterator[tuple[Sentence, Place]]:
    """Yield the sentences of prose among blocks, in reading order, each with its place.

    Prose is what stands in paragraphs, whatever box, quotation, list, definition or long description they are in. A
    sentence ends with a full stop, a question mark, an exclamation mark or an ellipsis; in a paragraph outside lists it
    may lead on with a colon. All else is passed over: headings, titles, captions, terms, tables, code, formulas, and
    fragments.

    Args:
        language: of the blocks, where they name no other.
    """
    yield from _prose(blocks, Place(None, language))


def _prose(blocks: Iterable[Node], place: Place) -> Iterator[tuple[Sentence, Place]]:
    for block in blocks:
        here = msgspec.structs.replace(place, language=block.language or place.language)
        match block:
            case Paragraph():
                yield from _sentences(block, here)
            case Section():
                yield from _prose(block.body, msgspec.structs.replace(here, section=block))
            case List():
                yield from _prose(block.items, here)
            case DefinitionList():
                yield from _prose((each for item in block.items for each in item.definitions), here)
            case ListItem() | Definition():
                yield from _prose(block.body, msgspec.structs.replace(here, in_list=True))
            case NotYetPlain():
                yield from _prose(block.body, msgspec.structs.replace(here, not_yet_plain=True))
            case Figure():
                yield from _prose(block.description, here)
            case Quotation() | Admonition() | Group() | Replacement() | Added() | Draft():
                yield from _prose(block.body, here)


def is_prose(text: str, *, in_list: bool = False) -> bool:
    """Tell by its end whether a text is a sentence of prose and no fragment; see ``prose``."""
    return bool((_END_OF_SENTENCE if in_list else _END_IN_PARAGRAPH).search(text))


def _sentences(paragraph: Paragraph, place: Place) -> Iterator[tuple[Sentence, Place]]:
    for sentence in paragraph.sentences:
        if is_prose(plain_text(sentence), in_list=place.in_list):
            yield sentence, msgspec.structs.replace(place, language=sentence.language or place.language)
