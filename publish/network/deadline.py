"""Giving up on a call that takes too long, whatever it waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

_Result = TypeVar("_Result")


def within(seconds: float, call: Callable[[], _Result]) -> _Result:
    """Return what a call returns, or give up on it after some seconds.

    Neither the look-up of a name nor an answer that comes in drops respects a time-out of the network library. The call
    is left to itself then; it does not keep the program from ending.

    Raises:
        TimeoutError: the time is over.
    """
    future: Future[_Result] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future.result(max(seconds, 0))
