"""``publish explain``: what a message or a rule means, whom it harms, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publish.explanations import Explanation


def explain(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="The name that a message bears, or the code of a rule; without one, all are listed.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Tell what a message or a rule means, whom it harms, where it comes from, and how to mend it or switch it off."""
    from publish.explanations import explanation, explanations

    for line in _page(explanation(name)) if name else _list(explanations()):
        typer.echo(line)


def _list(known: list[Explanation]) -> Iterator[str]:
    width = max(len(one.name) for one in known)
    for subject in dict.fromkeys(one.subject for one in known):
        yield f"{subject}:"
        for one in known:
            if one.subject == subject:
                yield f"{one.code:<4} {one.name:<{width}}  {one.severity}".rstrip()
        yield ""


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
