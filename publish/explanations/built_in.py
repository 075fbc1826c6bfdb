"""What Publish itself tells of its messages: one file ``messages.toml`` in each package that gives any."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable

from publish.explanations.registry import Explanation


def explanations() -> list[Explanation]:
    """Return an explanation of each message, but for those of the rules, which explain themselves."""
    root = files("publish")
    places = [root, *sorted((one for one in root.iterdir() if one.is_dir()), key=lambda one: one.name)]
    return [one for place in places for one in _read(place.joinpath("messages.toml"))]


def _read(file: Traversable) -> list[Explanation]:
    if not file.is_file():
        return []
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    subject = data.pop("subject")
    return [Explanation(name=name, subject=subject, **fields) for name, fields in data.items()]
