"""What people did for a book, in the codes of the MARC relators (id.loc.gov/vocabulary/relators)."""

from __future__ import annotations

import re

# Words that mean the same as the code. “Reviewer” is not among them: the code “rev” is for those who write a review of
# a work, and in an article the word is for those who check it.
_CODES = {
    "adapter": "adp",
    "artist": "art",
    "author": "aut",
    "author of the foreword": "wfw",
    "author of the introduction": "win",
    "book designer": "bkd",
    "cartographer": "ctg",
    "co-author": "aut",
    "compiler": "com",
    "consultant": "csl",
    "contributor": "ctb",
    "cover designer": "cov",
    "designer": "dsr",
    "editor": "edt",
    "funder": "fnd",
    "illustrator": "ill",
    "narrator": "nrt",
    "photographer": "pht",
    "proofreader": "pfr",
    "publisher": "pbl",
    "researcher": "res",
    "scientific adviser": "sad",
    "scientific advisor": "sad",
    "sponsor": "spn",
    "transcriber": "trc",
    "translator": "trl",
    "voice actor": "vac",
    "writer": "aut",
}
_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\band\b)\s*")


def relators(role: str) -> tuple[str, ...]:
    """Return the codes of a role in words, such as ``editor and translator``; none where a word of it has no code."""
    words = [word for word in _BETWEEN.split(role.casefold().strip()) if word]
    codes = dict.fromkeys(_CODES.get(word, "") for word in words)
    return () if "" in codes else tuple(codes)
