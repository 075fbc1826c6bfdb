"""``publish certify``: who vouches for a book, and when nobody may."""

from __future__ import annotations

import datetime
import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import ClassVar

import pytest
from lxml import etree

import publish
from publish import plugins
from publish.plugins import Availability
from publish.validators import State, Verdict

from .conftest import CLONE, Run
from .support.e_book import package_of, problems

NAMES = {"opf": "http://www.idpf.org/2007/opf"}
STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
UNCERTIFIED = "Nobody has certified it."
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="{path}" media-type="application/oebps-package+xml"/>{more}</rootfiles></container>'
)


class WellFormed:
    """A validator that passes books whose documents are XML, and that say where they come from as it is."""

    name: ClassVar[str] = "well-formed"
    standard: ClassVar[str] = "XML 1.0"
    suffixes: ClassVar[tuple[str, ...]] = (".epub",)

    def availability(self) -> Availability:
        return Availability()

    def check(self, paths: Sequence[Path]) -> list[Verdict]:
        return [self.verdict(path) for path in paths]

    def verdict(self, path: Path) -> Verdict:
        state, findings = State.PASSED, []
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if not name.endswith((".opf", ".xhtml")):
                    continue
                location = publish.Location(f"{path}/{name}")
                try:
                    etree.fromstring(book.read(name))
                except etree.XMLSyntaxError as error:
                    findings.append(publish.Finding(rule="not-xml", message=str(error), location=location))
                if b"Liar" in book.read(name):
                    findings.append(publish.Finding(rule="liar", message="Do not trust it.", location=location))
        if findings:
            state = State.FAILED
        return Verdict(path=path, validator=self.name, standard=self.standard, state=state, findings=tuple(findings))


class NotHere(WellFormed):
    name: ClassVar[str] = "not-here"

    def availability(self) -> Availability:
        return Availability("its program is missing", "install it")


@pytest.fixture
def validators(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def register(*classes: type) -> None:
        points = [EntryPoint(c.name, f"{__name__}:{c.__name__}", "publish.validators") for c in classes]
        original = plugins.entry_points
        monkeypatch.setattr(
            plugins, "entry_points", lambda group: points if group == "publish.validators" else original(group=group)
        )

    register(WellFormed)
    return register


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("built")
    return {
        language: publish.build(CLONE / f"source/{name}.md", to=["epub"], output=folder).artifacts[0].path
        for language, name in (("en", "ketamine"), ("ar", "handwashing.ar"))
    }


@pytest.fixture
def book(built: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(built["en"], tmp_path / "book.epub"))


def metadata(path: Path, name: str = "EPUB/content.opf") -> list[tuple[str, str, str]]:
    """Return each property with what it refines, by property or element name, and its value."""
    package = package_of(path, name)
    ids = {f"#{e.get('id')}": e.get("property") or etree.QName(e).localname for e in package.iter(etree.Element)}
    return [
        (e.get("property") or e.get("rel"), ids.get(e.get("refines"), ""), e.get("href") or e.text or "")
        for e in package.iter("{*}meta", "{*}link")
    ]


def claims(path: Path, name: str = "EPUB/content.opf") -> list[tuple[str, str, str]]:
    about = (
        "dcterms:conformsTo",
        "a11y:certifiedBy",
        "a11y:certifierCredential",
        "a11y:certifierReport",
        "dcterms:date",
    )
    return [entry for entry in metadata(path, name) if entry[0] in about]


def value(path: Path, name: str) -> str:
    (found,) = [text for property_, _, text in metadata(path) if property_ == name]
    return found


def with_package(path: Path, change: Callable[[str], str], target: Path) -> Path:
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(target, "w") as changed:
        for entry in given.infolist():
            data = given.read(entry)
            changed.writestr(entry, change(data.decode()).encode() if entry.filename.endswith(".opf") else data)
    return target


# The claim


def test_a_claim_as_the_standard_asks_for_it(book: Path, run: Callable[..., Run], validators: object) -> None:
    arguments = ("--credential", "Trained", "--report", "https://example.org/r?a=1&b=2", "--on", "2026-12-01")
    result = run("certify", book, "--by", "Tests & Sons", *arguments)
    assert (result.status, result.err) == (0, "")
    assert claims(book) == [
        ("dcterms:conformsTo", "", STANDARD),
        ("a11y:certifiedBy", "dcterms:conformsTo", "Tests & Sons"),
        ("dcterms:date", "a11y:certifiedBy", "2026-12-01"),
        ("a11y:certifierCredential", "a11y:certifiedBy", "Trained"),
        ("a11y:certifierReport", "a11y:certifiedBy", "https://example.org/r?a=1&b=2"),
    ]
    assert value(book, "dcterms:modified") == "2026-12-01T00:00:00Z"
    assert UNCERTIFIED not in value(book, "schema:accessibilitySummary")
    assert f"“{STANDARD}”, certified by Tests & Sons." in result.out
    assert "No check sees whether" in result.out
    assert "passed       XML 1.0    well-formed" in result.out


def test_level_and_version_of_wcag(book: Path, validators: object) -> None:
    assert publish.certify(book, by="A", level="A", wcag="2.1").changed
    assert claims(book)[0][2] == "EPUB Accessibility 1.1 - WCAG 2.1 Level A"


def test_a_summary_in_arabic_loses_its_own_sentence(built: dict[str, Path], tmp_path: Path, validators: object) -> None:
    book = Path(shutil.copy(built["ar"], tmp_path / "book.epub"))
    before = value(book, "schema:accessibilitySummary")
    publish.certify(book, by="A")
    assert before.endswith(" لم يصادق أحد على إتاحة هذا الكتاب.")
    assert value(book, "schema:accessibilitySummary") == before.removesuffix(" لم يصادق أحد على إتاحة هذا الكتاب.")


def test_everything_else_stays_as_it_was(built: dict[str, Path], book: Path, validators: object) -> None:
    publish.certify(book, by="A")
    with zipfile.ZipFile(built["en"]) as before, zipfile.ZipFile(book) as after:
        assert [
            (e.filename, e.date_time, e.compress_type, e.external_attr, e.create_system) for e in before.infolist()
        ] == [(e.filename, e.date_time, e.compress_type, e.external_attr, e.create_system) for e in after.infolist()]
        assert (after.infolist()[0].filename, after.infolist()[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        old, new = before.read("EPUB/content.opf").decode(), after.read("EPUB/content.opf").decode()
    assert changed == ["EPUB/content.opf"]
    added = [line for line in new.splitlines() if line not in old.splitlines()]
    assert [re.sub(" id=.*|>.*", "", line) for line in added] == [
        '  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"',
        '    <meta property="dcterms:modified"',
        '    <meta property="schema:accessibilitySummary"',
        '    <meta property="dcterms:conformsTo"',
        '    <meta property="a11y:certifiedBy" refines="#conformance"',
    ]
    assert [path.name for path in book.parent.iterdir()] == ["book.epub"]


def test_the_same_claim_again_changes_nothing(book: Path, run: Callable[..., Run], validators: object) -> None:
    on = datetime.date(2026, 12, 1)
    assert publish.certify(book, by="A", on=on).changed
    once = book.read_bytes()
    assert not publish.certify(book, by="A", on=on).changed
    assert book.read_bytes() == once
    assert "Nothing was changed" in run("certify", book, "--by", "A", "--on", "2026-12-01").out


def test_another_claim_takes_the_place_of_the_first(book: Path, validators: object) -> None:
    publish.certify(book, by="A", credential="Trained", report="https://example.org/", on=datetime.date(2026, 12, 1))
    publish.certify(book, by="B", level="AAA")
    assert claims(book) == [
        ("dcterms:conformsTo", "", "EPUB Accessibility 1.1 - WCAG 2.2 Level AAA"),
        ("a11y:certifiedBy", "dcterms:conformsTo", "B"),
    ]
    assert value(book, "dcterms:modified") == "2026-12-01T00:00:01Z"


def test_the_date_of_the_change_is_never_the_clocks(
    book: Path, validators: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = value(book, "dcterms:modified")
    publish.certify(book, by="A", on=datetime.date(1999, 1, 1))
    assert value(book, "dcterms:modified") == before.replace(":00Z", ":01Z")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    publish.certify(book, by="B")
    assert value(book, "dcterms:modified") == "2100-01-01T00:00:00Z"
    assert "dcterms:date" not in [name for name, _, _ in metadata(book)]


def test_a_book_of_the_last_moment_there_is_can_be_certified(book: Path, validators: object, tmp_path: Path) -> None:
    before, last = value(book, "dcterms:modified"), "9999-12-31T23:59:59Z"
    late = with_package(book, lambda package: package.replace(before, last), tmp_path / "late.epub")
    assert publish.certify(late, by="A").changed
    assert value(late, "dcterms:modified") == last


# Refusals


def test_a_book_that_fails_is_not_certified(
    book: Path, tmp_path: Path, run: Callable[..., Run], validators: Callable[..., None]
) -> None:
    bad = tmp_path / "bad.epub"
    with zipfile.ZipFile(book) as given, zipfile.ZipFile(bad, "w") as changed:
        for entry in given.infolist():
            changed.writestr(entry, given.read(entry).replace(b"</body>", b"</bdy>"))
    before = bad.read_bytes()
    result = run("certify", bad, "--by", "A", "--accept-unchecked")
    assert result.status == 1
    assert "error[not-xml]" in result.err
    assert "error[certify-refused]: " in result.err
    assert "failed       XML 1.0    well-formed" in result.out
    assert bad.read_bytes() == before
    validators()
    assert run("certify", bad, "--by", "A").status == 1


def test_a_claim_that_makes_the_book_fail_is_not_written(
    book: Path, run: Callable[..., Run], validators: object
) -> None:
    before = book.read_bytes()
    result = run("certify", book, "--by", "Liar")
    assert result.status == 1
    assert f"error[liar]: Do not trust it.\n  --> {book}/EPUB/content.opf" in result.err
    assert book.read_bytes() == before
    assert [path.name for path in book.parent.iterdir()] == ["book.epub"]


def test_a_book_that_contradicts_the_claim_is_not_certified(
    write: Callable[..., Path], run: Callable[..., Run], validators: object
) -> None:
    source = write("![](dot.svg)")
    (source.parent / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    (artifact,) = publish.build(source, to=["epub"]).artifacts
    result = run("certify", artifact.path, "--by", "A")
    assert result.status == 1
    assert "error[certify-contradiction]: " in result.err
    assert claims(artifact.path) == []


def test_what_was_not_checked_has_not_passed(
    book: Path, run: Callable[..., Run], validators: Callable[..., None]
) -> None:
    before = book.read_bytes()
    for present, missing in (((WellFormed, NotHere), "not-here (its program is missing)"), ((), "no validator")):
        validators(*present)
        result = run("certify", book, "--by", "A")
        assert result.status == 1
        assert "error[certify-unchecked]: " in result.err
        assert missing in result.err
        assert book.read_bytes() == before
    validators(WellFormed, NotHere)
    result = run("certify", book, "--by", "A", "--accept-unchecked")
    assert result.status == 0
    assert "warning[certified-unchecked]: " in result.err
    assert "A vouches for this too" in result.err
    assert claims(book)[1][2] == "A"


def test_without_a_name_nothing_happens(book: Path, run: Callable[..., Run], validators: object) -> None:
    before = book.read_bytes()
    for arguments in (
        (),
        ("--by", " "),
        ("--by", "A", "--level", "B"),
        ("--by", "A", "--wcag", "3.0"),
        ("--by", "A", "--report", "report.html"),
        ("--by", "A\x07"),
        ("--by", "A", "--on", "yesterday"),
    ):
        assert run("certify", book, *arguments).status == 2, arguments
    assert book.read_bytes() == before


def rewritten(book: Path, target: Path, files: dict[str, str | None]) -> Path:
    """Copy a book with other files in it; None leaves one out."""
    with zipfile.ZipFile(book) as given, zipfile.ZipFile(target, "w") as changed:
        for entry in given.infolist():
            if entry.filename not in files:
                changed.writestr(entry, given.read(entry))
        for name, content in files.items():
            if content is not None:
                changed.writestr(name, content)
    return target


ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
)
LOCK = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({"META-INF/encryption.xml": ENCRYPTION.format(LOCK)}, "epub-locked"),
        ({"META-INF/signatures.xml": "<signatures/>"}, "epub-signed"),
        ({"META-INF/container.xml": None}, "epub-broken"),
        ({"META-INF/container.xml": "<container"}, "epub-broken"),
        ({"META-INF/container.xml": CONTAINER.format(path="gone.opf", more="")}, "epub-broken"),
        (
            {
                "META-INF/container.xml": CONTAINER.format(
                    path="EPUB/content.opf",
                    more='<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/>',
                )
            },
            "epub-renditions",
        ),
        ({"mimetype": "application/zip"}, "epub-broken"),
        ({"EPUB/content.opf": "<package"}, "epub-broken"),
        (
            {"EPUB/content.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata/></package>'},
            "epub-unfit",
        ),
        ({"EPUB/content.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"/>'}, "epub-unfit"),
        ({"EPUB/content.opf": " " * (16 * 1024 * 1024 + 1)}, "epub-broken"),
    ],
)
def test_books_that_cannot_bear_a_claim(
    files: dict[str, str | None], rule: str, book: Path, tmp_path: Path, run: Callable[..., Run], validators: object
) -> None:
    path = rewritten(book, tmp_path / "other.epub", files)
    before = path.read_bytes()
    result = run("certify", path, "--by", "A")
    assert result.status == 2
    assert f"error[{rule}]: “{path}” cannot be certified: " in result.err
    assert path.read_bytes() == before


def test_files_that_are_no_books(book: Path, tmp_path: Path, run: Callable[..., Run], validators: object) -> None:
    (tmp_path / "short.epub").write_bytes(book.read_bytes()[:3000])
    (tmp_path / "text.epub").write_text("Only text.")
    (tmp_path / "article.pdf").write_text("Only text.")
    (tmp_path / "folder.epub").mkdir()
    for name in ("short.epub", "text.epub", "article.pdf", "folder.epub", "gone.epub"):
        result = run("certify", tmp_path / name, "--by", "A")
        assert result.status == 2, name
        assert "cannot be certified" in result.err
    damaged = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as container:
        entry = container.getinfo("EPUB/style.css")
    damaged[entry.header_offset + 60] ^= 255
    (tmp_path / "damaged.epub").write_bytes(damaged)
    assert run("certify", tmp_path / "damaged.epub", "--by", "A").status == 2


# Books by other tools

FOREIGN = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- By another tool. -->
<opf:package xmlns:opf="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="certifier" xml:lang="fr">
\t<opf:metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
\t\t<dc:identifier id="certifier">urn:x:1</dc:identifier> <!-- kept -->
\t\t<dc:title>Un livre</dc:title>
\t\t<dc:language>fr</dc:language>
\t\t<opf:meta property="dcterms:conformsTo" id="conformance">
\t\t\tEPUB Accessibility 1.1 - WCAG 2.0 Level A
\t\t</opf:meta>
\t\t<opf:meta property="a11y:certifiedBy" refines="#conformance" id="old">Avant</opf:meta>
\t\t<opf:meta property="a11y:certifierCredential" refines="#old" id="older">Avant</opf:meta>
\t\t<opf:meta property="dcterms:date" refines="#older">2020-01-01</opf:meta>
\t\t<opf:link rel="dcterms:conformsTo" href="http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa"/>
\t\t<opf:meta property="dcterms:conformsTo" id="other">Another standard</opf:meta>
\t\t<opf:meta property="a11y:certifiedBy" refines="#other">Somebody</opf:meta>
\t\t<opf:meta property="schema:accessibilitySummary">Un résumé.</opf:meta>
\t\t<opf:meta property="dcterms:modified">2020-01-01T00:00:00Z</opf:meta>
\t</opf:metadata>
</opf:package>
"""


def test_a_book_by_another_tool(book: Path, tmp_path: Path, validators: object) -> None:
    container = CONTAINER.format(path="OPS/livre.opf", more="")
    disguised = ENCRYPTION.format("http://www.idpf.org/2008/embedding")
    files = {
        "META-INF/container.xml": container,
        "META-INF/encryption.xml": disguised,
        "OPS/livre.opf": FOREIGN.replace("\n", "\r\n"),
    }
    path = rewritten(book, tmp_path / "foreign.epub", files)
    assert publish.certify(path, by="Après").changed
    assert claims(path, "OPS/livre.opf") == [
        ("dcterms:conformsTo", "", "Another standard"),
        ("a11y:certifiedBy", "dcterms:conformsTo", "Somebody"),
        ("dcterms:conformsTo", "", STANDARD),
        ("a11y:certifiedBy", "dcterms:conformsTo", "Après"),
    ]
    with zipfile.ZipFile(path) as changed:
        package = changed.read("OPS/livre.opf").decode()
    head, _, _ = FOREIGN.partition('\t\t<opf:meta property="dcterms:conformsTo" id="conformance">')
    assert package.startswith(head.replace("\n", "\r\n"))
    assert package.endswith(
        '\t\t<opf:meta property="dcterms:modified">2020-01-01T00:00:01Z</opf:meta>\r\n'
        f'\t\t<opf:meta property="dcterms:conformsTo" id="conformance">{STANDARD}</opf:meta>\r\n'
        '\t\t<opf:meta property="a11y:certifiedBy" refines="#conformance" id="certifier-2">Après</opf:meta>\r\n'
        "\t</opf:metadata>\r\n</opf:package>\r\n"
    )


# The reference validators


@pytest.mark.java
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_validator_here_and_epubcheck_pass_a_certified_book(
    language: str, built: dict[str, Path], tmp_path: Path
) -> None:
    book = Path(shutil.copy(built[language], tmp_path / "book.epub"))
    claim = {"credential": "Trained", "report": "https://example.org/r", "on": datetime.date(2026, 12, 1)}
    certification = publish.certify(book, by="Tests", accept_unchecked=True, **claim)
    assert certification.changed, certification.findings
    assert problems(book) == []


def test_a_draft_is_not_certified(
    validators: Callable[..., None], write: Callable[..., Path], run: Callable[..., Run]
) -> None:
    validators(WellFormed)
    article = write("Take one tablet.\n\n::: plain\nTake 1 pill.\n:::\n")
    (article.parent / "publish.toml").write_text('[outputs.plain-book]\nbackend = "epub"\nedition = "plain"\n')
    (draft,) = publish.build(article, to=["plain-book"], drafts=True).artifacts
    before = draft.path.read_bytes()
    done = run("certify", draft.path, "--by", "Ada Example")
    assert done.status == 2
    assert "error[epub-draft]" in done.err
    assert draft.path.read_bytes() == before
    (preview,) = publish.build(article, to=["plain-book"]).artifacts
    assert run("certify", preview.path, "--by", "Ada Example").status == 0
