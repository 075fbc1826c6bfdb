"""``publish formats``: what can be read, made, spoken and judged, by whom, and whether it works here."""

from __future__ import annotations


def formats() -> None:
    """List every output, backend, reader, voice, validator and set of rules, and whether it can run here."""
    from pathlib import Path

    from rich.console import Console
    from rich.table import Column, Table

    from publish import plugins
    from publish.building.outputs import PRESETS
    from publish.building.project import Project

    console = Console(highlight=False, markup=False)
    table = Table("Output", "Backend", "Edition", "Options", box=None, pad_edge=False, header_style="bold")
    for output in {**PRESETS, **Project.around(Path.cwd()).outputs}.values():
        options = ", ".join(f"{name} {value}" for name, value in output.options.items())
        table.add_row(output.name, output.backend, output.edition, options)
    console.print(table)
    for title, group in (
        ("Backend", "publish.backends"),
        ("Reader", "publish.readers"),
        ("Voice", "publish.voices"),
        ("Validator", "publish.validators"),
        ("Rules", "publish.checks"),
    ):
        table = Table(
            title, "From", "Works here", Column("Notes", overflow="fold"), box=None, pad_edge=False, header_style="bold"
        )
        for registration in plugins.registered(group).values():  # type: ignore[arg-type]
            table.add_row(registration.name, registration.origin, *_state(registration))
        console.print()
        console.print(table)


def _state(registration: object) -> tuple[str, str]:
    from publish.findings import PublishError
    from publish.plugins import Registration

    assert isinstance(registration, Registration)
    try:
        plugin = registration.create()
        availability = plugin.availability()
    except PublishError as error:
        return "no", error.findings[0].message
    notes = [*(getattr(plugin, name, "") for name in ("origin", "notice", "standard")), _suffixes(plugin)]
    if not availability.usable:
        return "no", f"{availability.reason}. {availability.mend}"
    return "yes", ". ".join(note.rstrip(".") for note in notes if note)


def _suffixes(plugin: object) -> str:
    return " ".join(getattr(plugin, "suffixes", ()))
