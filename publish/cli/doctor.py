"""``publish doctor``: what is installed, what is missing, and how to mend it."""

from __future__ import annotations

import typer


def doctor() -> None:
    """Tell what is installed, what is missing, and how to mend it."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from publish.building.health import examine

    checks = examine()
    console = Console(highlight=False)
    table = Table("", "What", "State", box=None, pad_edge=False, header_style="bold")
    for check in checks:
        sign = "[green]ok[/]" if check.works else "[red]missing[/]" if check.needed else "[yellow]optional[/]"
        table.add_row(sign, escape(check.subject), escape(check.state))
    console.print(table)
    mends = [f"{check.subject}: {check.mend}" for check in checks if check.mend]
    if mends:
        # Outside the table, where a command is not cut and can be copied.
        console.print("\nHow to mend it", *mends, sep="\n", markup=False, soft_wrap=True)
    raise typer.Exit(2 if any(check.needed and not check.works for check in checks) else 0)
