"""Processes that stop at Ctrl-C when they are told to, tidily, and without a word of their own."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

_Result = TypeVar("_Result")


@contextmanager
def workers(number: int) -> Iterator[Executor]:
    """Give an executor of some processes; what they do is done through ``in_worker``.

    When the block is left by an exception, they break off what they do, and begin nothing new.
    """
    executor = ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield executor
    except BaseException:
        with _deaf_to_ctrl_c():  # else a second one leaves processes behind for which Python waits at its end
            for process in multiprocessing.active_children():
                process.terminate()
            executor.shutdown(cancel_futures=True)
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def submit_all(executor: Executor, function: Callable[[Any], _Result], arguments: Sequence[Any]) -> dict[Any, Any]:
    """Hand a function to the processes once for each argument; return the arguments by their futures."""
    # The terminal sends Ctrl-C to all processes. Those that begin now inherit that they do not hear it.
    with _deaf_to_ctrl_c():
        return {executor.submit(in_worker, function, argument): argument for argument in arguments}


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def in_worker(function: Callable[[Any], _Result], argument: Any) -> _Result:
    """Return what a function returns, or break it off with ``KeyboardInterrupt`` when the process is terminated."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return function(argument)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a process at rest ends with the executor
