"""From a script to a recording: who says what, clips, takes, and one file of them all, equally loud."""
