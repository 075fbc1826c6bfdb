"""Worksheets by which people judge information for patients, filled in as far as that can be measured."""

from publish.plain.worksheet.fill import Answer, Filled, Worksheet, fill

__all__ = ["Answer", "Filled", "Worksheet", "fill"]
