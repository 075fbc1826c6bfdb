"""A plain edition that is not in plain language says so: in the messages of the build and in the index."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Run
from .test_release import HEAD

NONE = f"{HEAD}## Dose\n\nTake one tablet.\n\nAsk a nurse.\n"
SOME = f"{HEAD}## Dose\n\nTake one tablet.\n\n::: plain\nTake 1 pill.\n:::\n\nAsk a nurse.\n"
ALL = f"{SOME}\n::: plain\nAsk your nurse.\n:::\n"
NOT_YET = "Not yet in plain language: all of it is still the original."
PARTLY = "Partly in plain language: some of it is still the original."
WHOLE = "In plain language: the same information in easier words."
DRAFT = "This is a draft. Not all of its words have been approved."

# The article, whether all is approved, what the build is asked for, its warning, and what the index says.
CASES = {
    "no plain block": (NONE, False, [], "Nothing is in plain language; 2 parts are still the original", NOT_YET),
    "nothing approved": (ALL, False, [], "Nothing is in plain language; 2 parts are still the original", NOT_YET),
    "drafts": (ALL, False, ["--drafts"], "", DRAFT),
    "half": (SOME, True, [], "50 % of the words of the plain edition are in plain language; 1 part is", PARTLY),
    "all": (ALL, True, [], "", WHOLE),
    "a release": (ALL, True, ["--release"], "", WHOLE),
    "a release without gates": (ALL, False, ["--release"], "Nothing is in plain language; 2 parts are", NOT_YET),
    "a picture left": (f"{ALL}\n```\ncode\n```\n", True, [], "99 % of the words", PARTLY),
}


@pytest.mark.parametrize("name", CASES)
def test_the_build_and_the_index_tell_how_much_is_plain(
    name: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    text, approved, asked, warning, told = CASES[name]
    article = write(text)
    if approved:
        assert run("plain", "approve", article, "--by", "Ada Example", "--all").status == 0
    if name == "a release without gates":
        article.with_name("publish.toml").write_text('[gates]\napproval = "off"\ncoverage = "off"\n')
    done = run("build", article, "--to", "html,plain,large-print", *asked)
    assert done.status == 0, done.err
    warnings = re.findall(r"warning\[plain-incomplete\]: (.*)", done.err)
    assert len(warnings) == bool(warning)
    assert all(each.startswith(warning) for each in warnings)
    said = index(article)
    assert said.count(told) == 2
    assert [each for each in (NOT_YET, PARTLY, WHOLE, DRAFT) if each in said] == [told]


def index(article: Path) -> str:
    return (article.parent / "build/article/index.html").read_text(encoding="utf-8")


def test_nothing_is_said_where_no_plain_edition_is_made(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write(NONE)
    assert "plain" not in run("build", article, "--to", "html").err
    assert "plain language" not in index(article)
