"""The examples of the docs do what the docs say."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import CLONE, Run

BY = ("--by", "Dr A. Reviewer")


@pytest.fixture
def demo(run: Callable[..., Run], tmp_path: Path) -> Path:
    assert run("new", "demo", cwd=tmp_path).status == 0
    return tmp_path / "demo"


def blocks(page: str, after: str, kind: str) -> list[str]:
    """Return the examples of a kind in a page of the docs, from some words on."""
    text = (CLONE / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text[text.index(after) :], re.DOTALL | re.MULTILINE)


def test_the_way_through_the_readme_ends_with_a_release(run: Callable[..., Run], demo: Path) -> None:
    (demo / "source/hot-day.md").write_text(blocks("README.md", "this as `source/hot-day.md`", "markdown")[0])
    told = ""
    for line in blocks("README.md", "Read both side by side", "bash")[0].splitlines():
        _, *arguments = shlex.split(line)
        done = run(*arguments, *(["--to", "html,plain"] if "build" in arguments else []), cwd=demo)
        assert done.status == 0, done.err
        told += done.out + done.err
    today = re.compile(r"\d{4}-\d\d-\d\d")
    for line in blocks("README.md", "The second line says", "text")[0].splitlines():
        assert today.sub("", line) in today.sub("", told)


def test_the_whole_article_of_the_docs_can_be_released(run: Callable[..., Run], demo: Path) -> None:
    (demo / "source/example.md").write_text(blocks("docs/writing.md", "## A whole article", "markdown")[0])
    released(run, demo, "source/example.md")


def test_the_article_of_a_new_project_can_be_released(run: Callable[..., Run], demo: Path) -> None:
    released(run, demo, "source/drinking-water.md")


def released(run: Callable[..., Run], demo: Path, article: str) -> None:
    assert run("plain", "approve", article, *BY, "--all", cwd=demo).status == 0
    done = run("build", article, "--to", "html,plain", "--release", cwd=demo)
    assert done.status == 0, done.err


def test_the_sample_of_readability_is_what_is_printed(run: Callable[..., Run]) -> None:
    shown = blocks("docs/plain-language.md", "## Readability", "text")[0]
    done = run("readability", "source/ketamine.md", cwd=CLONE)
    assert done.out.startswith(shown)
