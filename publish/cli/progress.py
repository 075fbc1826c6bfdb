"""Progress bars for work that takes more than a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


@contextmanager
def progress_bars(console: Console) -> Iterator[Callable[[str, str, int, int], None]]:
    """Show a bar for each output of each article while it is made; on a terminal only."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[amount]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[tuple[str, str], TaskID] = {}

        def show(article: str, output: str, done: int, total: int) -> None:
            key = (article, output)
            if key not in tasks:
                tasks[key] = bars.add_task(f"{article}: {output}", total=None, amount="")
            finished = done >= total
            amount = f"{done} of {total}" if total > 1 else "done" if finished else ""
            bars.update(tasks[key], total=total if total > 1 or finished else None, completed=done, amount=amount)

        yield show


@contextmanager
def patience(console: Console, words: str) -> Iterator[None]:
    """Show words and the seconds that went by while something takes its time; on a terminal only."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        bars.add_task(words, total=None)
        yield
