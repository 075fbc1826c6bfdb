"""The command beside building."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from publish.content import from_json
from publish.findings import PublishError

from .conftest import CLONE, Run
from .test_plugins import install


def test_help_names_every_verb(run: Callable[..., Run]) -> None:
    result = run("--help")
    assert result.status == 0
    for verb in ("build", "doctor", "formats", "new", "schema", "show", "validate"):
        assert f"\n  {verb} " in result.out


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, publish.cli.main; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"weasyprint", "ebooklib", "markdown_it", "jinja2", "numpy", "av", "lxml", "rich"} & set(loaded)


def test_version(run: Callable[..., Run]) -> None:
    assert run("--version").out.startswith("publish 0.")


def test_wrong_option_is_a_usage_error(run: Callable[..., Run]) -> None:
    assert run("build", "--colour").status == 2


@pytest.mark.parametrize("sample", ["ketamine", "handwashing.ar"])
def test_a_document_is_json_that_follows_the_schema(sample: str, run: Callable[..., Run]) -> None:
    shown = run("show", CLONE / f"source/{sample}.md", "--json")
    assert shown.status == 0, shown.err
    document = json.loads(shown.out)
    jsonschema.validate(document, json.loads(run("schema").out))
    assert from_json(shown.out.encode()).metadata.title == document["metadata"]["title"]


@pytest.mark.parametrize("data", [b"", b"{}", b'{"version": 2}', b'{"version": 1, "extra": 1}', b"[1"])
def test_json_of_another_kind_is_refused(data: bytes) -> None:
    with pytest.raises(PublishError):
        from_json(data)


def test_formats_tell_where_plugins_come_from(run: Callable[..., Run]) -> None:
    out = run("formats").out
    for name in (
        "pdf",
        "epub",
        "html",
        "audio",
        "markdown",
        "piper",
        "espeak",
        "gtts",
        "large-print",
        "quick-pdf-ua",
        "verapdf",
        "epubcheck",
        "ace",
    ):
        assert f"\n{name} " in f"\n{out}"
    assert "publish-accessible 0." in out
    assert "Google" in out


def test_doctor_finds_what_it_needs(run: Callable[..., Run]) -> None:
    result = run("doctor", cwd=CLONE)
    assert result.status == 0
    assert "Backend pdf" in result.out


def test_a_new_project_builds_at_once(run: Callable[..., Run], tmp_path: Path) -> None:
    assert run("new", "demo", cwd=tmp_path).status == 0
    result = run("build", "--to", "pdf,large-print,epub,html,plain", cwd=tmp_path / "demo")
    assert result.status == 0, result.err
    assert re.findall(r"\w+\[(\w[\w-]*)\]", result.err) == ["plain-incomplete", "plain-not-approved"]
    made = {path.name for path in (tmp_path / "demo/build/drinking-water").iterdir()}
    assert {"drinking-water.pdf", "drinking-water.epub", "drinking-water.html", "index.html"} <= made


def test_new_leaves_a_full_folder_alone(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/mine.txt").write_text("mine")
    result = run("new", "demo", cwd=tmp_path)
    assert result.status == 2
    assert "error[folder-not-empty]" in result.err
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["mine.txt"]


def test_the_wheel_brings_templates_and_styles(tmp_path: Path) -> None:
    site = tmp_path / "site"
    environment = install(CLONE, site)
    assert (site / "publish/_templates/markup/blocks.xhtml").is_file()
    for name in ("verapdf/pom.xml", "ace/package.json", "ace/package-lock.json", "ace/server.js"):
        assert (site / "publish/validators" / name).is_file()
    command = [sys.executable, "-m", "publish"]
    for arguments, folder in ((["new", "demo"], tmp_path), (["build", "--to", "pdf,epub,plain"], tmp_path / "demo")):
        done = subprocess.run([*command, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    code = "import publish; print(publish.__file__)"
    place = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert place.stdout.startswith(str(site))
    assert os.listdir(tmp_path / "demo/build")
