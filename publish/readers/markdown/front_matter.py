"""The YAML between two lines of ``---`` at the head of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from publish.content import Metadata
from publish.findings import Finding, Location, PublishError
from publish.readers.fields import convert
from publish.readers.metadata import normalised
from publish.readers.yaml_source import YamlSource

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LOOKS_LIKE_FIELD = re.compile(r"\A---[ \t]*\n[A-Za-z-]+:(?:\s|$)", re.MULTILINE)


def read_front_matter(
    text: str, file: str, defaults: Mapping[str, Any]
) -> tuple[Metadata, str, YamlSource, list[Finding]]:
    """Take the front matter off an article.

    Args:
        text: the whole source, with LF at the line ends.
        file: its name, for messages.
        defaults: fields that hold where the article does not say otherwise.

    Returns:
        the metadata, the rest of the text with empty lines in place of the front matter, the YAML for its line numbers,
        and what is wrong with the fields.

    Raises:
        PublishError: the front matter does not end, or is not a group of fields in YAML.
    """
    match = _FRONT_MATTER.match(text)
    if not match and _LOOKS_LIKE_FIELD.match(text):
        raise _broken("it begins with --- and never ends", "End it with a line of ---.", file)
    body = re.sub(r"[^\n]+", "", match[0]) + text[match.end() :] if match else text
    source = YamlSource(match["yaml"] if match else "", file, first_line=2)
    if not isinstance(source.data, dict | None):
        raise _broken("it is not a group of fields", "Write one field a line: “title: …”.", file)
    data = {**normalised(dict(defaults)), **normalised(source.data or {})}
    metadata, findings = convert(source, data, Metadata, "the front matter")
    return metadata, body, source, findings


def _broken(problem: str, mend: str, file: str) -> PublishError:
    return PublishError(
        Finding(
            rule="front-matter-broken",
            message=f"The front matter cannot be used: {problem}.",
            location=Location(file, 1),
            harms="Title, language, contacts and sources would be missing.",
            mend=mend,
        )
    )
