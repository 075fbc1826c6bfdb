"""What the tests share: small projects, and the command run as a user would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

import publish
from publish.backends import Context
from publish.building.edition import edition_of
from publish.building.outputs import PRESETS, Output, check_output
from publish.building.project import Project
from publish.building.reading import read_source
from publish.caches import cache_folder
from publish.content import Artifact, Edition, Line, Narration, Reading, Standings, Utterance
from publish.findings import Finding
from publish.labels import labels
from publish.speech.recording.narrate import narrate
from publish.speech.script import script, script_of_lines
from publish.speech.settings import NarrationSettings
from publish.speech.voice import Voice

from .speech.tone import ToneVoice
from .support.axe import Browser
from .support.tools import ToolMissing

CLONE = Path(__file__).parent.parent


class Run(NamedTuple):
    status: int
    out: str
    err: str


class Made(NamedTuple):
    artifacts: Sequence[Artifact]
    findings: list[Finding]

    @property
    def path(self) -> Path:
        return self.artifacts[0].path

    @property
    def rules(self) -> list[str]:
        return [finding.rule for finding in self.findings]


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep speech where no other run has been; fonts and fetched tools stay where they are."""
    cache = tmp_path_factory.mktemp("cache")
    (cache / "publish").mkdir()
    cache_folder("fonts").mkdir(parents=True, exist_ok=True)
    for kept in cache_folder("fonts").parent.iterdir():
        if kept.name != "speech":
            (cache / "publish" / kept.name).symlink_to(kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        yield


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run ``publish`` with arguments, in this process, and return its status and what it printed."""

    def run_publish(*arguments: str | Path, cwd: Path | None = None) -> Run:
        from publish.cli.main import run as command

        if cwd:
            monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["publish", *map(str, arguments)])
        capsys.readouterr()
        try:
            command()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Run(status, captured.out, captured.err)

    return run_publish


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write an article, with front matter unless it brings its own, into a project folder of the test."""

    def write_article(text: str, name: str = "article.md") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "" if text.startswith("---\n") else "---\ntitle: A title\nlanguage: en\n---\n\n"
        path.write_text(head + text, encoding="utf-8", newline="")
        return path

    return write_article


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Made]:
    """Make one output of an article."""

    def make_output(source: Path, output: str = "html") -> Made:
        return make_from(read_source(source), source, output, tmp_path / "made")

    return make_output


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Made]:
    """Make one output of an article that no test changes; what was made is there for all tests, which only look at it."""
    made: dict[tuple[Path, str], Made] = {}

    def make_output(source: Path, output: str) -> Made:
        if (source, output) not in made:
            made[source, output] = make_from(read_source(source), source, output, tmp_path_factory.mktemp(output))
        return made[source, output]

    return make_output


def make_from(reading: Reading, source: Path, output: str | Output, folder: Path, voice: Voice | None = None) -> Made:
    """Make an output, with the plain-language text that nobody has approved as labelled drafts."""
    findings = list(reading.findings)
    chosen = PRESETS[output] if isinstance(output, str) else output
    backend, options = check_output(chosen)
    folder.mkdir(exist_ok=True)
    edition = edition_of(reading.document, chosen.edition or backend.edition, findings.append, Standings(drafts=True))
    settings = backend.narration_settings(options, NarrationSettings())
    context = Context(
        folder=folder,
        stem=chosen.file_stem(source.stem),
        options=options,
        gate=Project.around(source).gate,
        report=findings.append,
    )
    if settings is not None:
        narration = spoken(edition, folder.with_suffix(".pcm"), voice, settings)
        speak = partial(spoken_lines, edition=edition, recording=folder.with_suffix(".lines.pcm"), voice=voice)
        context = msgspec.structs.replace(context, narration=narration, speak=speak)
    return Made(backend.write(edition, context), findings)


def spoken(
    edition: Edition, recording: Path, voice: Voice | None = None, settings: NarrationSettings | None = None
) -> Narration:
    """Return the narration of an edition, in tones unless told otherwise, which takes no time."""
    return _narrated(script(edition, labels(edition.metadata.language), settings), recording, voice)


def spoken_lines(lines: Sequence[Line], *, edition: Edition, recording: Path, voice: Voice | None = None) -> Narration:
    """Return the narration of lines that stand around an edition."""
    return _narrated(script_of_lines(lines, edition, labels(edition.metadata.language)), recording, voice)


def _narrated(utterances: Sequence[Utterance], recording: Path, voice: Voice | None) -> Narration:
    return narrate(
        utterances,
        voices=[voice or ToneVoice(languages=["en", "ar", "fr", "de", "he"])],
        recording=recording,
        report=lambda finding: pytest.fail(finding.message),
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, open for the tests of a module."""
    try:
        with Browser() as opened:
            yield opened
    except ToolMissing as missing:
        needs_tool(str(missing))


@pytest.fixture(scope="session")
def samples() -> dict[str, Path]:
    return {path.stem: path for path in sorted((CLONE / "source").glob("*.md"))}


@pytest.fixture
def text_of_pages() -> Callable[[Path], list[str]]:
    """Read the text of each page of a PDF."""

    def read(path: Path) -> list[str]:
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        return text.split("\f")[:-1]

    return read


def needs_tool(missing: str) -> None:
    """Skip a test whose tool is missing, or fail it where every tool must be there, as in CI."""
    if os.environ.get("PUBLISH_REQUIRE_TOOLS"):
        pytest.fail(missing)
    pytest.skip(missing)


__all__ = ["CLONE", "Made", "Run", "make_from", "needs_tool", "publish", "spoken"]
