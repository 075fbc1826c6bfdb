"""Golden readings: what Publish understands of a source, and what it tells of it, as a person can read it.

Each ``tests/reading/NAME.md`` or ``NAME.toml`` has a ``NAME.txt`` beside it. ``PUBLISH_UPDATE=1`` writes the texts anew; read the
difference before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

FOLDER = Path(__file__).parent / "reading"
CASES = sorted([*FOLDER.glob("*.md"), *FOLDER.glob("*.toml")])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_reading(case: Path, run: Callable[..., Run]) -> None:
    result = run("show", case.name, cwd=case.parent)
    found = f"{result.out}\n{result.err}".rstrip() + "\n"
    golden = case.with_suffix(".txt")
    if os.environ.get("PUBLISH_UPDATE"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
