"""The guards, one subject a module."""
