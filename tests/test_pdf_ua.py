"""Proof by veraPDF: the PDFs of the samples and of the torture article hold PDF/UA-1 and PDF/A-3a in every profile."""

from __future__ import annotations

from pathlib import Path

import pytest

import publish
from publish.building.outputs import Output
from publish.building.reading import read_source
from publish.validators import State
from publish.validators.verapdf import VeraPdf

from .conftest import CLONE, make_from, needs_tool

SOURCES = [*sorted((CLONE / "source").glob("*.md")), CLONE / "tests/data/torture/torture.md"]
PROFILES = sorted(path.stem for path in (CLONE / "templates/pdf/profiles").glob("*.css"))


def outputs() -> list[Output]:
    return [
        Output(name=f"{profile}-{edition}", backend="pdf", edition=edition, options={"profile": profile})
        for profile in PROFILES
        for edition in ("standard", "plain")
    ]


@pytest.mark.java
def test_verapdf_passes_every_sample_in_every_profile(tmp_path: Path) -> None:
    availability = VeraPdf().availability()
    if not availability.usable:
        needs_tool(f"{availability.reason}: {availability.mend}")
    paths = [
        make_from(read_source(source), source, output, tmp_path / output.name).path
        for source in SOURCES
        for output in outputs()
    ]
    verdicts = [verdict for verdict in publish.validate(*paths).verdicts if verdict.validator == "verapdf"]
    failures = {
        f"{verdict.path.stem}, {verdict.standard}": [finding.message for finding in verdict.findings]
        for verdict in verdicts
        if verdict.state is not State.PASSED
    }
    assert failures == {}
    for standard in ("PDF/UA-1", "PDF/A-3A"):
        assert {verdict.path for verdict in verdicts if verdict.standard == standard} == set(paths)
