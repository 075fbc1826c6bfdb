"""How the plain-language text of an article stands: who may see it is decided by that."""

from __future__ import annotations

import enum

import msgspec


class Standing(enum.StrEnum):
    """How a piece of plain-language text stands."""

    APPROVED = "approved"
    STALE = "stale"
    """Approved once; something has changed since."""
    DRAFT = "draft"
    """Never approved."""


class Standings(msgspec.Struct, frozen=True, kw_only=True):
    """How the plain-language text of an article stands, piece by piece. What is not told of is a draft.

    Attributes:
        title: of ``plain-title`` in the front matter.
        summary: of ``plain-summary`` in the front matter.
        replacements: in the order of ``Document.replacements``.
        drafts: what is not approved is shown all the same, labelled as a draft.
    """

    title: Standing = Standing.DRAFT
    summary: Standing = Standing.DRAFT
    replacements: tuple[Standing, ...] = ()
    drafts: bool = False

    @classmethod
    def all_approved(cls, number: int) -> Standings:
        """Return the standings of an article whose plain-language text is all approved.

        Args:
            number: how many replacements the article has.
        """
        approved = Standing.APPROVED
        return cls(title=approved, summary=approved, replacements=(approved,) * number)

    def of(self, place: int) -> Standing:
        """Return how a replacement stands, by its place in ``Document.replacements``."""
        return self.replacements[place] if place < len(self.replacements) else Standing.DRAFT
