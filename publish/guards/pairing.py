"""Which of what a source says is answered by something of its version, each answer counting once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

_Asked = TypeVar("_Asked")
_Place = tuple[int, int]
Choices = Mapping[int, Sequence[tuple[float, _Place]]]


def unanswered(
    asked: Sequence[_Asked], choices: Choices, taken: dict[_Place, _Asked], without: Collection[_Place] = ()
) -> list[_Asked]:
    """Return what stays without an answer when as much is answered as can be (by augmenting paths, Kuhn 1955).

    Args:
        asked: what asks for an answer.
        choices: for each of these, by ``id``, the places of possible answers, with how little likely each is.
        taken: is filled with the answers that count, each with what it answers.
        without: answers that do not count.
    """

    def place(each: _Asked, tried: set[_Place]) -> bool:
        for _, answer in choices[id(each)]:
            if answer not in tried:
                tried.add(answer)
                if answer not in taken or place(taken[answer], tried):
                    taken[answer] = each
                    return True
        return False

    # The likeliest first, since what has been answered stays answered.
    ordered = sorted(asked, key=lambda each: min(choices[id(each)], default=(0.0, (0, 0))))
    return [each for each in ordered if not place(each, set(without))]
