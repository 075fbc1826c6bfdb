"""What ``publish explain`` tells of messages and rules.

Every part of Publish can add to it, and every package of a stranger.
"""

from publish.explanations.registry import Explanation, explanation, explanations

__all__ = ["Explanation", "explanation", "explanations"]
