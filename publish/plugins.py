"""Finding readers, backends, voices, validators and checks by entry point, the built-in ones like a stranger's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal

import msgspec

from publish.findings import Finding, PublishError

Group = Literal[
    "publish.readers",
    "publish.backends",
    "publish.voices",
    "publish.validators",
    "publish.checks",
    "publish.explanations",
]


class Availability(msgspec.Struct, frozen=True):
    """Whether a plugin can run here.

    Attributes:
        reason: why it cannot; empty when it can.
        mend: what the user can do about it.
    """

    reason: str = ""
    mend: str = ""

    @property
    def usable(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.reason


class Registration(msgspec.Struct, frozen=True):
    """A plugin as an installed package announces it.

    Attributes:
        name: what users call it.
        group: what kind of plugin it is.
        origin: the package that brings it, with its version.
        entry_point: leads to the class.
    """

    name: str
    group: Group
    origin: str
    entry_point: EntryPoint

    def create(self) -> Any:
        """Import the plugin and return an instance of it.

        Raises:
            PublishError: the package's code cannot be imported or does not start.
        """
        try:
            return self.entry_point.load()()
        except Exception as error:
            raise PublishError(
                Finding(
                    rule="plugin-broken",
                    message=f"“{self.name}” of {self.origin} does not load: {type(error).__name__}: {error}",
                    harms="What it brings is missing; the reason stands in the message.",
                    mend=f"Repair or uninstall {self.origin}.",
                )
            ) from error


def registered(group: Group) -> Mapping[str, Registration]:
    """Return all plugins of a group by name, in order of their names.

    Raises:
        PublishError: two packages register the same name.
    """
    return _by_name(group, entry_points(group=group))


def _by_name(group: Group, points: Iterable[EntryPoint]) -> Mapping[str, Registration]:
    found: dict[str, Registration] = {}
    for point in sorted(points, key=lambda point: point.name):
        origin = f"{point.dist.name} {point.dist.version}" if point.dist else point.module
        registration = Registration(point.name, group, origin, point)
        other = found.setdefault(point.name, registration)
        if other.entry_point.value != point.value:
            raise PublishError(
                Finding(
                    rule="plugin-name-taken",
                    message=f"Two packages register “{point.name}” in {group}: {other.origin} and {origin}.",
                    harms="Nobody could tell which of the two does the work.",
                    mend="Uninstall one of the two.",
                )
            )
    return found


def create(group: Group, name: str) -> Any:
    """Return an instance of the plugin with this name.

    Raises:
        PublishError: there is none of this name, or it does not load.
    """
    known = registered(group)
    if name in known:
        return known[name].create()
    kind = group.removeprefix("publish.").removesuffix("s")
    raise PublishError(
        Finding(
            rule=f"{kind}-unknown",
            message=f"There is no {kind} called “{name}”.",
            harms="What asks for it cannot be made.",
            mend=f"Choose from {', '.join(known) or 'none installed'}; “publish formats” tells more of each.",
        )
    )
