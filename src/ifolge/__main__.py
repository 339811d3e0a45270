"""``python -m ifolge`` is the command ``ifolge``."""

from ifolge.cli import app

if __name__ == "__main__":
    app(prog_name="ifolge")
