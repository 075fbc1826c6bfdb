"""Reading ``glossary.yaml``, the words that a project explains."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence

import msgspec

from publish.content.glossary import GlossaryEntry, GlossaryFields
from publish.content.language import primary
from publish.findings import Finding, Location, PublishError
from publish.readers.fields import convert
from publish.readers.yaml_source import read_list


def read_glossary(data: bytes, file: str) -> tuple[tuple[GlossaryEntry, ...], list[Finding]]:
    """Return the entries of a glossary, each with an id, and what is wrong with the others.

    No two of them claim the same word of one language.

    Args:
        data: the content of the file, a YAML list of entries.
        file: its name, for messages.

    Raises:
        PublishError: the file is not UTF-8, not YAML or not a list.
    """
    source = read_list(data, file, _not_a_list)
    entries, findings = convert(source, source.data or [], tuple[GlossaryFields, ...], "the glossary")
    placed = [
        GlossaryEntry(
            **msgspec.structs.asdict(entry), id=f"publish-word-{number}", location=source.location((number - 1,))
        )
        for number, entry in enumerate(entries, 1)
    ]
    return tuple(_told_apart(placed, findings.append)), findings


def _told_apart(entries: Sequence[GlossaryEntry], report: Callable[[Finding], None]) -> Iterator[GlossaryEntry]:
    """Yield entries of which no two claim the same word of one language; a term goes before the form of another."""
    owners: dict[tuple[str, str], GlossaryEntry] = {}
    for entry in entries:
        if not entry.term.strip():
            report(_empty(entry, "an entry without a term is left out"))
        elif owner := owners.get(_key(entry, entry.term)):
            report(_twice(entry, owner))
        else:
            owners[_key(entry, entry.term)] = entry
    terms = list(owners.values())
    for entry in terms:
        forms = []
        for form in entry.forms:
            if not form.strip():
                report(_empty(entry, f"an empty form of “{entry.term}” is left out"))
            elif owners.setdefault(_key(entry, form), entry) is not entry:
                report(_taken(entry, form, owners[_key(entry, form)]))
            else:
                forms.append(form)
        yield msgspec.structs.replace(entry, forms=tuple(forms))


def _key(entry: GlossaryEntry, words: str) -> tuple[str, str]:
    return primary(entry.language), " ".join(unicodedata.normalize("NFC", words).casefold().split())


def _empty(entry: GlossaryEntry, problem: str) -> Finding:
    return Finding(
        rule="glossary-term-empty",
        message=f"In the glossary, {problem}.",
        location=entry.location,
        harms="A word that was to be explained is not.",
        mend="Write the word, or delete the line.",
    )


def _twice(entry: GlossaryEntry, owner: GlossaryEntry) -> Finding:
    return Finding(
        rule="glossary-term-twice",
        message=f"The glossary explains “{entry.term}” twice; only the entry {_on_line(owner)} is used.",
        location=entry.location,
        harms="Readers would be led to one of two definitions, perhaps the wrong one.",
        mend="Join the two, or give one of them another term.",
    )


def _taken(entry: GlossaryEntry, form: str, owner: GlossaryEntry) -> Finding:
    return Finding(
        rule="glossary-form-taken",
        message=f"The form “{form}” of “{entry.term}” belongs to “{owner.term}” already ({_on_line(owner)}).",
        location=entry.location,
        harms="Readers would be led to the definition of another word.",
        mend="Leave the form with one of the two.",
    )


def _on_line(entry: GlossaryEntry) -> str:
    return f"on line {entry.location.line}" if entry.location else ""


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
