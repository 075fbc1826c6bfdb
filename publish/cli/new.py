"""``publish new``: a small project that builds at once."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that does not exist yet, or is empty.")],
) -> None:
    """Make a small project that builds at once."""
    from publish.building.new_project import make_project

    for path in make_project(folder):
        typer.echo(path)
    command = shlex.quote(str(Path(sys.argv[0]).resolve())) if "/" in sys.argv[0] else "publish"
    typer.echo(f"\nNow: cd {shlex.quote(str(folder))} && {command} build")
