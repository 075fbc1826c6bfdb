"""One source article, every accessible format: tagged PDF, EPUB 3, web page, plain language and audio narration.

>>> import publish
>>> reading = publish.read("article.md")
>>> scripting = publish.script("article.md")
>>> result = publish.build("article.md", to=["pdf"])
>>> checking = publish.check("article.md")
>>> judgement = publish.validate("build/article/article.pdf")
>>> certification = publish.certify("build/article/article.epub", by="Your organisation")
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from publish.findings import Finding, Location, PublishError, Severity

if TYPE_CHECKING:
    from publish.building.build import Result
    from publish.building.checking import Checking
    from publish.building.scripting import Scripting
    from publish.claims import Certification
    from publish.content import Reading
    from publish.validators.judge import Judgement

__all__ = ["Finding", "Location", "PublishError", "Severity", "build", "certify", "check", "read", "script", "validate"]


def read(path: str | os.PathLike[str]) -> Reading:
    """Read an article as a part of the project that it lies in.

    Returns:
        the document and what was found while it was read.

    Raises:
        PublishError: nothing can be made of the file.
    """
    from publish.building.reading import read_source

    return read_source(Path(path))


def build(
    *sources: str | os.PathLike[str],
    to: Sequence[str] = (),
    output: str | os.PathLike[str] | None = None,
    jobs: int = 1,
    voices: Sequence[str] = (),
    drafts: bool = False,
    release: bool = False,
) -> Result:
    """Build articles into finished files.

    Args:
        sources: the articles; none means those of the project around the current folder.
        to: names of outputs, such as ``pdf`` or ``large-print``; none means those of the project.
        output: the folder to build into; None means the project's.
        jobs: how many processes work at the same time; with more than one the calling script needs the usual
            ``if __name__ == "__main__"``.
        voices: names of voices, the preferred one first; none means those of the project.
        drafts: plain-language text that nobody has approved is shown all the same, labelled as a draft.
        release: an article that a gate keeps back is not built, and what keeps it back is an error.

    Raises:
        PublishError: what is asked for cannot be begun at all. A single output that fails is told by the result.
    """
    from publish.building.build import build as build_sources

    folder = None if output is None else Path(output)
    return build_sources(
        [Path(source) for source in sources],
        to=to,
        output=folder,
        jobs=jobs,
        voices=voices,
        drafts=drafts,
        release=release,
    )


def check(path: str | os.PathLike[str]) -> Checking:
    """Hold an article against the rules, as the project file sets them.

    Returns:
        what the reader and the rules found, and what comments in the source allow.

    Raises:
        PublishError: nothing can be made of the file, or the project file sets a rule that does not exist.
    """
    from publish.building.checking import check_source

    return check_source(Path(path))


def script(path: str | os.PathLike[str], edition: str = "standard", *, drafts: bool = False) -> Scripting:
    """Tell what the narration of an article will say, without saying it.

    Args:
        path: the article.
        edition: ``standard`` or ``plain``.
        drafts: plain-language text that nobody has approved is said all the same, after a label.

    Returns:
        the script, and what was found while it was written.

    Raises:
        PublishError: nothing can be made of the file, or there is no such edition.
    """
    from publish.building.scripting import script_of

    return script_of(Path(path), edition, drafts=drafts)


def validate(*files: str | os.PathLike[str]) -> Judgement:
    """Hold finished files against the standards, by every validator that knows their kind.

    Returns:
        a verdict for each file, validator and standard: passed, failed, or not checked and why.
    """
    from publish.validators.judge import judge

    return judge([Path(file) for file in files])


def certify(
    path: str | os.PathLike[str],
    *,
    by: str,
    level: str = "AA",
    wcag: str = "2.2",
    credential: str = "",
    report: str = "",
    on: datetime.date | None = None,
    accept_unchecked: bool = False,
) -> Certification:
    """Make a finished EPUB say who certifies that it conforms to EPUB Accessibility 1.1, if the validators pass it.

    Args:
        by: the party that judged the book, and vouches for what no validator sees.
        level: of WCAG: A, AA or AAA.
        wcag: the version of WCAG: 2.0, 2.1 or 2.2.
        credential: what entitles that party to judge.
        report: the web address of a report.
        on: the day on which the book was judged.
        accept_unchecked: certify even where a validator cannot judge the book.

    Returns:
        whether the file bears the claim now, what the validators say, and why it was refused if it was.

    Raises:
        PublishError: the claim cannot be made, or the file cannot be used.
    """
    from publish.claims import Claim
    from publish.claims import certify as make_claim

    claim = Claim(by=by, level=level, wcag=wcag, credential=credential, report=report, on=on)
    return make_claim(Path(path), claim, accept_unchecked=accept_unchecked)
