"""Where things are made before they are put in their place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publish.findings import Finding, Location, PublishError


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """Give a folder beside the finished files, on the same disk, that vanishes whatever happens."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=".in-progress-", dir=folder))
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def unwritable(path: Path, error: OSError) -> PublishError:
    """Return the error that tells of a place where nothing can be written."""
    return PublishError(
        Finding(
            rule="output-unwritable",
            message=f"Nothing can be written to “{path}”: {error.strerror or error}.",
            location=Location(str(path)),
            harms="Nothing is kept of what was made.",
            mend="Choose another folder with --output, or mend who may write there.",
        )
    )
