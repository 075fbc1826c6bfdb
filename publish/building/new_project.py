"""Making a small project that builds at once, as a start for one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from publish.findings import Finding, Location, PublishError
from publish.resources import packaged


def make_project(folder: Path) -> list[Path]:
    """Copy the project that ships with Publish into a folder, and return the files.

    Raises:
        PublishError: the folder holds something already, or cannot be written to.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise PublishError(
                Finding(
                    rule="folder-not-empty",
                    message=f"“{folder}” holds something already, so it is left as it is.",
                    location=Location(str(folder)),
                    harms="What is there would be overwritten.",
                    mend="Choose a new name.",
                )
            )
        shutil.copytree(packaged("project"), folder, dirs_exist_ok=True)
    except OSError as error:
        raise PublishError(
            Finding(
                rule="output-unwritable",
                message=f"“{folder}” cannot be made: {error.strerror or error}.",
                location=Location(str(folder)),
                harms="Nothing is kept of what was made.",
                mend="Choose a place where you may write.",
            )
        ) from error
    return sorted(path for path in folder.rglob("*") if path.is_file())
