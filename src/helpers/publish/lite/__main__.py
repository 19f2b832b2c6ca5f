"""Build the site from the command line: python -m helpers.publish.lite FOLDER."""

import sys
from pathlib import Path

from helpers.publish.lite.build import build
from helpers.publish.lite.faults import LiteError


def main() -> int:
    """Build the site into the folder named, build/lite if none is; return the exit code."""
    target = Path(sys.argv[1] if sys.argv[1:] else "build/lite")
    try:
        build(target)
    except LiteError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"{target}: serve it over http(s), for example\n"
        f"  python -m http.server --bind 127.0.0.1 --directory {target}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
