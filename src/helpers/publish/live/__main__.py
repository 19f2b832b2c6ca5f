"""Build the page from the command line: python -m helpers.publish.live FOLDER."""

import sys
from pathlib import Path

from helpers.ledger.faults import DataFaults
from helpers.publish.live.build import build
from helpers.publish.live.faults import LiveError


def main() -> int:
    """Build the page into the folder named, build/live if none is; return the exit code."""
    target = Path(*sys.argv[1:2]) if sys.argv[1:] else Path("build/live")
    try:
        build(target)
    except (LiveError, DataFaults, OSError) as error:
        print(f"{error}\nNothing was built; what stood in {target} is as it was.", file=sys.stderr)
        return 1
    print(
        f"{target}: open it from a server, for example\n"
        f"  python -m http.server --bind 127.0.0.1 --directory {target}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
