"""How a command understands its arguments, and what it says of those that it does not understand."""

from __future__ import annotations

import datetime

import typer
from typer.core import TyperCommand


class Command(TyperCommand):
    """A verb that says what to do about words that it has no use for."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Return the words that are left over, which must be none."""
        ctx.allow_extra_args = True
        left: list[str] = super().parse_args(ctx, args)
        if left:
            ctx.fail(
                f"There is no use for “{' '.join(left)}”. A name that holds spaces must stand in quotation marks, "
                'such as "my article.md".'
            )
        return left


def day(text: str) -> datetime.date:
    """Return a day.

    Raises:
        typer.BadParameter: the text is no day, or is written in another way.
    """
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"“{text}” is no day. Write year, month and day: 2026-11-26.") from None
