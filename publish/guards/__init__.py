"""Guards between a text and its plain version: what a machine can see of doses, denials and conditions that changed.

``compare`` compares two texts, ``compare_replacement`` a plain block of an article with what it stands for, and
``check_edition`` looks at what an article's plain blocks leave out and add. The words that a language is guarded by
stand in ``words/TAG/``; another language is another folder.
"""

from publish.guards.compare import compare
from publish.guards.document import check_edition, compare_replacement, replaced
from publish.guards.verdicts import Guard, Strength, Verdict

__all__ = ["Guard", "Strength", "Verdict", "check_edition", "compare", "compare_replacement", "replaced"]
