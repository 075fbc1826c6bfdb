"""What a project asks of a release: the table ``[gates]`` of its project file, on top of a named profile."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from publish.checks import is_limit, rules
from publish.findings import Finding, Location, PublishError
from publish.readability import FORMULAS

DEFAULT_PROFILE = "default"
OWN_GATES = ("approval", "coverage", "guards")
_OFF, _ON = "off", "on"


class GateSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a project asks of a release.

    Attributes:
        profile: the name of the set of gates that it starts from.
        gates: the limits of each gate that is looked at, by its name.
        targets: the scores that are aimed at, by the name of the formula.
        firm: the gates that no comment in an article opens.
    """

    profile: str
    gates: Mapping[str, Mapping[str, float]]
    targets: Mapping[str, float]
    firm: frozenset[str] = frozenset()


def gate_settings(data: Mapping[str, Any], file: str) -> GateSettings:
    """Read the table ``[gates]``.

    Args:
        data: the ``profile``, the ``targets``, the gates that are ``firm``, and for each gate that differs from the
            profile, by the name or the code of its rule, ``"off"``, ``"on"`` or a table of its limits.
        file: the name of the project file, for messages.

    Raises:
        PublishError: it names a profile, a gate, a limit or a formula that does not exist.
    """
    name = data.get("profile", DEFAULT_PROFILE)
    if not isinstance(name, str) or name not in profiles():
        raise _broken(f"there is no profile “{name}”", f"Choose from {', '.join(profiles())}.", file)
    profile = profiles()[name]
    gates, targets, firm = dict(profile.gates), dict(profile.targets), profile.firm
    known = known_gates()
    seen: set[str] = set()
    codes = {code.casefold(): rule.name for rule in rules() for code in (rule.name, rule.code)}
    for written, value in data.items():
        gate = codes.get(written.casefold(), written)
        if gate == "profile":
            continue
        if gate in seen:
            raise _broken(f"“{gate}” is set twice, by its name and by its code", "Keep one of the two.", file)
        seen.add(gate)
        if gate == "targets":
            targets |= _numbers(gate, value, FORMULAS, file)
        elif gate == "firm":
            firm = _names(value, codes, known, file)
        elif gate not in known:
            names = ("profile", "targets", "firm", *known)
            near = difflib.get_close_matches(gate, names, n=1)
            mend = f"Did you mean “{near[0]}”?" if near else f"Known are: {', '.join(names)}."
            raise _broken(f"there is no gate “{gate}”", mend, file)
        elif value == _OFF:
            gates.pop(gate, None)
        elif value == _ON:
            gates.setdefault(gate, {})
        else:
            gates[gate] = {**gates.get(gate, {}), **_numbers(gate, value, known[gate], file)}
    return GateSettings(profile=name, gates=gates, targets=targets, firm=firm)


def known_gates() -> Mapping[str, Collection[str]]:
    """Return the names of the gates, with the names of their limits.

    Raises:
        PublishError: rules of another package do not load.
    """
    return {**dict.fromkeys(OWN_GATES, ()), **{rule.name: rule.limits for rule in rules()}}


@cache
def profiles() -> Mapping[str, GateSettings]:
    """Return the profiles by name."""
    data: dict[str, Any] = tomllib.loads(files("publish.plain").joinpath("profiles.toml").read_text(encoding="utf-8"))
    found: dict[str, GateSettings] = {}
    for name, profile in data.items():
        base = found[profile["like"]] if "like" in profile else GateSettings(profile=name, gates={}, targets={})
        own = {gate: {} if limits is True else limits for gate, limits in profile.get("gates", {}).items()}
        found[name] = GateSettings(
            profile=name,
            gates={**base.gates, **own},
            targets=profile.get("targets", {}),
            firm=base.firm | frozenset(profile.get("firm", ())),
        )
    return found


def _names(value: Any, codes: Mapping[str, str], known: Collection[str], file: str) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _broken("“firm” is no list of gates", 'Write firm = ["review-date-missing"].', file)
    names = [codes.get(name.casefold(), name) for name in value]
    for name in names:
        if name not in known:
            raise _broken(f"there is no gate “{name}”", f"Known are: {', '.join(known)}.", file)
    return frozenset(names)


def _numbers(name: str, value: Any, known: Collection[str], file: str) -> dict[str, float]:
    if not isinstance(value, dict):
        raise _broken(f"“{name}” has a value that does not fit", _forms(name, value, known), file)
    for limit, number in value.items():
        if limit not in known:
            names = f"Known are: {', '.join(known)}." if known else "It has no limits."
            raise _broken(f"“{name}” has no limit “{limit}”", names, file)
        if not is_limit(number):
            raise _broken(
                f"the limit “{limit}” of “{name}” is no number",
                f"Write {limit} and a number without quotation marks.",
                file,
            )
    return dict(value)


def _forms(name: str, value: Any, known: Collection[str]) -> str:
    """Tell how a gate or the targets are written."""
    forms = [] if known is FORMULAS else [f'{name} = "on" or "off"']
    if known:
        sample = next((limit for limit in known if limit in ("plain", "smog")), next(iter(known)))
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else 8
        forms.append(f"{name} = {{ {sample} = {number} }}; there are {', '.join(known)}")
    return f"Write {', or '.join(forms)}."


def _broken(problem: str, mend: str, file: str) -> PublishError:
    return PublishError(
        Finding(
            rule="project-file-broken",
            message=f"The project file cannot be used: under [gates], {problem}.",
            location=Location(file),
            harms="What it asks for would not be done, and nobody would notice.",
            mend=mend,
        )
    )
