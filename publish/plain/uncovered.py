"""What a person can do about a part of an article that has no plain version yet."""

from __future__ import annotations

from collections.abc import Mapping

from publish.content import Note
from publish.editions import Uncovered
from publish.guards import indispensable


def how_to_cover(part: Uncovered, language: str, notes: Mapping[str, Note]) -> str:
    """Tell what a person can do about a part without a plain version.

    Args:
        part: of an article.
        language: of the article, as BCP 47 tag.
        notes: of the article, by their ids.
    """
    if part.part == "title":
        return "Only text in the box has a plain version. Write one for the whole box, with a box in it."
    if part.part == "caption":
        return "Only the description has a plain version. Write one for the whole picture, with the picture in it."
    if why := indispensable([part.block], language, notes):
        return f"Write a plain block below it. It cannot be left out: it {why}."
    return 'Write a plain block below it, or leave it out: ::: plain {omit reason="…"}.'
