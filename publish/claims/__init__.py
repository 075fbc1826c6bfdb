"""Claims about finished files that only a person can make: a checked file, changed by what that person says."""

from publish.claims.certification import Certification, certify
from publish.claims.conformance import Claim

__all__ = ["Certification", "Claim", "certify"]
