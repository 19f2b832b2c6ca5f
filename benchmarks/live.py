"""How fast the page in the browser is: from opening it to a board, and from a change to a new one.

    make live && .venv/bin/python benchmarks/live.py [build/live]

Chromium is Debian's, the server is Python's on this machine, and nothing is kept between loads.
"""

import datetime as dt
import functools
import http.server
import random
import shutil
import statistics
import sys
import threading
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

LOADS = 5
CHANGES = 120
CHOICES = {
    "min_reliability": list("ABCDE"),
    "min_credibility": list("12345"),
    "independence": ["origin", "publisher", "none"],
    "weights": ["linear", "steep", "equal"],
    "coder": ["first", "second", "agreed"],
    "include_unjudged": [True, False],
    "include_party_media": [True, False],
    "count_indicators": [True, False],
}
CHANGE = """([name, value]) => {
  const input = document.getElementById(`p-${name}`);
  if (input.type === "checkbox") input.checked = value; else input.value = value;
  const start = performance.now();
  input.dispatchEvent(new Event("input", {bubbles: true}));
  const drawn = performance.now();
  document.body.offsetHeight;  // layout, which a browser would else do before it paints
  return [drawn - start, performance.now() - start];
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that writes no log."""

    def log_message(self, *said: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure and print."""
    folder = sys.argv[1] if sys.argv[1:] else "build/live"
    handler = functools.partial(Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    size = sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file())
    print(f"page: {size / 1e6:.1f} MB in {sum(1 for _ in Path(folder).rglob('*.*'))} files")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        loads = []
        for _ in range(LOADS):
            page = browser.new_context().new_page()
            page.goto(address)
            page.locator("html[data-ready]").wait_for(timeout=120_000)
            loads.append(float(page.evaluate("document.documentElement.dataset.ready")) / 1000)
        told("cold load to the first board, s", loads)
        changes(page)
        browser.close()
    server.shutdown()


def changes(page: Page) -> None:
    """Turn one knob after another, and print how long it took until the board was new."""
    draw = random.Random(1)
    first, last = (page.locator("#p-as_of").get_attribute(end) for end in ("min", "max"))
    start = dt.date.fromisoformat(str(first))
    span = (dt.date.fromisoformat(str(last)) - start).days
    days = [(start + dt.timedelta(n)).isoformat() for n in range(span + 1)]
    names = [*CHOICES, *["as_of"] * len(CHOICES)]
    found = {"as_of": [], "others": []}
    for _ in range(CHANGES):
        name = draw.choice(names)
        value = draw.choice(days if name == "as_of" else CHOICES[name])
        took = page.evaluate(CHANGE, [name, value])
        found["as_of" if name == "as_of" else "others"].append(took)
    both = found["as_of"] + found["others"]
    told("redraw, change to new board in the document, ms", [a for a, _ in both])
    told("  of these, another day", [a for a, _ in found["as_of"]])
    told("  of these, another choice", [a for a, _ in found["others"]])
    told("redraw with layout, ms", [b for _, b in both])


def told(what: str, values: list[float]) -> None:
    """Print the median, the ninth decile and the greatest of some times."""
    ordered = sorted(values)
    print(
        f"{what}: median {statistics.median(ordered):.1f}, "
        f"p90 {ordered[int(0.9 * (len(ordered) - 1))]:.1f}, max {ordered[-1]:.1f} (n={len(values)})"
    )


if __name__ == "__main__":
    main()
