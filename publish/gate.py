"""The one way to read a file that an article or its project names: resolved, inside the project, bounded.

An article may come from anywhere. Nothing in it may read a file outside its project, through ``..``, an absolute path,
a symbolic link or a device, and no file may be larger than the machine can bear.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from publish.findings import Finding, Location, PublishError

MAXIMUM_BYTES = 64 * 1024 * 1024


class Gate:
    """A door to the files of one folder.

    Attributes:
        root: the folder, resolved; nothing outside it is ever read.
        maximum_bytes: the largest file that is let through.
    """

    def __init__(self, root: Path, *, maximum_bytes: int = MAXIMUM_BYTES) -> None:
        self.root = root.resolve()
        self.maximum_bytes = maximum_bytes

    def locate(self, reference: str, *, beside: Path | None = None, location: Location | None = None) -> str:
        """Return the path, relative to the root, of the file that a reference leads to.

        Args:
            reference: a relative path as written in an article, percent-encoded or not.
            beside: the folder that the reference is relative to; the root when None.
            location: where the reference stands, for the message.

        Raises:
            PublishError: the reference leads out of the root, or there is no such file.
        """
        if "\0" in reference or "://" in reference or reference.startswith(("/", "\\", "file:", "data:")):
            raise _refusal(reference, location)
        try:
            folder = (beside or self.root).resolve()
            candidates = [folder / PurePosixPath(reference), folder / PurePosixPath(unquote(reference))]
            path = next((candidate for candidate in candidates if candidate.exists()), candidates[0]).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise _unreadable(reference, location, str(error)) from error
        if not path.is_relative_to(self.root):
            raise _refusal(reference, location)
        if not path.is_file():
            start = "the folder of the file that names it" if beside else "the project's folder"
            raise PublishError(
                Finding(
                    rule="file-missing",
                    message=f"There is no file “{reference}”.",
                    location=location,
                    harms="Readers would find a gap where the file belongs.",
                    mend=f"Check the spelling, capital letters too. A path here starts from {start}.",
                )
            )
        return path.relative_to(self.root).as_posix()

    def read(self, path: str, *, location: Location | None = None) -> bytes:
        """Return the content of a file.

        Args:
            path: relative to the root, as ``locate`` returns it.
            location: where the file is named, for the message.

        Raises:
            PublishError: the path leads out of the root, or the file is not a regular one, too large or unreadable.
        """
        place = self.root / self.locate(path, location=location)
        try:
            handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with os.fdopen(handle, "rb") as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):
                    raise _refusal(path, location)
                data = file.read(self.maximum_bytes + 1)
        except OSError as error:
            raise _unreadable(path, location, error.strerror or str(error)) from error
        if len(data) > self.maximum_bytes:
            raise _unreadable(path, location, f"it is larger than {self.maximum_bytes // 1024**2} MiB")
        return data


def _refusal(reference: str, location: Location | None) -> PublishError:
    return PublishError(
        Finding(
            rule="file-outside-project",
            message=f"“{reference}” is not a file inside the project, so it is not read.",
            location=location,
            harms="An article that could read any file could publish a patient's record or a password.",
            mend="Copy the file into the project's folder and name it by a relative path.",
        )
    )


def _unreadable(reference: str, location: Location | None, reason: str) -> PublishError:
    return PublishError(
        Finding(
            rule="file-unreadable",
            message=f"“{reference}” cannot be read: {reason}.",
            location=location,
            harms="What it holds would be missing.",
            mend="Check the file and who may read it.",
        )
    )
