"""The sample: nothing but approval keeps its plain edition back, and nobody has given that."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from ..conftest import CLONE, Run


def test_nothing_but_approval_keeps_the_sample_back(run: Callable[..., Run], tmp_path: Path) -> None:
    source = CLONE / "source/ketamine.md"
    assert not list(source.parent.glob("*.plain.*"))
    done = run("build", source, "--to", "plain", "--release", "--output", tmp_path)
    assert done.status == 1
    assert set(re.findall(r"error\[(?:\w+ )?([\w-]+)\]", done.err)) == {"release-draft"}
    assert len(re.findall(r"information\[score-reached\]", done.err)) == 2
    assert list(tmp_path.iterdir()) == []


def test_the_sample_is_built_as_a_draft(run: Callable[..., Run], tmp_path: Path) -> None:
    assert "--drafts" in (CLONE / "scripts/build-samples").read_text(encoding="utf-8")
    run("build", CLONE / "source/ketamine.md", "--to", "plain", "--drafts", "--output", tmp_path)
    page = (tmp_path / "ketamine/ketamine-plain.html").read_text(encoding="utf-8")
    assert "This is a draft. Not all of its words have been approved." in page
    assert "This part is not yet in plain language." not in page
