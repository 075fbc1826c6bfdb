"""The program veraPDF: where it lies on this machine, and one bounded run of it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from publish.plugins import Availability

_POM = Path(__file__).with_name("pom.xml")
_MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"
_JAVA_OPTIONS = ("-Xmx2g", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Duser.language=en")


class TookTooLong(Exception):  # noqa: N818 (a state of the run, told as such)
    """A run was ended because its time was over."""


def availability() -> Availability:
    """Tell whether veraPDF can run here: as an installed command, or as a jar file with Java."""
    has_java, has_jar = shutil.which("java"), _jar().is_file()
    if shutil.which("verapdf") or (has_java and has_jar):
        return Availability()
    missing = [] if has_java else ["default-jre-headless"]
    if not has_jar and not shutil.which("mvn"):
        missing.append("maven")
    steps = [f"apt install {' '.join(missing)}"] if missing else []
    steps += [] if has_jar else [_fetching()]
    return Availability("veraPDF is not installed" if has_java else "Java is not installed", " && ".join(steps))


def _fetching() -> str:
    """Return the command that fetches veraPDF's jar file to where it is looked for."""
    return shlex.join(["mvn", "--quiet", "--strict-checksums", "--file", str(_POM), f"-Dfolder={_jar().parent}"])


def run(arguments: Sequence[str], folder: Path, seconds: float) -> tuple[str, str]:
    """Run veraPDF, and end it with all that it started when its time is over.

    Args:
        arguments: options and files.
        folder: an empty folder that it may write into, so that it leaves nothing in the user's home.
        seconds: how long it may take.

    Returns:
        what it printed, and what it complained of.

    Raises:
        TookTooLong: it took longer.
        OSError: it does not start.
    """
    with tempfile.TemporaryFile(dir=folder) as out, tempfile.TemporaryFile(dir=folder) as complaints:
        process = subprocess.Popen(
            [*_command(folder), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=complaints,
            # Java reads file names in the locale's encoding.
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise TookTooLong(f"took longer than {seconds:.0f} s") from error
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        return _text(out), _text(complaints)


def _command(folder: Path) -> list[str]:
    if installed := shutil.which("verapdf"):
        return [installed]
    return ["java", *_JAVA_OPTIONS, f"-Dapp.home={folder}", "-cp", str(_jar()), _MAIN_CLASS]


def _jar() -> Path:
    """Return where the jar file of the version that the pom names lies, once it is fetched."""
    version = re.search("<verapdf.version>(.*)</verapdf.version>", _POM.read_text(encoding="utf-8"))
    assert version
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "publish" / "verapdf" / f"greenfield-apps-{version[1]}.jar"


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
