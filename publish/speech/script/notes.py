"""Which notes are to be read next: each once, however often the text refers to it."""

from __future__ import annotations

from collections.abc import Iterable

from publish.content import Node, Note, NoteReference, find


class DueNotes:
    """The notes of an edition, in the order in which the reading comes upon them."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._unread = {note.id: note for note in notes}
        self._due: list[Note] = []

    def meet(self, nodes: Iterable[Node]) -> None:
        """Take down the notes that these nodes refer to."""
        for reference in find(nodes, NoteReference):
            note = self._unread.pop(reference.note, None)
            if note is not None:
                self._due.append(note)

    def next(self) -> Note | None:
        """Return the note that was met first and has not been returned yet; None when there is none."""
        return self._due.pop(0) if self._due else None

    def __bool__(self) -> bool:
        return bool(self._due)
