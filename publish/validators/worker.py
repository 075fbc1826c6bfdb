"""A program that judges files one after another, and stays up between them, since its start takes seconds."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

_SECONDS_TO_TIDY_UP = 5
_COMPLAINT_SHOWN = 300


class WorkerError(Exception):
    """The program gave no answer; the message tells why, as the reason of a verdict."""


class Worker:
    """A program that answers each line of JSON with one line of JSON.

    It starts with the first question, and again with the first one after it broke down. It works in a temporary folder
    of its own, which goes when the worker is closed; a ``with`` statement does so.

    Args:
        name: what people call the program.
        command: how to start it.
        environment: what to add to the environment of this process.
    """

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._name = name
        self._command = command
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        # A short name: Chromium puts a socket below it, whose whole path has at most 108 bytes.
        self._temporary = tempfile.TemporaryDirectory(prefix="publish-", ignore_cleanup_errors=True)
        self.folder = Path(self._temporary.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, question: object, seconds: float) -> Any:
        """Return the answer of the program, and end it where it gives none in time.

        Args:
            question: what can be written as JSON.
            seconds: how long it may take, its start included.

        Raises:
            WorkerError: it does not start, takes longer, breaks down, or answers otherwise than in JSON.
        """
        process = self._running()
        assert process.stdin
        assert process.stdout
        late = threading.Event()

        def end_it() -> None:
            late.set()
            _end(process)

        deadline = threading.Timer(seconds, end_it)
        deadline.start()
        try:
            process.stdin.write(json.dumps(question).encode() + b"\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        finally:
            deadline.cancel()
            deadline.join()
        if late.is_set():
            self._stop()
            raise WorkerError(f"took longer than {seconds:.0f} s")
        try:
            return json.loads(answer)
        except ValueError as error:
            raise WorkerError(f"{self._name} broke down: {self._stop()}") from error

    def close(self) -> None:
        """End the program, with all that it started, and remove its folder."""
        if self._process and self._process.stdin:
            # The end of the questions: a program that is well tidies up by itself.
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_SECONDS_TO_TIDY_UP)
        self._stop()
        for _ in range(_SECONDS_TO_TIDY_UP):
            self._temporary.cleanup()
            if not self.folder.exists():
                break
            time.sleep(1)  # what was killed may still write a little

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process:
            return self._process
        self._complaints = tempfile.TemporaryFile(dir=self.folder)  # noqa: SIM115 (closed with the process)
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                cwd=self.folder,
                env={**os.environ, **self._environment, "TMPDIR": str(self.folder)},
                start_new_session=True,
            )
        except OSError as error:
            raise WorkerError(f"{self._name} does not start: {error}") from error
        return self._process

    def _stop(self) -> str:
        """End the program, and return what it complained of last."""
        complaint = ""
        if self._process:
            _end(self._process)
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
            self._process = None
        if self._complaints:
            self._complaints.seek(0)
            complaint = _gist(self._complaints.read().decode("utf-8", "replace"))
            self._complaints.close()
            self._complaints = None
        return complaint or "it said nothing"


def _gist(complaint: str) -> str:
    """Return the line that tells most: the last one that names an error, else the last one."""
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"[\w.: ]*(error|exception)\b", line, re.IGNORECASE)]
    return (errors or lines or [""])[-1][:_COMPLAINT_SHOWN]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started: politely, so that it ends its own children, then by force."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_SECONDS_TO_TIDY_UP)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
