"""What a claim of conformance looks like in a package document (EPUB Accessibility 1.1, section 3.5)."""

from __future__ import annotations

import datetime
import itertools
import re
import typing

import msgspec
from lxml import etree

from publish.claims.epub_file import parse
from publish.content.characters import UNWRITABLE
from publish.findings import Finding, PublishError
from publish.labels import labels

LEVELS = ("A", "AA", "AAA")
WCAG_VERSIONS = ("2.0", "2.1", "2.2")
_OPF = "{http://www.idpf.org/2007/opf}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_UNCERTIFIED = "accessibility_uncertified"
# The form of version 1.1, and the addresses that version 1.0 asked for.
_CONFORMANCE = re.compile(r"EPUB Accessibility .*|https?://(www\.)?(idpf\.org/epub/a11y|w3\.org/TR/epub-a11y).*")
_CERTIFIER = ("a11y:certifiedBy", "a11y:certifierCredential", "a11y:certifierReport")
_BEFORE_ROOT = re.compile(
    rb"(\xef\xbb\xbf)?(\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(\[[^\]]*\][^>]*)?>)*", re.DOTALL | re.IGNORECASE
)
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What a certifier says of a book.

    Attributes:
        by: the name of the party that judged it.
        level: of WCAG: A, AA or AAA.
        wcag: the version of WCAG: 2.0, 2.1 or 2.2.
        credential: what entitles the certifier to judge; empty when nothing is named.
        report: the web address of a report; empty when there is none.
        on: the day on which the book was judged; None when it is not told.
    """

    by: str
    level: str = "AA"
    wcag: str = "2.2"
    credential: str = ""
    report: str = ""
    on: datetime.date | None = None

    @property
    def standard(self) -> str:
        """The conformance string, to the letter (EPUB Accessibility 1.1, 3.5.2)."""
        return f"EPUB Accessibility 1.1 - WCAG {self.wcag} Level {self.level}"

    def checked(self) -> Claim:
        """Return the claim with its white space in order.

        Raises:
            PublishError: something in it cannot be claimed, or nobody claims it.
        """
        claim = msgspec.structs.replace(
            self, by=" ".join(self.by.split()), credential=" ".join(self.credential.split()), report=self.report.strip()
        )
        problems = {
            "nobody is named who vouches for it": not claim.by,
            f"“{self.level}” is not a level of WCAG ({', '.join(LEVELS)})": claim.level not in LEVELS,
            f"“{self.wcag}” is not a version of WCAG ({', '.join(WCAG_VERSIONS)})": claim.wcag not in WCAG_VERSIONS,
            f"“{self.report}” is not a web address": bool(claim.report)
            and not re.fullmatch(r"https?://[^\s/]+\S*", claim.report),
            "a control character stands in it": bool(UNWRITABLE.search(claim.by + claim.credential + claim.report)),
        }
        for problem in (problem for problem, there in problems.items() if there):
            raise PublishError(
                Finding(
                    rule="claim-wrong",
                    message=f"The claim cannot be made: {problem}.",
                    harms="Readers rely on a claim, and must know who makes it.",
                    mend="Compare with docs/claims.md.",
                )
            )
        return claim


class UnfitPackageError(Exception):
    """A package document that cannot bear a claim, and why."""


def reads_as_text(package: bytes) -> bool:
    """Tell whether a book can be read as text alone, as far as its own metadata tell; WCAG asks for that at level A.

    Raises:
        etree.XMLSyntaxError: the package is not well-formed.
    """
    properties = [(_names(element), _text(element)) for element in parse(package).iter(f"{_OPF}meta")]
    enough = [text for names, text in properties if names == ["schema:accessModeSufficient"]]
    return not enough or "textual" in enough


def is_draft(package: bytes) -> bool:
    """Tell whether a book calls itself a draft (``creativeWorkStatus`` of schema.org), as previews of Publish do.

    Raises:
        etree.XMLSyntaxError: the package is not well-formed.
    """
    properties = parse(package).iter(f"{_OPF}meta")
    return any("schema:creativeWorkStatus" in _names(one) and _text(one).casefold() == "draft" for one in properties)


def with_claim(package: bytes, claim: Claim, modified: datetime.datetime | None) -> bytes:
    """Return a package document that bears a claim in place of any earlier one.

    All else stays as it was: order, comments and white space too.

    Args:
        modified: the least that ``dcterms:modified`` becomes; it always becomes later than it was, since the book is a
            new release. A package that bears the same claim already comes back as it is.

    Raises:
        UnfitPackageError: the package is not of EPUB 3.
        etree.XMLSyntaxError: the package is not well-formed.
    """
    root = parse(package)
    metadata = root.find(f"{_OPF}metadata")
    if root.tag != f"{_OPF}package" or metadata is None:
        raise UnfitPackageError("its package document has no metadata")
    if not str(root.get("version", "")).startswith("3."):
        raise UnfitPackageError(f"it is of EPUB {root.get('version', 'without a version')}, and a claim needs EPUB 3")
    # lxml would write new elements with a second prefix of the namespace, such as EbookLib declares and does not use.
    etree.cleanup_namespaces(
        metadata, keep_ns_prefixes=[p for p, uri in metadata.nsmap.items() if p and uri != _OPF[1:-1]]
    )
    _drop_earlier_claims(metadata)
    _add_claim(root, metadata, claim)
    _drop_the_sentence_that_nobody_certified(metadata)
    changed = _written(root, package)
    if changed == package:
        return package
    _set_modified(metadata, modified)
    changed = _written(root, package)
    parse(changed)  # a prolog that is hard to understand may have been cut in two
    return changed


def _drop_earlier_claims(metadata: etree._Element) -> None:
    doomed = [
        element
        for element in metadata.iterchildren(f"{_OPF}meta", f"{_OPF}link")
        if ("dcterms:conformsTo" in _names(element) and _CONFORMANCE.fullmatch(element.get("href") or _text(element)))
        or (not element.get("refines") and any(name in _CERTIFIER for name in _names(element)))
    ]
    while doomed:
        element = doomed.pop()
        if element.getparent() is None:
            continue
        if identifier := element.get("id"):
            doomed += [other for other in metadata if other.get("refines") == f"#{identifier}"]
        _remove(element)


def _add_claim(root: etree._Element, metadata: etree._Element, claim: Claim) -> None:
    taken = {str(element.get("id")) for element in root.iter(etree.Element)}
    conformance, certifier = _free("conformance", taken), _free("certifier", taken)
    _append(metadata, "meta", claim.standard, property="dcterms:conformsTo", id=conformance)
    _append(metadata, "meta", claim.by, property="a11y:certifiedBy", refines=f"#{conformance}", id=certifier)
    about = {"refines": f"#{certifier}"}
    if claim.on:
        _append(metadata, "meta", claim.on.isoformat(), property="dcterms:date", **about)
    if claim.credential:
        _append(metadata, "meta", claim.credential, property="a11y:certifierCredential", **about)
    if claim.report:
        _append(metadata, "link", None, rel="a11y:certifierReport", href=claim.report, **about)


def _drop_the_sentence_that_nobody_certified(metadata: etree._Element) -> None:
    """Take out the one sentence that the claim makes untrue; the summary is not to repeat the claim (section 2.2)."""
    for element in list(metadata.iterchildren(f"{_OPF}meta")):
        if _names(element) == ["schema:accessibilitySummary"]:
            language = next(
                (node.get(_LANGUAGE) for node in (element, *element.iterancestors()) if node.get(_LANGUAGE)), ""
            )
            sentence = labels(str(language))[_UNCERTIFIED]
            if sentence in _text(element):
                element.text = " ".join(_text(element).replace(sentence, " ").split())
                if not element.text:
                    _remove(element)


def _set_modified(metadata: etree._Element, modified: datetime.datetime | None) -> None:
    for element in metadata.iterchildren(f"{_OPF}meta"):
        if _names(element) == ["dcterms:modified"] and not element.get("refines"):
            try:
                before = datetime.datetime.strptime(_text(element), _MOMENT).replace(tzinfo=datetime.UTC)
                later = before + datetime.timedelta(seconds=1)
            except (ValueError, OverflowError):
                continue
            element.text = max(later, modified or later).strftime(_MOMENT)


def _names(element: etree._Element) -> list[str]:
    return str(element.get("property") or element.get("rel") or "").split()


def _text(element: etree._Element) -> str:
    return " ".join((element.text or "").split())


def _free(name: str, taken: set[str]) -> str:
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return next(candidate for candidate in itertools.chain([name], numbered) if candidate not in taken)


def _append(parent: etree._Element, name: str, text: str | None, **attributes: str) -> None:
    """Add an element at the end, on a line of its own if those before it stand so."""
    element = etree.SubElement(parent, f"{_OPF}{name}", attributes)
    element.text = text
    before = element.getprevious()
    if before is not None:
        element.tail, before.tail = before.tail, parent.text


def _remove(element: etree._Element) -> None:
    """Take an element out with the white space before it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = element.tail
    else:
        parent.text = element.tail
    parent.remove(element)


def _written(root: etree._Element, package: bytes) -> bytes:
    """Return the document as bytes, with what stood before and after its root as it was."""
    tree = root.getroottree()
    encoding = tree.docinfo.encoding or "UTF-8"
    if encoding.upper() != "UTF-8":
        return _serialised(tree, encoding, xml_declaration=True)
    written = _serialised(root, encoding, xml_declaration=False)
    if b"\r\n" in package:
        written = written.replace(b"\n", b"\r\n")
    before = _BEFORE_ROOT.match(package)
    after = b"".join(_serialised(node, encoding, xml_declaration=False) for node in root.itersiblings())
    return (before[0] if before else b"") + written + after + package[len(package.rstrip()) :]


def _serialised(tree: etree._Element | etree._ElementTree, encoding: str, *, xml_declaration: bool) -> bytes:
    written = etree.tostring(tree, encoding=encoding, xml_declaration=xml_declaration, with_tail=False)
    return typing.cast(bytes, written)
