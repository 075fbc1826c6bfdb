"""``publish validate``: what passes, what fails, and what is only said to be unchecked."""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import stat
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, ClassVar

import pikepdf
import pytest

import publish
from publish import plugins
from publish.plugins import Availability
from publish.validators import State, Verdict
from publish.validators.verapdf import VeraPdf, program, validator

from .conftest import Run, needs_tool

ARTICLE = """---
title: A title
language: en
---

## Hands

Text.

### Water

![A red square.](red.svg)

## Feet

Text.
"""
RED = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="red" d="M0 0h9v9H0z"/></svg>'


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    (folder / "red.svg").write_text(RED)
    (folder / "article.md").write_text(ARTICLE)
    (artifact,) = publish.build(folder / "article.md", to=["pdf"], output=folder).artifacts
    return artifact.path


@pytest.fixture(scope="module")
def with_verapdf() -> None:
    availability = VeraPdf().availability()
    if not availability.usable:
        needs_tool(f"{availability.reason}: {availability.mend}")


# Faults planted in a good file


def no_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_alternative(pdf: pikepdf.Pdf) -> None:
    (figure,) = elements(pdf, "/Figure")
    del figure.Alt


def skipped_heading(pdf: pikepdf.Pdf) -> None:
    (heading,) = elements(pdf, "/H3")
    heading.S = pikepdf.Name.H4


def claims_archive(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "3", "A"
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def claims_archive_alone(pdf: pikepdf.Pdf) -> None:
    claims_archive(pdf)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["{http://www.aiim.org/pdfua/ns/id/}part"]


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == role]


FAULTS: dict[Callable[[pikepdf.Pdf], None], str] = {
    no_structure: "pdf-ua-1-7.1-11",
    no_title: "pdf-ua-1-7.1-9",
    no_language: "pdf-ua-1-7.2-34",
    no_alternative: "pdf-ua-1-7.3-1",
    skipped_heading: "pdf-ua-1-7.4.2-1",
}


def planted(good: Path, folder: Path, fault: Callable[[pikepdf.Pdf], None], name: str = "") -> Path:
    path = folder / (name or f"{fault.__name__}.pdf")
    with pikepdf.open(good) as pdf:
        fault(pdf)
        pdf.save(path)
    return path


def by_verapdf(verdicts: Sequence[Verdict], path: Path) -> dict[str, Verdict]:
    return {verdict.standard: verdict for verdict in verdicts if (verdict.path, verdict.validator) == (path, "verapdf")}


# What veraPDF says


@pytest.mark.java
@pytest.mark.usefixtures("with_verapdf")
def test_verapdf_passes_the_good_and_fails_every_planted_fault(good: Path, tmp_path: Path) -> None:
    faulty = {planted(good, tmp_path, fault): rule for fault, rule in FAULTS.items()}
    judgement = publish.validate(good, *faulty)
    verdict = by_verapdf(judgement.verdicts, good)["PDF/UA-1"]
    assert (verdict.state, verdict.findings) == (State.PASSED, ())
    assert verdict.tool.startswith("veraPDF 1.")
    for path, rule in faulty.items():
        verdict = by_verapdf(judgement.verdicts, path)["PDF/UA-1"]
        assert verdict.state is State.FAILED, path
        assert rule in {finding.rule for finding in verdict.findings}, path
        for finding in verdict.findings:
            assert finding.location
            assert finding.location.file == str(path)
            assert finding.harms
            assert finding.mend


@pytest.mark.java
@pytest.mark.usefixtures("with_verapdf")
def test_a_finding_tells_clause_and_place(good: Path, tmp_path: Path) -> None:
    path = planted(good, tmp_path, no_alternative)
    (finding,) = by_verapdf(publish.validate(path).verdicts, path)["PDF/UA-1"].findings
    assert finding.message.startswith("PDF/UA-1, clause 7.3, test 1 (ISO 14289-1:2014) fails once: ")
    assert "Seen at: Figure, object " in finding.message
    assert finding.harms == "People who cannot see the picture do not learn what it shows."


@pytest.mark.java
@pytest.mark.usefixtures("with_verapdf")
def test_a_claim_of_pdf_a_is_judged_beside_pdf_ua(good: Path, tmp_path: Path) -> None:
    both = planted(good, tmp_path, claims_archive)
    alone = planted(good, tmp_path, claims_archive_alone)
    verdicts = publish.validate(both, alone).verdicts
    assert {standard: verdict.state for standard, verdict in by_verapdf(verdicts, both).items()} == {
        "PDF/A-3A": State.FAILED,
        "PDF/UA-1": State.PASSED,
    }
    assert {standard: verdict.state for standard, verdict in by_verapdf(verdicts, alone).items()} == {
        "PDF/A-3A": State.FAILED,
        "PDF/UA-1": State.FAILED,
    }


@pytest.mark.java
@pytest.mark.usefixtures("with_verapdf")
def test_file_names_of_every_kind(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["-f.pdf", 'quo"te.pdf', "two words.PDF", "مرحبا.pdf", "new\nline.pdf"]
    for name in names:
        Path(name).write_bytes(good.read_bytes())
    verdicts = publish.validate(*names).verdicts
    states = {name: by_verapdf(verdicts, Path(name))["PDF/UA-1"].state for name in names}
    assert states == dict.fromkeys(names, State.PASSED)


def test_many_headings_are_checked_and_endless_chains_are_not(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    def outline(pdf: pikepdf.Pdf, length: int) -> None:
        items = [pdf.make_indirect(pikepdf.Dictionary(Title="A heading")) for _ in range(length)]
        for item, following in itertools.pairwise(items):
            item.Next, following.Prev = following, item
        pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=items[0], Last=items[-1], Count=length))
        for item in items:
            item.Parent = pdf.Root.Outlines

    many = planted(good, tmp_path, lambda pdf: outline(pdf, 1000), "many.pdf")
    endless = planted(good, tmp_path, lambda pdf: outline(pdf, 60_000), "endless.pdf")
    quick = [verdict for verdict in publish.validate(many, endless).verdicts if verdict.validator == "quick-pdf-ua"]
    assert [verdict.state for verdict in quick] == [State.PASSED, State.NOT_CHECKED]


@pytest.mark.java
@pytest.mark.usefixtures("with_verapdf")
def test_broken_files_fail_and_locked_ones_are_not_checked(good: Path, tmp_path: Path) -> None:
    data = good.read_bytes()
    broken = {
        "short.pdf": data[:3000],
        "text.pdf": b"only text",
        "empty.pdf": b"",
        "zeros.pdf": data[: len(data) // 2] + bytes(len(data) // 2),
    }
    for name, content in broken.items():
        (tmp_path / name).write_bytes(content)
    with pikepdf.open(good) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))
    verdicts = publish.validate(good, *sorted(tmp_path.iterdir())).verdicts
    states = {(verdict.path.name, verdict.validator): verdict.state for verdict in verdicts}
    for name in ("quick-pdf-ua", "verapdf"):
        assert states[good.name, name] is State.PASSED
        assert states["locked.pdf", name] is State.NOT_CHECKED
        assert {states[broken_file, name] for broken_file in broken} == {State.FAILED}


# What the command says


def test_statuses(good: Path, tmp_path: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    short, text = tmp_path / "short.pdf", tmp_path / "notes.txt"
    short.write_bytes(good.read_bytes()[:3000])
    text.write_text("Text.")
    bad = planted(good, tmp_path, no_title)
    cases: dict[tuple[Path, ...], tuple[int, str]] = {
        (good,): (0, ""),
        (bad,): (1, "error[pdf-ua]: "),
        (short,): (1, "error[pdf-unreadable]: "),
        (tmp_path / "gone.pdf",): (2, "error[file-missing]: "),
        (tmp_path,): (2, "error[file-missing]: "),
        (text,): (2, "error[file-kind-unknown]: "),
        (good, bad, text): (2, "error[pdf-ua]: "),
    }
    for files, (status, message) in cases.items():
        result = run("validate", *files)
        assert result.status == status, files
        assert message in result.err
    assert run("validate").status == 2


def test_an_unreadable_file(
    good: Path, tmp_path: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    result = run("validate", good)
    assert result.status == 2
    assert "error[file-unreadable]: " in result.err


def test_without_java_a_file_is_not_checked_and_never_passed(
    good: Path, tmp_path: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    result = run("validate", good)
    assert result.status == 0
    assert "not checked  PDF/UA-1   verapdf: Java is not installed\n" in result.out
    assert "passed       PDF/UA-1   quick-pdf-ua (page-validation " in result.out
    assert result.out.count("passed") == 1
    assert "mend: verapdf: apt install default-jre-headless maven && mvn " in result.out
    assert "verapdf: apt install default-jre-headless maven && mvn " in run("doctor").out
    assert run("formats").out.count("Java is not installed") == 2  # EPUBCheck needs it too


def test_the_command_to_fetch_names_a_pom_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(program.shutil, "which", lambda name: None if name == "verapdf" else f"/bin/{name}")
    availability = VeraPdf().availability()
    assert availability.reason == "veraPDF is not installed"
    command = shlex.split(availability.mend)
    assert Path(command[command.index("--file") + 1]).is_file()
    assert command[-1] == f"-Dfolder={tmp_path}/publish/verapdf"


def test_verdicts_as_json(good: Path, tmp_path: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    verdicts = json.loads(run("validate", "--json", planted(good, tmp_path, no_title)).out)
    assert [(verdict["validator"], verdict["state"]) for verdict in verdicts] == [
        ("quick-pdf-ua", "failed"),
        ("verapdf", "not checked"),
    ]
    assert verdicts[0]["findings"][0]["rule"] == "pdf-ua"
    assert verdicts[1]["reason"] == "Java is not installed"


# Programs that stand in for veraPDF

PASSES = """
for file; do :; done
echo '{"report": {"buildInformation": {"releaseDetails": [{"version": "9.9"}]}, "jobs": [{"itemDetails": {"name": "'"$file"'"},
"validationResult": [{"profileName": "PDF/UA-1 validation profile", "jobEndStatus": "normal", "compliant": true}]}]}}'
"""
HANGS = "sleep 60 & sleep 60"


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def install(script: str) -> None:
        place = tmp_path / "bin/verapdf"
        place.parent.mkdir()
        place.write_text(f"#!/bin/sh\n{script}")
        place.chmod(place.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{place.parent}:{os.environ['PATH']}")

    return install


def test_an_installed_verapdf_comes_first(good: Path, run: Callable[..., Run], stand_in: Callable[[str], None]) -> None:
    stand_in(PASSES)
    assert "passed       PDF/UA-1   verapdf (veraPDF 9.9)\n" in run("validate", good).out


def test_one_file_that_hangs_does_not_take_the_others_with_it(
    good: Path,
    tmp_path: Path,
    run: Callable[..., Run],
    stand_in: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(validator, "_SECONDS_TO_START", 2)
    monkeypatch.setattr(validator, "_SECONDS_A_FILE", 0)
    monkeypatch.setattr(validator, "_SECONDS_A_MEGABYTE", 0)
    slow = tmp_path / "slow.pdf"
    slow.write_bytes(good.read_bytes() + b"% slow\n")
    stand_in(f"for file; do grep -q '% slow' $file && {{ {HANGS}; }}; done\n{PASSES}")
    result = run("validate", good, slow)
    assert result.status == 0
    assert result.out.count("passed       PDF/UA-1   verapdf (veraPDF 9.9)\n") == 1
    assert "not checked  PDF/UA-1   verapdf: took longer than 2 s\n" in result.out


def test_a_verapdf_that_says_nothing_of_use(
    good: Path, run: Callable[..., Run], stand_in: Callable[[str], None]
) -> None:
    stand_in("echo 'no such option' >&2; echo '{\"report\": 1}'")
    result = run("validate", good)
    assert result.status == 0
    assert "not checked  PDF/UA-1   verapdf: veraPDF gave no report: no such option\n" in result.out


# Validators of other packages


class Stubborn:
    name: ClassVar[str] = "stubborn"
    standard: ClassVar[str] = "A standard"
    suffixes: ClassVar[tuple[str, ...]] = (".pdf", ".new")

    def availability(self) -> Availability:
        return Availability()

    def check(self, paths: Sequence[Path]) -> Sequence[Verdict]:
        raise KeyError(len(paths))


class Silent(Stubborn):
    def check(self, paths: Sequence[Path]) -> Sequence[Verdict]:
        return []


@pytest.mark.parametrize(("other", "why"), [("Stubborn", "KeyError: 1"), ("Silent", "said nothing"), ("Gone", "load")])
def test_a_validator_of_another_package_that_fails_stops_no_other(
    other: str, why: str, good: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [
        EntryPoint("other", f"{__name__}:{other}", "publish.validators"),
        EntryPoint("quick-pdf-ua", "publish.validators.pdf_ua:QuickPdfUa", "publish.validators"),
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda group: points)
    result = run("validate", good)
    assert result.status == 0
    assert re.search("passed       PDF/UA-1 +quick-pdf-ua", result.out)
    (line,) = (line for line in result.out.splitlines() if line.startswith("  not checked"))
    assert why in line
