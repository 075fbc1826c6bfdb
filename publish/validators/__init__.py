"""Finished files, held against the standards by the reference checkers and the quick ones."""
