"""``publish plain approve`` tells what it did, what it overruled, and what is wrong with the article."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Run

BY = ("--by", "Ada Example")
TWO = """Do not take more than 2 tablets. {#most}

::: plain
Take 2 tablets.
:::

Ask a nurse. {#ask}

::: plain
Ask your nurse.
:::
"""


def test_what_the_reader_finds_is_told(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    done = run("plain", "approve", write("::: plain\nUno.\n:::\n\n::: plain\nDue.\n:::\n\nText.\n"), *BY, "--all")
    assert done.status == 1
    assert done.err.count("error[plain-without-target]") == 2
    assert "nothing to approve" not in done.out


@pytest.mark.parametrize("second", ["\nTake 1 pill now.\n", ' {omit reason="said above"}\n'])
def test_a_second_plain_block_for_one_text_is_refused(
    second: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(f"Take one tablet. {{#dose}}\n\n::: plain\nTake 1 pill.\n:::\n\n::: plain{second}:::\n")
    done = run("plain", "approve", article, *BY, "--all")
    assert done.status == 1
    assert re.findall("Approved: (\\S+)", done.out) == ["dose"]
    assert "“dose:2” was not approved: it finds no place in the plain edition." in done.err
    assert article.with_name("article.plain.lock").read_text(encoding="utf-8").count("[[approval]]") == 1


def test_each_guard_that_is_overruled_is_named(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write(TWO)
    stopped = re.findall("the guard “([^”]+)”", run("plain", "approve", article, *BY, "--block", "most").err)
    assert stopped
    done = run("plain", "approve", article, *BY, "--block", "most", "--despite", "The dose is fixed.")
    assert done.status == 0
    assert re.findall("Overruled: ([^:]+)", done.out) == stopped


def test_guards_of_texts_that_nobody_named_are_not_overruled(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(TWO)
    done = run("plain", "approve", article, *BY, "--all", "--despite", "All is right.")
    assert done.status == 2
    assert "error[approval-despite-unnamed]" in done.err
    assert not article.with_name("article.plain.lock").exists()


def test_a_reason_without_a_guard_is_not_kept_and_that_is_told(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(TWO)
    done = run("plain", "approve", article, *BY, "--block", "ask", "--despite", "It is right.")
    assert done.status == 0
    assert "No guard stops it, so there was nothing to overrule, and the reason was not kept." in done.out
    assert "It is right." not in article.with_name("article.plain.lock").read_text(encoding="utf-8")
