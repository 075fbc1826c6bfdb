"""Reading ``glossary.yaml``, the words that a project explains."""

from __future__ import annotations

import msgspec

from publish.content import GlossaryEntry
from publish.findings import Finding, Location, PublishError
from publish.readers.fields import convert
from publish.readers.yaml_source import read_list


def read_glossary(data: bytes, file: str) -> tuple[tuple[GlossaryEntry, ...], list[Finding]]:
    """Return the entries of a glossary, each with an id, and what is wrong with the others.

    Args:
        data: the content of the file, a YAML list of entries.
        file: its name, for messages.

    Raises:
        PublishError: the file is not UTF-8, not YAML or not a list.
    """
    source = read_list(data, file, _not_a_list)
    entries, findings = convert(source, source.data or [], tuple[GlossaryEntry, ...], "the glossary")
    placed = (msgspec.structs.replace(entry, location=source.location((n,))) for n, entry in enumerate(entries))
    kept = [entry for entry in placed if entry.term.strip() and all(form.strip() for form in entry.forms)]
    return tuple(msgspec.structs.replace(entry, id=f"publish-word-{n}") for n, entry in enumerate(kept, 1)), findings


def _not_a_list(problem: str, file: str, line: int) -> PublishError:
    return PublishError(
        Finding(
            rule="glossary-broken",
            message=f"The glossary cannot be used: {problem}.",
            location=Location(file, line),
            harms="Hard words would stay unexplained.",
            mend="Write a list in which each entry begins with “- term:” and has a “definition:”.",
        )
    )
