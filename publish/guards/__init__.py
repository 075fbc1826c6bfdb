"""Guards between a text and its plain version: what a machine can see of doses, denials and conditions that changed.

``compare`` compares two texts. What belongs to an article is compared by ``compare_replacement``, for a plain block,
and by ``compare_title`` and ``compare_main_points``, for what stands in its head; they take an ``Article``, which is
prepared once. The words that a language is guarded by stand in ``words/TAG/``; another language is another folder.
"""

from publish.guards.article import Article
from publish.guards.compare import compare
from publish.guards.document import (
    check_edition,
    compare_main_points,
    compare_replacement,
    compare_title,
    indispensable,
)
from publish.guards.verdicts import Guard, Strength, Verdict

__all__ = [
    "Article",
    "Guard",
    "Strength",
    "Verdict",
    "check_edition",
    "compare",
    "compare_main_points",
    "compare_replacement",
    "compare_title",
    "indispensable",
]
