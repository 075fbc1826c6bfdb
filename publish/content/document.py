"""An article as every part of Publish sees it, and its lossless JSON."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import msgspec

from publish.content.blocks import Block, Note
from publish.content.glossary import GlossaryEntry
from publish.content.inlines import Sentence
from publish.content.metadata import Metadata
from publish.content.node import Node
from publish.findings import Finding, Location, PublishError

SCHEMA_VERSION = 1


class Replacement(Node, frozen=True):
    """A plain-language version of part of the article, written by a person and kept apart from the body.

    Its ``language`` is that of the place where the text comes to stand, where that differs from the article's. Marks of
    its own are on its heading and its body.

    Attributes:
        targets: ids of the blocks, or of the section, that it stands for. An addition has none, or the section of which
            it tells the main points.
        after: id of the block or section that an addition follows.
        title: a heading of its own.
        body: the plain text.
        omit: the targets are left out of the plain edition on purpose.
        reason: why they are left out.
        added: what kind of addition it is; empty when it replaces something.
    """

    targets: tuple[str, ...] = ()
    after: str = ""
    title: Sentence | None = None
    body: tuple[Block, ...] = ()
    omit: bool = False
    reason: str = ""
    added: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One source article.

    Attributes:
        version: of this form of the content model.
        source: the path of the source file as the user gave it.
        metadata: the front matter.
        body: blocks first, then sections.
        notes: in the order in which the text refers to them.
        replacements: the plain-language blocks.
        glossary: the entries whose terms occur in the text.
    """

    metadata: Metadata
    version: int = msgspec.field(default=SCHEMA_VERSION)
    source: str = ""
    body: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()


class Allowance(msgspec.Struct, frozen=True):
    """A place where the author switched rules of ``publish check`` off.

    Attributes:
        rules: names or codes.
        reason: why the rules do not fit here; empty where the author gave none.
        location: where that is said.
        last_line: the last line of the block that it holds for.
    """

    rules: tuple[str, ...]
    reason: str
    location: Location
    last_line: int


class Reading(msgspec.Struct, frozen=True):
    """What reading a source file gives.

    Attributes:
        document: the article.
        findings: what the reader had to mend, and what it could not.
        fields: where the fields of the head stand, such as ``reviewed.next`` or ``plain-summary.0``.
        allowances: the places where the author switched a rule off.
    """

    document: Document
    findings: tuple[Finding, ...] = ()
    fields: Mapping[str, Location] = msgspec.field(default_factory=dict)
    allowances: tuple[Allowance, ...] = ()


def to_json(document: Document) -> bytes:
    """Return the document as indented UTF-8 JSON that ``from_json`` reads back without loss."""
    tree = msgspec.to_builtins(document)
    return msgspec.json.format(msgspec.json.encode({"version": document.version, **tree}), indent=1)


def from_json(data: bytes) -> Document:
    """Read a document back from its JSON.

    Raises:
        PublishError: the JSON is of another version or does not follow the schema.
    """
    try:
        version = msgspec.json.decode(data, type=_Versioned).version
        if version == SCHEMA_VERSION:
            return msgspec.json.decode(data, type=Document)
        problem = f"the document is of version {version}, and this Publish reads version {SCHEMA_VERSION}"
    except msgspec.MsgspecError as error:
        problem = f"the JSON is not a document of Publish: {error}"
    raise PublishError(
        Finding(
            rule="document-json-invalid",
            message=problem,
            harms="What is read wrongly is published wrongly.",
            mend="Write it again with “publish show SOURCE --json”.",
        )
    )


@functools.cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a document."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Document)}


class _Versioned(msgspec.Struct):
    version: int
