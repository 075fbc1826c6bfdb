"""The pages of review and worksheet are written over nothing but an earlier one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Run

TEXT = "Take one tablet.\n\n::: plain\nTake 1 pill.\n:::\n"
VERBS = ("review", "worksheet")
KEPT = ("article.md", "article.plain.lock", "article.plain.drafts", "notes.txt", "notes.html", "link.html", "lock")


@pytest.fixture
def article(write: Callable[..., Path]) -> Path:
    path = write(TEXT)
    for name in KEPT[1:5]:
        path.with_name(name).write_text("Somebody wrote this.\n")
    path.with_name("article.plain.lock").write_text("version = 1\n")
    path.with_name("link.html").symlink_to("article.md")
    return path


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", KEPT)
def test_no_file_of_somebody_else_is_written_over(verb: str, name: str, run: Callable[..., Run], article: Path) -> None:
    before = {path: path.read_bytes() for path in article.parent.iterdir()}
    done = run("plain", verb, article, "--html", article.with_name(name))
    assert done.status == 2
    assert "error[page-refused]" in done.err
    assert {path: path.read_bytes() for path in article.parent.iterdir()} == before


@pytest.mark.parametrize("verb", VERBS)
def test_an_earlier_page_is_written_over(verb: str, run: Callable[..., Run], article: Path) -> None:
    page = article.with_name("page.HTML")
    for words in ("1 pill", "1 capsule"):
        article.write_text(article.read_text().replace("1 pill", words))
        assert run("plain", verb, article, "--html", page).status == 0
    assert verb == "worksheet" or "capsule" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_a_missing_folder_is_told(verb: str, run: Callable[..., Run], article: Path) -> None:
    done = run("plain", verb, article, "--html", article.parent / "none/page.html")
    assert done.status == 2
    assert "error[file-unwritable]" in done.err
    assert "mend: Make the folder" in done.err
