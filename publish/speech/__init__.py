"""From an edition to a narration script and to timed audio."""
