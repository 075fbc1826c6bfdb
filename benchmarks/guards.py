"""Count what the guards catch in the corpus, by guard: ``python benchmarks/guards.py [--held-out] [--misses]``.

``benchmarks/guards.md`` keeps the figures. The misses of the held-out part are never printed: nobody may tune by them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.plain.guard_rates import Rates, held_out, tuning


def main() -> None:
    """Print the table, and what was missed if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="count the held-out part instead")
    parser.add_argument("--misses", action="store_true", help="list what was missed in the tuning part")
    options = parser.parse_args()
    rates = held_out() if options.held_out else tuning()
    print(table(rates))
    if options.misses and not options.held_out:
        print("\n".join(rates.misses))


def table(rates: Rates) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        "| guard | harms | caught | of these by a stop | faithful stopped |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for guard in sorted({*rates.harms, *rates.false_stops} - {""}):
        figures = (rates.harms[guard], rates.caught[guard], rates.stopped[guard], rates.false_stops[guard])
        lines.append(f"| {guard} | {' | '.join(map(str, figures))} |")
    harms, faithful = rates.harms.total(), rates.faithful
    totals = (harms, rates.caught.total(), rates.stopped.total(), rates.false_stops[""])
    lines += [
        f"| **all** | {' | '.join(map(str, totals))} |",
        "",
        f"{rates.caught_share:.1%} of {harms} harms over {rates.pairs} pairs were named by the right guard; any guard "
        f"stopped {rates.seen / harms:.1%}. Of {faithful} faithful versions {rates.false_stops['']} were stopped "
        f"({rates.false_share:.1%}), and {rates.false_warnings} more got a warning.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
