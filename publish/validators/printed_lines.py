"""The lines of a printed page, and the blocks that lines make."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from statistics import median

import msgspec

from publish.validators.printed_text import Run

_WIDEST_GAP = 1.2
_FARTHEST_SHIFT = 0.6
_FARTHEST_LINE = 2.0
_SAME_EDGE = 1.5


class Line(msgspec.Struct, frozen=True):
    """Text on one baseline, raised and lowered signs with it.

    Attributes:
        runs: from left to right.
    """

    runs: tuple[Run, ...]

    @property
    def main(self) -> Run:
        """The run that gives the line its baseline and its size."""
        return max(self.runs, key=lambda run: (run.size, len(run.text)))

    @property
    def left(self) -> float:
        """The left end, in pt."""
        return min(run.left for run in self.runs)

    @property
    def right(self) -> float:
        """The right end, in pt."""
        return max(run.right for run in self.runs)

    @property
    def text(self) -> str:
        """The words, from left to right."""
        return " ".join(run.text.strip() for run in self.runs)

    @property
    def characters(self) -> int:
        """How many characters the line holds, its inner spaces too."""
        return sum(len(run.text) for run in self.runs)

    @property
    def spaces(self) -> int:
        """How many spaces the line holds, which justified text would stretch."""
        return sum(run.text.count(" ") + run.text.count("\u00a0") for run in self.runs)

    @property
    def rightwards(self) -> bool:
        """Whether the line is read from left to right."""
        directions = [unicodedata.bidirectional(character) for run in self.runs for character in run.text]
        return directions.count("L") >= directions.count("R") + directions.count("AL")


class Block(msgspec.Struct, frozen=True):
    """Lines of one size that follow each other from one edge, such as a paragraph.

    Attributes:
        lines: from the first to the last; at least one.
    """

    lines: tuple[Line, ...]

    @property
    def spacing(self) -> float | None:
        """The distance of baselines as a multiple of the font's size; None for a single line."""
        pairs = zip(self.lines, self.lines[1:], strict=False)
        distances = [(above.main.baseline - below.main.baseline) / above.main.size for above, below in pairs]
        return median(distances) if distances else None

    @property
    def shows_alignment(self) -> bool:
        """Whether there are enough full lines to tell how the text is aligned."""
        inner = self.lines[:-1]
        long = len(inner) >= 3 and sum(line.characters for line in inner) / len(inner) >= 25
        return long and all(line.spaces >= 2 for line in inner)

    @property
    def justified(self) -> bool:
        """Whether both edges are straight."""
        inner = self.lines[:-1]
        if not self.shows_alignment:
            return False
        ends = [line.right if line.rightwards else line.left for line in inner]
        usual = median(ends)
        return sum(abs(end - usual) < _SAME_EDGE for end in ends) >= 0.8 * len(ends)


def lines(runs: Iterable[Run]) -> list[Line]:
    """Return the lines of a page, from top to bottom; cells of a table that stand beside each other are apart."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-round(run.baseline), run.left)):
        row = rows[-1] if rows else []
        near = row and abs(row[-1].baseline - run.baseline) <= 1 and run.left - row[-1].right <= _WIDEST_GAP * run.size
        if near:
            row.append(run)
        else:
            rows.append([run])
    return sorted((Line(tuple(row)) for row in _with_shifted(rows)), key=lambda line: (-line.main.baseline, line.left))


def _with_shifted(rows: Sequence[list[Run]]) -> list[list[Run]]:
    """Put raised and lowered signs into the lines that they belong to."""
    kept: list[list[Run]] = []
    for row in sorted(rows, key=lambda row: -sum(len(run.text) for run in row)):
        home = next((other for other in kept if _beside(row, other)), None)
        if home is None:
            kept.append(list(row))
        else:
            home.extend(row)
            home.sort(key=lambda run: run.left)
    return kept


def _beside(row: Sequence[Run], other: Sequence[Run]) -> bool:
    size = max(run.size for run in other)
    shift = abs(row[0].baseline - max(other, key=lambda run: (run.size, len(run.text))).baseline)
    left, right = min(run.left for run in row), max(run.right for run in row)
    return shift < _FARTHEST_SHIFT * size and any(run.left - size < right and left < run.right + size for run in other)


def blocks(page_lines: Iterable[Line]) -> list[Block]:
    """Return the blocks of a page."""
    found: list[list[Line]] = []
    for line in page_lines:
        home = next((block for block in reversed(found) if _continues(line, block[-1])), None)
        if home is None:
            found.append([line])
        else:
            home.append(line)
    return [Block(tuple(block)) for block in found]


def _continues(line: Line, above: Line) -> bool:
    distance = above.main.baseline - line.main.baseline
    start, start_above = (line.left, above.left) if above.rightwards else (line.right, above.right)
    return (
        abs(line.main.size - above.main.size) < 0.1
        and 0.5 * line.main.size < distance < _FARTHEST_LINE * line.main.size
        and abs(start - start_above) < 2 * _SAME_EDGE
    )
