"""Building: articles into outputs, one bad article not stopping the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from pathlib import Path

import msgspec

from publish.building.checking import lines_in
from publish.building.index_page import other_files, write_index
from publish.building.outputs import choose_outputs, edition_name
from publish.building.plain_text import PlainText, plain_text_of
from publish.building.project import Project
from publish.building.work import Outcome, Work, do_all, is_heard
from publish.building.workers import submit_all, workers
from publish.clock import today
from publish.content import Artifact
from publish.editions import coverage_of, plain_edition
from publish.findings import Finding, Location, PublishError, Severity, has_errors
from publish.plain import Candidate, release_findings, stale_findings, standings

Progress = Callable[[str, str, int, int], None]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a build gave.

    Attributes:
        artifacts: every finished file, in the order of articles and outputs.
        findings: everything that was found.
        failed: something that was asked for was not made.
        utterances: how many were put into recordings.
        spoken: how many of these a voice spoke; the others were kept from earlier builds.
    """

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    failed: bool
    utterances: int = 0
    spoken: int = 0

    @property
    def status(self) -> int:
        """The exit status: 0 no errors, 1 errors among the findings, 2 something could not be made at all."""
        return 2 if self.failed else int(has_errors(self.findings))


def build(
    sources: Sequence[Path],
    *,
    to: Sequence[str] = (),
    output: Path | None = None,
    jobs: int = 0,
    voices: Sequence[str] = (),
    drafts: bool = False,
    release: bool = False,
    progress: Progress = lambda _article, _output, _done, _total: None,
) -> Result:
    """Build articles.

    Args:
        sources: the articles; none means those of the project around the current folder.
        to: names of outputs; none means those of the project.
        output: the folder to build into; None means the project's.
        jobs: how many processes work at the same time; 0 means one a core.
        voices: names of voices, the preferred one first; none means those of the project.
        drafts: plain-language text that nobody has approved is shown all the same, labelled as a draft.
        release: an article that a gate keeps back is not built, and what keeps it back is an error.
        progress: is told of article, output, and how much of it is done, and of how much.

    Raises:
        PublishError: what is asked for cannot be begun at all.
    """
    if drafts and release:
        raise PublishError(
            Finding(
                rule="release-of-drafts",
                message="A release holds no drafts.",
                harms="Patients would get words that nobody vouches for.",
                mend="Choose --drafts or --release.",
            )
        )
    sources = list(dict.fromkeys(sources)) or Project.around(Path.cwd()).sources()
    _refuse_shared_names(sources)
    findings: list[Finding] = []
    works: list[Work] = []
    failed = False
    for source in sources:
        try:
            project = Project.around(source)
            plain = plain_text_of(source, project)
            planned = _plan(source, plain, project, to, output, voices, drafts=drafts)
            found = [*plain.reading.findings, *plain.findings]
            found += _kept_back(plain, planned, project) if release else []
            kept_back = release and has_errors(found)
            found += _left_from_before(planned) if kept_back else _about_plain(plain, planned)
        except PublishError as error:
            findings.extend(error.findings)
            failed = True
        else:
            findings.extend(found)
            works.extend([] if kept_back else planned)
    order = {(work.article, work.output.name): number for number, work in enumerate(works)}
    outcomes = sorted(_run(works, jobs, progress), key=lambda outcome: order[outcome.article, outcome.output])
    for outcome in outcomes:
        findings.extend(outcome.findings)
        failed = failed or outcome.failed
    for work in {work.article: work for work in works}.values():
        try:
            made = [artifact for o in outcomes if o.article == work.article for artifact in o.artifacts]
            findings.extend(write_index(work, made, release=release))
        except PublishError as error:
            findings.extend(error.findings)
            failed = True
    artifacts = tuple(artifact for outcome in outcomes for artifact in outcome.artifacts)
    return Result(
        artifacts=artifacts,
        findings=tuple(dict.fromkeys(findings)),
        failed=failed,
        utterances=sum(outcome.utterances for outcome in outcomes),
        spoken=sum(outcome.spoken for outcome in outcomes),
    )


def _refuse_shared_names(sources: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for source in sources:
        if source.stem.casefold() in ("index", "artifacts", "..", "."):
            raise PublishError(
                Finding(
                    rule="source-name-taken",
                    message=f"An article cannot be called “{source.stem}”: a file of that name leads to the formats.",
                    location=Location(str(source)),
                    harms="One would overwrite the other.",
                    mend="Rename the article.",
                )
            )
        other = seen.setdefault(source.stem.casefold(), source)
        if other is not source:
            raise PublishError(
                Finding(
                    rule="source-name-taken",
                    message=f"“{other}” and “{source}” have one name, which is the name of what is built of them.",
                    location=Location(str(source)),
                    harms="One article would overwrite the other.",
                    mend="Rename one of the two.",
                )
            )


def _plan(
    source: Path,
    plain: PlainText,
    project: Project,
    to: Sequence[str],
    output: Path | None,
    voices: Sequence[str],
    *,
    drafts: bool,
) -> list[Work]:
    base = output or project.root / project.settings.output
    return [
        Work(
            article=source.stem,
            document=plain.reading.document,
            standings=standings(plain.statuses, drafts=drafts),
            output=chosen,
            root=project.root,
            folder=base / source.stem,
            voices=tuple(voices) or project.offline_voices,
            narration=project.settings.narration,
            lexicon=project.lexicon[0],
            house=project.house(source.stem, chosen.name),
        )
        for chosen in choose_outputs(list(to) or project.settings.formats, project.outputs)
    ]


def _editions(planned: Iterable[Work]) -> frozenset[str]:
    return frozenset(edition_name(work.output) for work in planned)


def _about_plain(plain: PlainText, planned: Sequence[Work]) -> Iterator[Finding]:
    """Yield what has become stale, and how much is in plain language, if a plain edition is made."""
    work = next((work for work in planned if edition_name(work.output) == "plain"), None)
    if work is None:
        return
    yield from stale_findings(plain.statuses)
    coverage = coverage_of(plain_edition(work.document, standings=work.standings))
    if coverage.plainness != "whole":
        share = f"{coverage.percent} % of the words of the plain edition are" if coverage.plain else "Nothing is"
        parts = "1 part is" if coverage.parts == 1 else f"{coverage.parts} parts are"
        yield Finding(
            rule="plain-incomplete",
            message=f"{share} in plain language; {parts} still the original, labelled.",
            severity=Severity.WARNING,
            location=Location(work.document.source),
            harms="People who need plain language meet text that they may not understand.",
            mend="“publish plain review” shows what is not written or not approved yet.",
        )


def _left_from_before(planned: Sequence[Work]) -> Iterator[Finding]:
    """Yield what lies in the folder of an article that is not released, which somebody could take for the release."""
    for folder in dict.fromkeys(work.folder for work in planned):
        files = other_files(folder)
        if files:
            yield Finding(
                rule="release-older-files",
                message=f"“{folder}” holds files of an earlier build, which are not this release: {', '.join(files)}.",
                severity=Severity.WARNING,
                location=Location(planned[0].document.source),
                harms="Patients could be given a preview, with words that nobody vouches for.",
                mend="Give out none of them, or delete the folder.",
            )


def _kept_back(plain: PlainText, planned: Iterable[Work], project: Project) -> list[Finding]:
    """Return what keeps an article from being released."""
    candidate = Candidate(
        reading=plain.reading,
        statuses=plain.statuses,
        editions=_editions(planned),
        today=today(),
        settings=project.gates,
        checks=project.checks,
        lines_of=lines_in(project),
    )
    return list(release_findings(candidate))


def _run(works: Sequence[Work], jobs: int, progress: Progress) -> Iterator[Outcome]:
    tasks = _tasks(works)
    number = min(jobs or os.cpu_count() or 1, len(tasks))
    if number <= 1:
        for task in tasks:
            yield from do_all(task, lambda work, done, total: progress(work.article, work.output.name, done, total))
        return
    with workers(number) as executor:
        yield from _run_with(executor, tasks, progress)


def _tasks(works: Sequence[Work]) -> Sequence[Sequence[Work]]:
    """Return what each process does on its own, what takes longest first.

    All that is heard of an article is one task, so that no two processes speak the same text at the same time.
    """
    heard: dict[Path, list[Work]] = {}
    others: list[list[Work]] = []
    for work in works:
        if is_heard(work):
            heard.setdefault(work.folder, []).append(work)
        else:
            others.append([work])
    return [*heard.values(), *others]


def _run_with(executor: Executor, tasks: Sequence[Sequence[Work]], progress: Progress) -> Iterator[Outcome]:
    for work in chain.from_iterable(tasks):
        progress(work.article, work.output.name, 0, 1)
    waiting = submit_all(executor, do_all, tasks)
    for future in as_completed(waiting):
        try:
            outcomes = future.result()
        except BrokenProcessPool:
            outcomes = [_lost(work) for work in waiting[future]]
        for outcome in outcomes:
            progress(outcome.article, outcome.output, 1, 1)
        yield from outcomes


def _lost(work: Work) -> Outcome:
    finding = Finding(
        rule="worker-lost",
        message=f"The process that made “{work.output.name}” was ended from outside.",
        location=Location(work.document.source),
        harms="The output that it made is missing.",
        mend="Try again with --jobs 1; the machine may be short of memory.",
    )
    return Outcome(article=work.article, output=work.output.name, findings=(finding,), failed=True)
