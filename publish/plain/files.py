"""Writing a file of the user's: the whole of it or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from publish.findings import Finding, Location, PublishError
from publish.gate import Gate


def replace_file(path: Path, data: bytes, gate: Gate | None = None) -> None:
    """Write a file aside, then put it in place; who may read and write it stays as it was.

    A symbolic link stays one: the file that it leads to is written.

    Args:
        gate: of the project that the file must lie in; None where the user named the file.

    Raises:
        PublishError: it cannot be written, or a symbolic link leads out of the project.
    """
    place = path.resolve()
    if gate and not place.is_relative_to(gate.root):
        raise PublishError(
            Finding(
                rule="file-outside-project",
                message=f"“{path}” leads to a file outside the project, so it is not written.",
                location=Location(str(path)),
                harms="An article that could write any file could spoil one that has nothing to do with it.",
                mend="Put the file itself there in place of the link.",
            )
        )
    if not place.parent.is_dir():
        raise _unwritable(path, f"there is no folder “{path.parent}”", "Make the folder, or choose another place.")
    aside = ""
    try:
        handle, aside = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".part", dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, aside)
        else:
            mask = os.umask(0)
            os.umask(mask)
            Path(aside).chmod(0o666 & ~mask)
        Path(aside).replace(place)
    except OSError as error:
        with suppress(OSError):  # nothing was begun where the name is empty
            Path(aside).unlink(missing_ok=True)
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> PublishError:
    """Return the error that tells of a file that cannot be written."""
    told = "Mend who may write there, and whether there is room; the file is as it was."
    return _unwritable(path, str(error.strerror or error), told)


def _unwritable(path: Path, why: str, mend: str) -> PublishError:
    return PublishError(
        Finding(
            rule="file-unwritable",
            message=f"“{path}” cannot be written: {why}.",
            location=Location(str(path)),
            harms="What was made for this file is not kept.",
            mend=mend,
        )
    )
