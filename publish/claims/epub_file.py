"""The container of an EPUB: finding its package document, and writing a copy with another one (EPUB 3.3, section 4)."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from lxml import etree

from publish.findings import Finding, Location, PublishError

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_SIGNATURES = "META-INF/signatures.xml"
_PACKAGE = "application/oebps-package+xml"
_CONTAINER_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_METHOD = "{http://www.w3.org/2001/04/xmlenc#}EncryptionMethod"
# Fonts that are only disguised (EPUB 3.3, 4.4.3, and Adobe's own way) are no lock on the text.
_DISGUISES = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_MAXIMUM_BYTES = 16 * 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    etree.XMLSyntaxError,
)


class EpubFile(msgspec.Struct, frozen=True):
    """An EPUB that may be changed: neither locked nor signed, with one package document.

    Attributes:
        package_path: the name of the package document inside the container.
        package: its bytes.
    """

    path: Path
    package_path: str
    package: bytes


def read_epub(path: Path) -> EpubFile:
    """Find the package document of an EPUB.

    Raises:
        PublishError: the file cannot be read, is no EPUB, is locked or signed, or holds several renditions of a book.
    """
    with _telling_what_is_broken(path), zipfile.ZipFile(path) as container:
        names = container.namelist()
        if "mimetype" not in names or _read(container, "mimetype").strip() != b"application/epub+zip":
            raise refusal(path, "epub-broken", "it does not say that it is an EPUB", "Name an EPUB.")
        if len(set(names)) < len(names):
            raise refusal(
                path, "epub-broken", "two files in it have the same name", "Mend it with the tool that made it."
            )
        if any(entry.flag_bits & 1 for entry in container.infolist()) or _is_encrypted(container):
            raise refusal(path, "epub-locked", "it is encrypted", "Certify the book before it is locked.")
        if _SIGNATURES in names:
            raise refusal(
                path,
                "epub-signed",
                "it bears a digital signature, which any change would break",
                "Certify the book before it is signed.",
            )
        found = [
            str(file.get("full-path"))
            for file in parse(_read(container, _CONTAINER)).iter(f"{_CONTAINER_NAMESPACE}rootfile")
            if file.get("media-type") == _PACKAGE
        ]
        if len(found) > 1:
            raise refusal(
                path,
                "epub-renditions",
                f"it holds {len(found)} renditions of the book, and a claim would tell of one",
                "Certify a book with one rendition.",
            )
        if not found or found[0] not in names:
            raise refusal(
                path, "epub-broken", "its package document is not there", "Mend it with the tool that made it."
            )
        return EpubFile(path, found[0], _read(container, found[0]))


def write_copy(book: EpubFile, package: bytes, target: Path) -> None:
    """Write a copy of an EPUB with another package document.

    The other files keep content, order, time and mode; ``mimetype`` comes first and is not compressed (EPUB 3.3, 4.3).

    Raises:
        PublishError: the book cannot be read.
        OSError: the copy cannot be written.
    """
    with (
        _telling_what_is_broken(book.path),
        zipfile.ZipFile(book.path) as container,
        zipfile.ZipFile(target, "w", compresslevel=6) as copy,
    ):
        for entry in sorted(container.infolist(), key=lambda entry: entry.filename != "mimetype"):
            twin = zipfile.ZipInfo(entry.filename, entry.date_time)
            twin.create_system, twin.external_attr = entry.create_system, entry.external_attr
            is_plain = entry.filename == "mimetype" or entry.compress_type == zipfile.ZIP_STORED
            twin.compress_type = zipfile.ZIP_STORED if is_plain else zipfile.ZIP_DEFLATED
            if entry.filename == book.package_path:
                copy.writestr(twin, package)
                continue
            twin.file_size = entry.file_size
            with container.open(entry) as given, copy.open(twin, "w") as taken:
                shutil.copyfileobj(given, taken)
        copy.comment = container.comment


def parse(data: bytes) -> etree._Element:
    """Return the root of an XML document, with nothing loaded from elsewhere and no entity resolved.

    Raises:
        etree.XMLSyntaxError: it is not well-formed.
    """
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def refusal(path: Path, rule: str, reason: str, mend: str) -> PublishError:
    """Return the error that tells why a book cannot be certified as it is."""
    return PublishError(
        Finding(
            rule=rule,
            message=f"“{path}” cannot be certified: {reason}.",
            location=Location(str(path)),
            harms="Nobody's word stands in the book.",
            mend=mend,
        )
    )


def _is_encrypted(container: zipfile.ZipFile) -> bool:
    if _ENCRYPTION not in container.namelist():
        return False
    methods = parse(_read(container, _ENCRYPTION)).iter(_METHOD)
    return any(method.get("Algorithm") not in _DISGUISES for method in methods)


def _read(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as file:
        data = file.read(_MAXIMUM_BYTES + 1)
    if len(data) > _MAXIMUM_BYTES:
        raise ValueError(f"“{name}” is larger than 16 MiB")
    return data


@contextmanager
def _telling_what_is_broken(path: Path) -> Iterator[None]:
    try:
        yield
    except KeyError as error:
        raise refusal(
            path, "epub-broken", f"“{_CONTAINER}” is not there", "Mend it with the tool that made it."
        ) from error
    except _BROKEN as error:
        raise refusal(path, "epub-broken", f"it is damaged ({error})", "Mend it with the tool that made it.") from error
