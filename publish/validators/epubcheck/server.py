"""EPUBCheck in a process of its own, for program.py, which starts this file as a program.

Java is kept out of the process of Publish: a JVM there puts guard pages into the stack, and deep recursion in Python
then ends in a segmentation fault. JPype needs no more than a JRE; a server written in Java would need a compiler.

In: the path of a file, as JSON, one a line. Out: one line for each, EPUBCheck's report or the text of what went wrong.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

import jpype

_OPTIONS = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
    "-Xmx1g",
    "-Djava.awt.headless=true",
    "-Duser.language=en",
)
# Elements may be nested deeply; EPUBCheck follows them by recursion.
_STACK = 64 * 1024 * 1024


def _serve(jar: str, questions: SimpleQueue[str], answers: IO[str]) -> None:
    folder = tempfile.gettempdir()
    jpype.startJVM(
        *_OPTIONS, f"-Djava.io.tmpdir={folder}", f"-Duser.home={folder}", f"-XX:ErrorFile={os.devnull}", classpath=[jar]
    )
    while True:
        answers.write(json.dumps(_answer(json.loads(questions.get()))) + "\n")
        answers.flush()


def _answer(path: str) -> Any:
    try:
        return _report(path)
    except jpype.JException as error:
        return str(error)


def _report(path: str) -> Any:
    text = jpype.JClass("java.io.StringWriter")()
    writer = jpype.JClass("java.io.PrintWriter")(text)
    report = jpype.JClass("com.adobe.epubcheck.reporting.CheckingReport")(writer, path)
    report.setReportingLevel(jpype.JClass("com.adobe.epubcheck.util.ReportingLevel").Usage)
    report.initialize()
    jpype.JClass("com.adobe.epubcheck.api.EpubCheck")(jpype.JClass("java.io.File")(path), report).doValidate()
    report.generate()
    return json.loads(str(text))


def _main() -> None:
    # What EPUBCheck and its libraries print must not stand between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if java := shutil.which("java"):
        os.environ.setdefault("JAVA_HOME", str(Path(java).resolve().parents[1]))
    threading.stack_size(_STACK)
    questions: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_serve, args=(sys.argv[1], questions, answers), daemon=True).start()
    for question in sys.stdin:
        questions.put(question)
    # Nobody waits for an answer any more, even where a check is still going on.
    os._exit(0)


if __name__ == "__main__":
    _main()
