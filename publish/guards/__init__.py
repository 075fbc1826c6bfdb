"""Guards between a text and its plain version: what a machine can see of doses, denials and conditions that changed.

``compare`` compares two texts, ``compare_replacement`` a plain block of an article with what it stands for,
``compare_title`` and ``compare_main_points`` what stands in its head. ``check_edition`` looks at what the plain blocks
leave out and add. The words that a language is guarded by stand in ``words/TAG/``; another language is another folder.
"""

from publish.guards.compare import compare
from publish.guards.document import (
    check_edition,
    compare_main_points,
    compare_replacement,
    compare_title,
    indispensable,
    replaced,
)
from publish.guards.verdicts import Guard, Strength, Verdict

__all__ = [
    "Guard",
    "Strength",
    "Verdict",
    "check_edition",
    "compare",
    "compare_main_points",
    "compare_replacement",
    "compare_title",
    "indispensable",
    "replaced",
]
