"""What a build speaks, and what it does not speak again: as a user sees it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import publish

from .conftest import Run

pytestmark = pytest.mark.speech

ARTICLE = """
## First

One sentence is here. {second}

## Second

::: {{.plain for=long}}
This is plain.
:::

{{#long}}
A long sentence stands here, with many words that nobody needs.
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "publish" / "speech"


def test_changing_one_sentence_speaks_one_sentence(write: Callable[..., Path], tmp_path: Path) -> None:
    path = write(ARTICLE.format(second="Another one."))
    first = publish.build(path, to=["audio"], output=tmp_path / "out")
    assert first.spoken == first.utterances > 5
    again = publish.build(path, to=["audio"], output=tmp_path / "out")
    assert (again.spoken, again.utterances) == (0, first.utterances)
    assert again.artifacts[0].path.read_bytes() == first.artifacts[0].path.read_bytes()
    write("\n\n" + ARTICLE.format(second="A changed one."))
    assert publish.build(path, to=["audio"], output=tmp_path / "out").spoken == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_outputs_of_one_edition_share_what_is_spoken(write: Callable[..., Path], tmp_path: Path, jobs: int) -> None:
    path = write(ARTICLE.format(second="Another one."))
    to = ["html", "audio", "audiobook", "read-along"]
    result = publish.build(path, to=to, output=tmp_path / "out", jobs=jobs, voices=["espeak"])
    assert not result.failed
    assert result.spoken == result.utterances == publish.build(path, to=["audio"], output=tmp_path / "out").utterances
    assert {artifact.output for artifact in result.artifacts} == set(to)
    assert not list((tmp_path / "out").rglob(".in-progress-*"))


def test_editions_share_what_they_have_in_common(write: Callable[..., Path], tmp_path: Path) -> None:
    path = write(ARTICLE.format(second="Another one."))
    both = publish.build(path, to=["html", "audio", "plain-audio"], output=tmp_path / "out", jobs=2, voices=["espeak"])
    standard = publish.build(path, to=["audio"], output=tmp_path / "out", voices=["espeak"])
    assert standard.spoken == 0
    assert standard.utterances < both.spoken < both.utterances


def test_a_language_that_no_chosen_voice_speaks_is_read_by_espeak(write: Callable[..., Path], tmp_path: Path) -> None:
    path = write("Good morning.\n\n::: {lang=fr}\nBonjour.\n:::\n")
    result = publish.build(path, to=["audio"], output=tmp_path / "out", voices=["piper"])
    assert [(finding.rule, finding.severity) for finding in result.findings] == [
        ("language-without-voice", publish.Severity.WARNING)
    ]
    assert "“espeak” reads it" in result.findings[0].message


def test_the_command_tells_what_was_spoken(write: Callable[..., Path], tmp_path: Path, run: Callable[..., Run]) -> None:
    path = write(ARTICLE.format(second="Another one."))
    arguments = ("build", path, "--to", "audio", "--voice", "espeak", "--output", tmp_path / "out", "--jobs", "1")
    run(*arguments)
    assert "Spoken now: 0 of " in run(*arguments).err


def test_the_doctor_tells_where_speech_is_kept(run: Callable[..., Run], cache: Path) -> None:
    shown = run("doctor").out.replace("\n", "")
    assert "Kept speech" in shown
    assert "0 of at most 2000 MB" in shown


@pytest.mark.parametrize(("to", "times"), [("audio", 1), ("html,audio", 1), ("html,audio", 3)])
def test_a_build_that_is_stopped_goes_on_from_there(
    write: Callable[..., Path], tmp_path: Path, cache: Path, to: str, times: int
) -> None:
    sentences = (f"Sentence number {number} says a little of what there is to say." for number in range(40))
    path = write(" ".join(sentences))
    command = [sys.executable, "-c", "from publish.cli.main import run; run()"]
    command += ["build", str(path), "--to", to, "--output", str(tmp_path / "out"), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as build:
        while len(list(cache.rglob("*.flac"))) < 3 and build.poll() is None:
            time.sleep(0.05)
        for _ in range(times):
            os.killpg(build.pid, signal.SIGINT)
            time.sleep(0.01)
        try:
            _, told = build.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(build.pid, signal.SIGKILL)
            raise
    assert build.returncode == 2
    assert "Traceback" not in told
    assert "goes on from there" in told
    assert not list((tmp_path / "out").rglob(".in-progress-*"))
    assert not list((tmp_path / "out").rglob("*.mp3"))
    kept = len(list(cache.rglob("*.flac")))
    result = publish.build(path, to=["audio"], output=tmp_path / "out")
    assert 3 <= kept < result.utterances
    assert result.spoken == result.utterances - kept
