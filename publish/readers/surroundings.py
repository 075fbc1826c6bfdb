"""The language in which plain-language blocks come to stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publish.content import Block, Replacement, Section, children
from publish.content.walk import in_languages


def in_surroundings(replacements: Iterable[Replacement], body: Iterable[Block], language: str) -> Iterator[Replacement]:
    """Yield plain-language blocks with the language of the place where they come to stand.

    What stands for a section, or begins one, stands within it; all else beside the block that it stands for or follows.

    Args:
        body: of the article.
        language: of the article.
    """
    around: dict[str, str] = {}
    for node, own in in_languages(body, language):
        for child in children(node):
            around.setdefault(child.id, own)
        if isinstance(node, Section):
            around[node.id] = own
    for replacement in replacements:
        place = around.get((replacement.targets or (replacement.after,))[0], language)
        yield msgspec.structs.replace(replacement, language=None if place == language else place)
