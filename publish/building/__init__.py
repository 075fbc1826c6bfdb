"""From a project to finished files: what is planned, done and listed."""
