"""veraPDF, the reference checker of PDF/UA and PDF/A, as a validator."""

from publish.validators.verapdf.validator import VeraPdf

__all__ = ["VeraPdf"]
