"""``publish explain``: what a rule is, why, and how to mend what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publish.explanations import Explanation


def explain(
    rule: Annotated[
        str | None,
        typer.Argument(help="The code or the name of a rule; without one, all are listed.", show_default=False),
    ] = None,
) -> None:
    """Tell what a rule is, why, where it comes from, how to mend what it finds, and how to switch it off."""
    from publish.explanations import explanation, explanations

    for line in _page(explanation(rule)) if rule else _list(explanations()):
        typer.echo(line)


def _list(known: list[Explanation]) -> Iterator[str]:
    width = max(len(one.name) for one in known)
    for one in known:
        yield f"{one.code or '-':<4} {one.name:<{width}}  {one.severity}"


def _page(one: Explanation) -> Iterator[str]:
    yield f"{one.code} {one.name}".strip()
    yield ""
    yield one.what
    for title, words in (
        ("Why", one.why),
        ("Source", one.source),
        ("Severity", one.severity),
        ("Languages", ", ".join(one.languages)),
        ("Wrong", one.wrong),
        ("Right", one.right),
        ("How to mend", one.mend),
        ("How to switch off", one.switch_off),
    ):
        if words:
            yield ""
            yield f"{title}: {words}"
