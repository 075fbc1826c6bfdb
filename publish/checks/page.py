"""The table of rules in docs/rules.md, made from the rules: ``python -m publish.checks.page`` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

from publish.checks.registry import rules
from publish.checks.rule import Rule

_PAGE = Path(__file__).parents[2] / "docs/rules.md"
_TABLE = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)", re.DOTALL)


def rules_table() -> str:
    """Return the rules of Publish itself as a table in Markdown."""
    lines = [
        "| code | name | what it finds | standard | plain | every edition |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in rules():
        severities = [str(rule.severity.get(edition, "–")) for edition in ("standard", "plain", "every")]
        lines.append(f"| {rule.code} | `{rule.name}` | {_short(rule)} | {' | '.join(severities)} |")
    return "\n".join(lines) + "\n"


def _short(rule: Rule) -> str:
    return rule.what.split(". ")[0].rstrip(".")


if __name__ == "__main__":
    page = _PAGE.read_text(encoding="utf-8")
    _PAGE.write_text(_TABLE.sub(lambda _: rules_table(), page), encoding="utf-8")
