"""Doing the next few things of a row at the same time, in order and within bounds."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Result = TypeVar("_Result")


def ahead(calls: Iterable[Callable[[], _Result]], workers: int) -> Iterator[_Result]:
    """Yield what calls return, in their order; several threads work on them.

    At most ``2 * workers`` calls are taken beyond the one whose result was yielded last. They are taken from their
    iterator in the thread of the caller, so what is prepared there needs no lock.
    """
    pending: deque[Future[_Result]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="voice") as pool:
        try:
            for call in calls:
                pending.append(pool.submit(call))
                if len(pending) > 2 * workers:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)
