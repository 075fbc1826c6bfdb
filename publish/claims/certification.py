"""Certifying a book: checked, changed aside, checked again, and only then put in place."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from lxml import etree

from publish.claims.conformance import Claim, UnfitPackageError, is_draft, reads_as_text, with_claim
from publish.claims.epub_file import read_epub, refusal, write_copy
from publish.clock import source_date
from publish.findings import Finding, Location, PublishError, Severity, has_errors
from publish.validators import State, Verdict
from publish.validators.judge import judge


class Certification(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an attempt to certify a book.

    Attributes:
        claim: what was to be said of the book.
        verdicts: what the validators say: of the book with the claim, or of the book as it was if that stopped it.
        findings: why the book was not certified, or what the certifier must know.
        changed: the file bears the claim now, and did not before.
    """

    claim: Claim
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    changed: bool = False

    @property
    def status(self) -> int:
        """The exit status: 0 the book bears the claim, 1 it was refused."""
        return int(has_errors(self.findings))


def certify(path: Path, claim: Claim, *, accept_unchecked: bool = False) -> Certification:
    """Make a book say who certifies that it conforms to EPUB Accessibility 1.1.

    The file is replaced only if every validator that knows EPUB passes it, before and after.

    Args:
        accept_unchecked: certify even where a validator cannot judge the book.

    Raises:
        PublishError: the claim cannot be made, or the file cannot be used: it is no EPUB 3, a draft, locked, signed
            or damaged.
    """
    claim = claim.checked()
    if path.suffix.lower() != ".epub" or not path.is_file():
        reason = "it does not end in .epub" if path.is_file() else "it is not there"
        raise refusal(path, "epub-expected", reason, "Name an EPUB, such as build/article/article.epub.")
    try:
        book = read_epub(path)
        if is_draft(book.package):
            mend = "Have its words approved, and build it with --release."
            raise refusal(path, "epub-draft", "it is a draft, with words that nobody has approved", mend)
        package = with_claim(book.package, claim, _modified(claim))
        verdicts = _verdicts(path)
        findings = _objections(path, verdicts, claim, accept_unchecked=accept_unchecked)
        if not reads_as_text(book.package):
            findings = (*findings, _contradiction(path))
        if has_errors(findings) or package == book.package:
            return Certification(claim=claim, verdicts=verdicts, findings=findings)
        with _aside(path) as copy:
            write_copy(book, package, copy)
            verdicts = _of(path, _verdicts(copy))
            findings = _objections(path, verdicts, claim, accept_unchecked=accept_unchecked)
            if not has_errors(findings):
                shutil.copymode(path, copy)
                copy.replace(path.resolve())
    except UnfitPackageError as error:
        raise refusal(path, "epub-unfit", str(error), "Certify a book of EPUB 3.") from error
    except etree.XMLSyntaxError as error:
        mend = "Mend it with the tool that made it."
        raise refusal(path, "epub-broken", f"its package document is not XML ({error})", mend) from error
    except OSError as error:
        mend = "Mend who may read and write there, and whether there is room."
        raise refusal(path, "certify-unwritable", str(error.strerror or error), mend) from error
    return Certification(claim=claim, verdicts=verdicts, findings=findings, changed=not has_errors(findings))


def _modified(claim: Claim) -> datetime.datetime | None:
    """Return the time of the change, as far as somebody tells it; the clock is not asked."""
    day = datetime.datetime.combine(claim.on, datetime.time(), datetime.UTC) if claim.on else None
    return source_date() or day


def _verdicts(path: Path) -> tuple[Verdict, ...]:
    judgement = judge([path])
    for finding in judgement.findings:
        if finding.rule != "file-kind-unknown":
            raise PublishError(judgement.findings)
    return judgement.verdicts


def _of(path: Path, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return verdicts on the copy as verdicts on the file that it is to replace."""

    def moved(finding: Finding, copy: Path) -> Finding:
        place = finding.location
        moved = Location(place.file.replace(str(copy), str(path)), place.line) if place else None
        return msgspec.structs.replace(finding, location=moved)

    return tuple(
        msgspec.structs.replace(
            verdict, path=path, findings=tuple(moved(finding, verdict.path) for finding in verdict.findings)
        )
        for verdict in verdicts
    )


def _objections(
    path: Path, verdicts: Sequence[Verdict], claim: Claim, *, accept_unchecked: bool
) -> tuple[Finding, ...]:
    failed = [verdict for verdict in verdicts if verdict.state is State.FAILED]
    unchecked = [
        f"{verdict.validator} ({verdict.reason})" for verdict in verdicts if verdict.state is State.NOT_CHECKED
    ]
    if not verdicts:
        unchecked = ["no validator for EPUB is installed"]
    findings = [finding for verdict in failed for finding in verdict.findings]
    if failed:
        findings.append(
            Finding(
                rule="certify-refused",
                message=f"“{path}” was not certified: it fails by {', '.join(_names(failed))}.",
                location=Location(str(path)),
                harms="Readers would rely on a claim that is not true.",
                mend="Mend what the other messages name, build the book again, and certify that.",
            )
        )
    if unchecked and not accept_unchecked:
        findings.append(
            Finding(
                rule="certify-unchecked",
                message=f"“{path}” was not certified, since it was not checked by all: {'; '.join(unchecked)}.",
                location=Location(str(path)),
                harms="A fault that this check would have found would stand behind the claim.",
                mend=" ".join(
                    [
                        *dict.fromkeys(
                            f"{verdict.validator}: {verdict.mend.rstrip('.')}." for verdict in verdicts if verdict.mend
                        ),
                        "If you have had it checked elsewhere, say --accept-unchecked.",
                    ]
                ),
            )
        )
    if unchecked and accept_unchecked and not failed:
        findings.append(
            Finding(
                rule="certified-unchecked",
                message=f"Not all checks of “{path}” were made: {'; '.join(unchecked)}.",
                severity=Severity.WARNING,
                location=Location(str(path)),
                harms="A fault that this check would have found stands behind the claim.",
                mend=f"{claim.by} vouches for this too; have it checked elsewhere, or install what is missing.",
            )
        )
    return tuple(findings)


def _contradiction(path: Path) -> Finding:
    return Finding(
        rule="certify-contradiction",
        message=f"“{path}” was not certified: by its own metadata it cannot be read as text alone.",
        location=Location(str(path)),
        harms="People who cannot see a picture get nothing in its place, whatever is claimed (WCAG 1.1.1).",
        mend="Give every picture that tells something a text alternative, build the book again, and certify that.",
    )


def _names(verdicts: Sequence[Verdict]) -> Iterator[str]:
    yield from dict.fromkeys(verdict.validator for verdict in verdicts)


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """Give a place of the same name on the same disk, in a folder that vanishes whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix=".in-progress-", dir=path.resolve().parent))
    try:
        yield folder / path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)
