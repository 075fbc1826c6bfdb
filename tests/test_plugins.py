"""A stranger's package adds a format, by the same way as the built-in ones."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from publish import plugins
from publish.findings import PublishError

from .conftest import CLONE

EXAMPLE = CLONE / "docs/example-backend"


def install(package: Path, target: Path) -> dict[str, str]:
    """Install a package beside Publish, without the network, and return the environment that sees it."""
    arguments = ["install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(target)]
    subprocess.run([sys.executable, "-m", "pip", *arguments, str(package)], check=True, capture_output=True)
    return {**os.environ, "PYTHONPATH": str(target)}


def test_the_example_backend_builds(write: Callable[..., Path], tmp_path: Path) -> None:
    environment = install(EXAMPLE, tmp_path / "site")
    source = write("## Dose\n\nTake *5 mg*.")
    command = [sys.executable, "-m", "publish"]
    built = subprocess.run(
        [*command, "build", source.name, "--to", "text"],
        cwd=source.parent,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    text = next((source.parent / "build/article").glob("article*.txt")).read_text(encoding="utf-8")
    assert "Take 5 mg." in text
    listed = subprocess.run([*command, "formats"], cwd=source.parent, env=environment, capture_output=True, text=True)
    assert re.search(r"text\s+publish-text", listed.stdout)


def test_the_example_is_short_and_shown_as_it_is() -> None:
    (module,) = EXAMPLE.glob("*.py")
    code = module.read_text(encoding="utf-8")
    assert len(code.splitlines()) < 45
    assert f"```python\n{code}```" in (CLONE / "docs/architecture.md").read_text(encoding="utf-8")


def test_two_plugins_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint("pdf", "one.package:Pdf", "publish.backends"),
        EntryPoint("pdf", "another.package:Pdf", "publish.backends"),
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda group: points)
    with pytest.raises(PublishError, match=r"one\.package.*another\.package|another\.package.*one\.package"):
        plugins.registered("publish.backends")


def test_a_plugin_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("broken", "no.such.package:Backend", "publish.backends")
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point])
    with pytest.raises(PublishError, match="broken"):
        plugins.create("publish.backends", "broken")
