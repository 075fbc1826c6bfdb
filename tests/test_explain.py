"""``publish explain``: whatever Publish can say, it can explain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from publish.explanations import Explanation, explanations
from publish.explanations.page import page
from publish.guards.verdicts import Guard
from publish.plain.settings import OWN_GATES

from .conftest import CLONE, Run
from .support.message_names import names_in, without_harm

KNOWN = explanations()
NAMES = {one.name for one in KNOWN}
GUARDS = set(get_args(Guard))


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """Where each name stands in the code."""
    return {one.name: one.place for one in names_in(CLONE / "publish")}


def test_every_message_that_the_code_can_give_is_explained(said: dict[str, str]) -> None:
    missing = {name: place for name, place in said.items() if name not in NAMES}
    assert missing == {}, "explain it in messages.toml of its package"


def test_no_explanation_is_of_a_message_that_nobody_gives(said: dict[str, str]) -> None:
    explained = {one.name for one in KNOWN if not one.code}
    assert explained - set(said) - GUARDS - set(OWN_GATES) == set()


def test_every_error_and_warning_says_whom_it_harms() -> None:
    assert list(without_harm(CLONE / "publish")) == []


@pytest.mark.parametrize(
    ("call", "lacks"),
    [
        ('Finding(rule="a-b", message="", harms="Nobody can read it.")', False),
        ('Finding(rule="a-b", message="")', True),
        ('Finding(rule="a-b", message="", harms="")', True),
        ('Finding(rule="a-b", message="", severity=Severity.WARNING)', True),
        ('Finding(rule="a-b", message="", severity=Severity.INFORMATION)', False),
        ('tell("a-b", "")', True),
        ('tell("a-b", "", harms="Nobody can read it.")', False),
    ],
)
def test_what_says_of_no_harm_is_seen(call: str, lacks: bool, tmp_path: Path) -> None:
    tell = (
        'def tell(rule: str, message: str, *, harms: str = ""):\n    Finding(rule=rule, message=message, harms=harms)\n'
    )
    (tmp_path / "module.py").write_text(f"{tell}{call}\n", encoding="utf-8")
    assert len(list(without_harm(tmp_path))) == lacks


def test_every_guard_and_every_gate_is_explained() -> None:
    assert GUARDS | set(OWN_GATES) <= NAMES


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("titel-missing", "Did you mean title-missing"),
        ("approved", "plain-not-approved"),
        ("dictionary-of-jargon", "“publish explain” alone lists them all."),
        ("jargon", "“publish explain” alone lists them all."),
    ],
)
def test_only_names_that_may_have_been_meant_are_offered(asked: str, told: str, run: Callable[..., Run]) -> None:
    done = run("explain", asked)
    assert done.status == 2
    assert told in done.err


@pytest.mark.parametrize("one", KNOWN, ids=lambda one: one.name)
def test_an_explanation_tells_what_it_means_whom_it_harms_and_how_to_mend_it(one: Explanation) -> None:
    for words in (one.what, one.why, one.mend):
        assert words[-1] in ".?”)", words
    assert one.subject


def test_the_page_of_messages_is_what_the_explanations_say() -> None:
    assert (CLONE / "docs/messages.md").read_text(encoding="utf-8") == page(), (
        "run: python -m publish.explanations.page"
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("title-missing", "title-missing\n\nThe article has no title"),
        ("TITLE-missing", "title-missing\n"),
        ("voice-unreachable", "How to mend: Check the network"),
        ("negation", "A clause denies in one of the texts"),
        ("release-guard", "A guard stops a plain text"),
        ("approval", "A gate of a release: every plain text is approved"),
        ("guards", "A gate of a release: no guard stops"),
        ("epubcheck-rsc-005", "A message of EPUBCheck, under its own code"),
        ("ace-image-alt", "https://kb.daisy.org"),
        ("pdf-ua-1-7.1-3", "the clause of ISO 14289-1"),
        ("pdf-a-3a-6.2.4-1", "the part of ISO 19005"),
        ("pdf-a-not-claimed", "does not claim to conform"),
    ],
)
def test_a_name_as_it_is_printed_is_explained(asked: str, told: str, run: Callable[..., Run]) -> None:
    ended = run("explain", asked)
    assert ended.status == 0
    assert told in ended.out


def test_what_is_printed_can_be_asked_for(write: Callable[..., Path], run: Callable[..., Run]) -> None:
    said = run("show", write("# One\n\n![](a.png)\n\n::: box\nText.\n"))
    names = [line.partition("[")[2].partition("]")[0] for line in said.err.splitlines() if "[" in line]
    assert len(names) > 3
    for name in names:
        assert run("explain", name).status == 0


def test_the_list_is_parted_by_subject(run: Callable[..., Run]) -> None:
    listed = run("explain").out
    assert listed.index("How doses are written:") < listed.index("Reading a source:") < listed.index("title-missing")


# How the names are read from the code, so that the tests above see a new one.
@pytest.mark.parametrize(
    ("code", "names"),
    [
        ('Finding(rule="a-b", message="")', ["a-b"]),
        ('Finding(rule="a-b" if x else "c-d", message="")', ["a-b", "c-d"]),
        ('NAME = "a-b"\nFinding(rule=NAME, message="")', ["a-b"]),
        ('def tell(rule: str, message: str):\n    Finding(rule=rule, message=message)\ntell("a-b", "")', ["a-b"]),
        ('Finding(rule=f"voice-{x}", message="")', None),
        ('Finding(rule=TABLE[x], message="")', None),
        ('Finding(rule=name(), message="")', None),
    ],
)
def test_names_are_read_from_the_code_or_refused(code: str, names: list[str] | None, tmp_path: Path) -> None:
    finding = "class Finding:\n    rule: str\n    message: str\n"
    (tmp_path / "module.py").write_text(f"{finding}{code}\n", encoding="utf-8")
    if names is None:
        with pytest.raises(ValueError, match=r"module\.py:4"):
            list(names_in(tmp_path))
    else:
        assert sorted(one.name for one in names_in(tmp_path)) == names
