"""What a book says of its accessibility, and what it really holds."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from publish.validators.quick_epub.document import Document
from publish.validators.quick_epub.package import Meta, Package

MODE = "accessMode"
SUFFICIENT = "accessModeSufficient"
FEATURE = "accessibilityFeature"
HAZARD = "accessibilityHazard"
SUMMARY = "accessibilitySummary"
PROPERTIES = (MODE, SUFFICIENT, FEATURE, HAZARD, SUMMARY)


class Statements(msgspec.Struct, frozen=True):
    """What the metadata say, by the property without its prefix."""

    package: Package
    values: Mapping[str, tuple[Meta, ...]]

    def of(self, name: str) -> dict[str, Meta]:
        """Return what is stated under a property, each value once."""
        return {meta.value: meta for meta in reversed(self.values[name])}

    @property
    def sufficient(self) -> dict[frozenset[str], Meta]:
        """The sets of access modes of which each is said to be enough."""
        return {
            frozenset(filter(None, (mode.strip() for mode in value.split(",")))): meta
            for value, meta in self.of(SUFFICIENT).items()
        }


def read_statements(package: Package) -> Statements:
    """Return what a book says of its accessibility (EPUB Accessibility 1.1, package metadata)."""
    return Statements(package, {name: package.statements(f"schema:{name}") for name in PROPERTIES})


class Tally:
    """What has been met in the documents of a book so far, counted."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.texts = 0
        self.pictures = 0
        self.pictures_beside_cover = 0
        self.pictures_without_words = 0
        self.formulas = 0
        self.formulas_without_words = 0
        self.headings = 0
        self.contents = 0
        self.page_list = 0
        self.page_breaks = 0
        self.indexes = 0
        self.descriptions = 0
        self.roles = 0
        self.ruby = 0
        self.audio = 0
        self.video = 0
        self.tracks: set[str] = set()
        self.silent_documents = 0
        self.tells_voices = any(item.media_type == "application/pls+xml" for item in package.items.values())

    def add(self, document: Document, *, speaks: bool) -> None:
        """Count a document.

        Args:
            document: the document.
            speaks: whether its stylesheets tell a voice how to speak.
        """
        markup = document.markup
        is_navigation = document.item == self.package.navigation
        if is_navigation:
            self.contents += markup.contents
            self.page_list += markup.page_list
        else:
            self.texts += sum(not passage.alternative for passage in document.passages)
            self.headings += markup.headings
        self.pictures += len(document.pictures)
        self.pictures_beside_cover += sum(not picture.cover for picture in document.pictures)
        self.pictures_without_words += sum(not picture.alternative for picture in document.pictures)
        self.formulas += len(document.formulas)
        self.formulas_without_words += sum(not formula.alternative for formula in document.formulas)
        self.page_breaks += markup.page_breaks
        self.indexes += markup.indexes
        self.descriptions += markup.descriptions
        self.roles += markup.roles
        self.ruby += markup.ruby
        self.audio += markup.audio
        self.video += markup.video
        self.tracks |= markup.tracks
        self.silent_documents += bool(document.passages) and not document.item.overlay
        self.tells_voices = self.tells_voices or markup.spoken or speaks
