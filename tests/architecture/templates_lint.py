"""Run by `make check`: every template parses with the app's own environment."""

import sys
from pathlib import Path

from app import create_app

FOLDER = Path(__file__).resolve().parents[2] / "templates"


def main() -> int:
    environment = create_app().jinja_env
    for path in sorted(FOLDER.rglob("*.*")):
        environment.get_template(str(path.relative_to(FOLDER)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
