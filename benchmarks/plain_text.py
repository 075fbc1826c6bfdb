"""How long it takes to approve and to review an article with many plain blocks.

    .venv/bin/python benchmarks/plain_text.py [BLOCKS …]

Without numbers it takes articles of 400 and 5,000 plain blocks; benchmarks/plain_text.md tells what came out. Every
tenth block is an addition, every tenth leaves a paragraph out, and every fourth paragraph has a note; a glossary
explains 20 words. Told are the seconds of processor time of ``publish plain approve --all`` without a lock, of
``publish plain review`` of what is approved, and of ``publish plain approve --all`` when all of it is, each in a
process of its own; and the peak memory of each.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HEAD = """---
title: A long article
language: en-GB
plain-title: A long text
plain-summary:
  - Take 5 mg of ibuprofen.
  - Do not drive for 24 hours.
---
"""
PARAGRAPH = """
People who use ibuprofen must not drive for 24 hours after the dose of 5 mg, unless a doctor tells them otherwise. Part
{number} of the study followed about 27 in 100 of them, and most felt better within 2 weeks.{reference}
"""
PLAIN = """
::: plain
Do not drive for 24 hours after the dose of 5 mg of ibuprofen, unless a doctor tells you otherwise. Part {number} of the
study followed about 27 in 100 people. Most felt better within 2 weeks.{reference}
:::
"""
LEFT_OUT = """
Money was given by fund {number}.

::: plain {{omit reason="It is about money."}}
:::
"""
ADDED = """
::: plain {{added="help"}}
Part {number}: ask your pharmacist what this means for you.
:::
"""


def article(blocks: int) -> str:
    """Return an article with so many plain blocks."""
    text, notes = [HEAD], []
    for number in range(blocks):
        if number % 50 == 0:
            text.append(f"\n## Part {number}\n")
        if number % 10 == 8:
            text.append(ADDED.format(number=number))
        elif number % 10 == 9:
            text.append(LEFT_OUT.format(number=number))
        else:
            reference = f"[^{number}]" if number % 4 == 0 else ""
            notes += [f"\n[^{number}]: No more than 3 times in {number + 2} days.\n"] if reference else []
            text.append(PARAGRAPH.format(number=number, reference=reference))
            text.append(PLAIN.format(number=number, reference=reference))
    return "".join((*text, *notes))


def glossary() -> str:
    """Return a glossary of 20 words, four of which stand in every block."""
    words = ("study", "doctor", "dose", "pharmacist", *(f"word{number}" for number in range(16)))
    return "".join(f"- term: {word}\n  definition: What {word} means.\n" for word in words)


def measure(blocks: int) -> None:
    """Print what each command takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "publish.toml").write_text("")
        (folder / "article.md").write_text(article(blocks), encoding="utf-8")
        (folder / "glossary.yaml").write_text(glossary(), encoding="utf-8")
        approve = ("plain", "approve", "article.md", "--by", "Ada Example", "--all")
        commands = {"approve": approve, "review": ("plain", "review", "article.md"), "approve again": approve}
        for title, arguments in commands.items():
            seconds, megabytes = run(folder, *arguments)
            print(f"{blocks} blocks, {title}: {seconds:.1f} s, {megabytes:.0f} MB", flush=True)


def run(folder: Path, *arguments: str) -> tuple[float, float]:
    """Run a command of Publish, and return its seconds of processor time and its peak memory in MB."""
    output = (folder / "output.txt").open("wb")
    with output:
        process = subprocess.Popen([sys.executable, "-m", "publish", *arguments], cwd=folder, stdout=output)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"“publish {' '.join(arguments)}” ended with status {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    for number in [int(argument) for argument in sys.argv[1:]] or [400, 5000]:
        measure(number)
