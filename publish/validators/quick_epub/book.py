"""Judging a whole book, a document at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from publish.findings import Finding
from publish.validators.quick_epub.audio import Sound, SoundError, read_sound
from publish.validators.quick_epub.container import Container
from publish.validators.quick_epub.document import Document, read_document
from publish.validators.quick_epub.offer import Tally, read_statements
from publish.validators.quick_epub.overlay import Overlay, Par, read_overlay
from publish.validators.quick_epub.package import Package, read_package
from publish.validators.quick_epub.rules import (
    alternatives,
    clips,
    coverage,
    features,
    highlighting,
    metadata,
    modes,
    reading_order,
)
from publish.validators.quick_epub.rules.highlighting import Highlight, highlight_of, sheets_of
from publish.validators.quick_epub.stylesheet import Sheet, Sheets


def judge_book(container: Container) -> Iterator[Finding]:
    """Tell what is wrong with a book; the files of findings are paths in the container.

    Raises:
        DamagedError: a part of it cannot be read, so that the rest cannot be judged.
        NotCheckableError: it cannot be judged here.
    """
    package = read_package(container)
    overlays = [read_overlay(container, item) for item in package.overlays]
    highlight = highlight_of(package)
    tally = Tally(package)
    yield from _documents(container, package, overlays, highlight, tally)
    for overlay in overlays:
        yield from reading_order.document_foreign(overlay, package)
    yield from highlighting.class_missing(package, highlight)
    yield from _sound(container, package, overlays)
    yield from _statements(package, tally)


def _documents(
    container: Container, package: Package, overlays: Sequence[Overlay], highlight: Highlight, tally: Tally
) -> Iterator[Finding]:
    spoken = _pars_by_document(overlays)
    by_id = {overlay.item.id: overlay for overlay in overlays}
    cover = next((item.path for item in package.items.values() if "cover-image" in item.properties), "")
    sheets = Sheets(container, highlight.classes)
    used: dict[str, Sheet] = {}
    ids: dict[str, frozenset[str]] = {}
    for item in package.documents:
        document = read_document(container, item, cover)
        styles = sheets_of(document, sheets)
        tally.add(document, speaks=any(sheet.speaks for sheet in styles))
        ids[item.path] = frozenset(document.places)
        yield from alternatives.formula_silent(document)
        if package.is_read_aloud:
            yield from reading_order.document_silent(document, package)
        if overlay := by_id.get(item.overlay):
            used |= {sheet.file: sheet for sheet in styles}
            yield from _read_aloud(document, overlay, spoken[item.overlay, item.path])
            yield from highlighting.class_undefined(document, highlight, styles)
    for overlay in overlays:
        yield from reading_order.reference_unresolved(overlay, ids)
    yield from highlighting.sheet_faults(used.values(), highlight)


def _pars_by_document(overlays: Iterable[Overlay]) -> Mapping[tuple[str, str], list[Par]]:
    found: dict[tuple[str, str], list[Par]] = defaultdict(list)
    for overlay in overlays:
        for par in overlay.pars:
            found[overlay.item.id, par.text.path].append(par)
    return found


def _read_aloud(document: Document, overlay: Overlay, pars: Sequence[Par]) -> Iterator[Finding]:
    yield from reading_order.order_wrong(document, overlay.item.path, pars)
    yield from reading_order.sequence_torn(document, overlay.item.path, pars)
    yield from coverage.unspoken(document, pars)
    yield from coverage.spoken_twice(document, pars)


def _sound(container: Container, package: Package, overlays: Sequence[Overlay]) -> Iterator[Finding]:
    sounds: dict[str, Sound] = {}
    silent: set[str] = set()
    found: dict[str, list[clips.Stretch]] = {}
    for overlay in overlays:
        for par in overlay.pars:
            if par.clip and par.clip.address not in silent and par.clip.audio not in sounds:
                trouble = _load_sound(container, package, par.clip.audio, sounds)
                if trouble:
                    silent.add(par.clip.address)
                    yield clips.sound_unusable(overlay, par.clip, par.line, trouble)
        found[overlay.item.id] = clips.stretches(overlay, sounds)
        yield from clips.clock_invalid(overlay)
        yield from clips.clip_empty(overlay, found[overlay.item.id])
        yield from clips.clip_beyond(overlay, found[overlay.item.id], sounds)
        yield from clips.clip_overlapping(overlay, found[overlay.item.id])
    yield from clips.duration_wrong(package, overlays, found)


def _load_sound(container: Container, package: Package, file: str, sounds: dict[str, Sound]) -> str:
    """Read a sound file, or return why its length cannot be told."""
    if not file:
        return "it lies outside the book"
    if file not in container:
        return "it is not there"
    try:
        sounds[file] = read_sound(container, package, file)
    except SoundError as error:
        return str(error)
    return ""


def _statements(package: Package, tally: Tally) -> Iterator[Finding]:
    statements = read_statements(package)
    yield from metadata.property_missing(statements)
    yield from metadata.value_unknown(statements)
    yield from metadata.values_contradictory(statements)
    yield from metadata.claim_uncertified(statements)
    yield from features.feature_absent(statements, tally)
    yield from features.feature_undeclared(statements, tally)
    yield from modes.mode_absent(statements, tally)
    yield from modes.mode_undeclared(statements, tally)
    yield from modes.mode_insufficient(statements, tally)
    yield from modes.mode_sufficient_undeclared(statements, tally)
