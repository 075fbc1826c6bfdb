"""Pages for reviewers, written where the user asks for them, over nothing but an earlier one."""

from __future__ import annotations

from pathlib import Path

from publish.findings import Finding, Location, PublishError
from publish.plain.files import replace_file

_MARK = b"<!-- Written by publish plain, which may write over it. -->\n"


def write_own_page(path: Path, page: str) -> None:
    """Write a page, the whole of it or nothing.

    A mark at its end tells that a later page may take its place. No other file is written over: whoever mistypes a
    command keeps the article, the lock, and whatever else lies there.

    Raises:
        PublishError: the name does not end with ``.html``, another file lies there, or it cannot be written.
    """
    if path.suffix.lower() != ".html":
        raise _refused(path, f"“{path}” is no name for a page.", "Give a name that ends with .html.")
    if path.is_file() and not _is_ours(path):
        raise _refused(path, f"“{path}” is there already, and no page that this command made.", "Choose a new name.")
    replace_file(path, page.encode("utf-8") + b"\n" + _MARK)


def _is_ours(path: Path) -> bool:
    try:
        return path.read_bytes().endswith(_MARK)
    except OSError:
        return False


def _refused(path: Path, message: str, mend: str) -> PublishError:
    return PublishError(
        Finding(
            rule="page-refused",
            message=message,
            location=Location(str(path)),
            harms="What somebody wrote would be lost.",
            mend=mend,
        )
    )
