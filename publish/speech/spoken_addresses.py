"""Addresses of pages and of mail as English says them: “help at example dot org”."""

from __future__ import annotations

import re

from publish.speech.rewriting import Rule

_LABEL = r"[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?"
_TOP = (
    "com|org|net|edu|gov|int|info|health|care|clinic|hospital|doctor|example|test|nhs|ac|co|eu|uk|us|ie|au|nz|ca|za|in|de"
    "|fr|es|it|nl|be|ch|at|se|no|dk|fi|pt|pl|jp|cn|br|mx|io|app|dev|online|site|support"
)
_HOST = rf"(?:{_LABEL}\.)+(?:{_TOP})(?!\w|-|\.\w)"
_SPELLED = re.compile(r"[b-df-hj-np-tv-z]{2,5}|[a-z]{2}")
_NAMES = {"-": " dash ", "_": " underscore ", "+": " plus "}


def _label(label: str) -> str:
    if _SPELLED.fullmatch(label):  # “nhs” and “uk” are letters
        return " ".join(label.upper())
    label = re.sub(r"\d+", lambda match: f" {' '.join(match[0])} ", label).strip()
    return re.sub("[-_+]", lambda match: _NAMES[match[0]], label)


def _dotted(name: str) -> str:
    return " dot ".join(map(_label, name.split(".")))


def _mail(match: re.Match[str]) -> str:
    name, _, host = match[0].removeprefix("mailto:").partition("@")
    return f"{_dotted(name)} at {_dotted(host)}"


ADDRESSES = [
    Rule(
        "“help@example.org” is said as one word by some voices.",
        rf"(?<![\w.@])(?:mailto:)?[\w+-]+(?:\.[\w+-]+)*@{_LABEL}(?:\.{_LABEL})+",
        _mail,
    ),
    Rule("“example.org” ends a sentence for some voices.", rf"(?<![\w.@-]){_HOST}", lambda match: _dotted(match[0])),
]
