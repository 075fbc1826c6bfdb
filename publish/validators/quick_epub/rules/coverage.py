"""Whether all that can be read is spoken, once (EPUB Accessibility 1.1, completeness)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from publish.findings import Finding
from publish.validators.quick_epub.document import Document
from publish.validators.quick_epub.faults import fault
from publish.validators.quick_epub.names import quote
from publish.validators.quick_epub.overlay import Par


def unspoken(document: Document, pars: Sequence[Par]) -> Iterator[Finding]:
    """All visible text, and all that stands for a picture or formula, lies in an element that is spoken.

    Args:
        document: the document.
        pars: what its overlay speaks of it.
    """
    spoken = {par.text.fragment for par in pars if par.clip}
    silent = (passage for passage in document.passages if spoken.isdisjoint(passage.within))
    for (alternative, _), passages in groupby(silent, key=lambda passage: (passage.alternative, passage.block)):
        group = list(passages)
        words = quote(" ".join(passage.words for passage in group))
        kind = "The text alternative" if alternative else "The text"
        yield fault(
            "alternative-unspoken" if alternative else "text-unspoken",
            f"{kind} {words} is not spoken: the media overlay names no element around it.",
            document.item.path,
            group[0].line,
            harms="People who listen do not learn that it is there.",
            mend="Give it, or the sentence around it, an id and a clip in the overlay; hide what nobody should read.",
        )


def spoken_twice(document: Document, pars: Sequence[Par]) -> Iterator[Finding]:
    """No text is spoken by two clips."""
    times = Counter(par.text.fragment for par in pars if par.clip)
    told: set[tuple[str, ...]] = set()
    for passage in document.passages:
        around = tuple(identifier for identifier in passage.within if times[identifier])
        if sum(times[identifier] for identifier in around) > 1 and around not in told:
            told.add(around)
            names = " and ".join(f"“{identifier}”" for identifier in around)
            reason = "lie in one another" if len(around) > 1 else "is named more than once"
            yield fault(
                "text-spoken-twice",
                f"The text {quote(passage.words)} is spoken more than once: {names} {reason}.",
                document.item.path,
                passage.line,
                harms="People who listen hear it again, and the wrong words are marked.",
                mend="Let the overlay name the inner or the outer element, and each once.",
            )
