"""What a reader is, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

import msgspec

from publish.content import GlossaryEntry, Reading
from publish.gate import Gate
from publish.plugins import Availability


class ReadingContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader may use.

    Attributes:
        gate: the only way to read a file of the project.
        defaults: front-matter fields that hold where the article does not say otherwise.
        glossary: the words that the project explains.
        companions: files that become one book with this one, by their paths in the project. A link to one of them is
            kept, with a target of that path, ``#`` and perhaps an id; whoever joins the documents makes it lead there.
    """

    gate: Gate
    defaults: Mapping[str, Any] = msgspec.field(default_factory=dict)
    glossary: tuple[GlossaryEntry, ...] = ()
    companions: frozenset[str] = frozenset()


@runtime_checkable
class Reader(Protocol):
    """Turns one kind of source file into a document.

    Attributes:
        name: what users call it; the same as its entry point.
        suffixes: endings of the file names that it reads, such as ``.md``.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]

    def availability(self) -> Availability:
        """Tell whether the reader can run here."""
        ...

    def read(self, path: Path, context: ReadingContext) -> Reading:
        """Read a source file.

        Raises:
            PublishError: nothing can be made of the file.
        """
        ...
