"""Outside judges for the tests: EPUBCheck, axe-core in Chromium, and a speech recogniser."""
