"""Finished files, held against the standards by the reference checkers and the quick ones."""

from publish.validators.validator import State, Validator, Verdict

__all__ = ["State", "Validator", "Verdict"]
