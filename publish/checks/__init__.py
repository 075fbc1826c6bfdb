"""Rules that an article is held against: one function a rule, grouped by subject; languages are data."""

from publish.checks.checking import UNUSED, Allowed, Checked, check
from publish.checks.registry import rules, subjects
from publish.checks.rule import Fault, Rule, Subject, Text, rule
from publish.checks.settings import CheckSettings, RuleSettings, check_settings, is_limit

__all__ = [
    "UNUSED",
    "Allowed",
    "CheckSettings",
    "Checked",
    "Fault",
    "Rule",
    "RuleSettings",
    "Subject",
    "Text",
    "check",
    "check_settings",
    "is_limit",
    "rule",
    "rules",
    "subjects",
]
