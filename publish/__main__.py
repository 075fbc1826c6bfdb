"""``python -m publish``."""

from publish.cli.main import run

if __name__ == "__main__":
    run()
