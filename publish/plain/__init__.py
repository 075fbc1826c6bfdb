"""The plain-language text of an article: drafted, reviewed, approved by a person, kept in a lock, and gated."""

from publish.plain.approval import Approver, Approving, approve
from publish.plain.gates import Candidate, release_findings
from publish.plain.lock import Approval, Lock, lock_path, read_lock
from publish.plain.passages import Passage, passages
from publish.plain.review import Review, review_of
from publish.plain.seen import check_seen, mark_of
from publish.plain.settings import GateSettings, gate_settings
from publish.plain.status import Status, chosen, stale_findings, standings, statuses

__all__ = [
    "Approval",
    "Approver",
    "Approving",
    "Candidate",
    "GateSettings",
    "Lock",
    "Passage",
    "Review",
    "Status",
    "approve",
    "check_seen",
    "chosen",
    "gate_settings",
    "lock_path",
    "mark_of",
    "passages",
    "read_lock",
    "release_findings",
    "review_of",
    "stale_findings",
    "standings",
    "statuses",
]
