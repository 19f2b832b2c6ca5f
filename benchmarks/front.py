"""How light and quick an edition's pages are: sizes, the slider, and Lighthouse as on a phone.

    .venv/bin/python benchmarks/front.py [reports/default] [--lighthouse PATH [--runs 5]]

Pages are served from this machine, compressed as web servers do. Lighthouse is not part of this
project; `npm install lighthouse` somewhere brings it, and `--lighthouse` says where. Without it
sizes and the slider are measured only. Its times swing with what else a machine does, so that
medians of some runs are printed, as its own makers advise.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROUNDS = 3
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
MOVES = """async rounds => {
  const stop = document.getElementById("stop"), took = [];
  const move = to => {
    stop.value = to;
    stop.dispatchEvent(new Event("input", {bubbles: true}));
    document.body.getBoundingClientRect();  // layout, before which nothing can be seen
  };
  for (let round = 0; round < rounds; round++)
    for (move(+stop.max); +stop.value > 0;) {
      const begun = performance.now();
      move(+stop.value - 1);  // as by a key: to the turn before
      took.push(performance.now() - begun);
      await new Promise(requestAnimationFrame);
    }
  return took;
}"""


class Compressed(http.server.SimpleHTTPRequestHandler):
    """A server of files that compresses text and writes no log."""

    def do_GET(self) -> None:
        """Send a file, compressed."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        """Say nothing."""


def sizes(folder: Path) -> None:
    """Print bytes as they are and compressed: of the start page, the pages, and all."""
    raw = {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}
    small = {name: len(gzip.compress(data, 9)) for name, data in raw.items()}
    kinds = {
        "start page": [n for n in raw if n == "index.html"],
        "pages": [n for n in raw if n.endswith(".html")],
        "all but the PDF": [n for n in raw if n != "report.pdf"],
        "report.pdf": [n for n in raw if n == "report.pdf"],
    }
    for kind, names in kinds.items():
        whole, sent = sum(len(raw[n]) for n in names), sum(small[n] for n in names)
        print(f"{kind:16} {whole / 1e3:8.0f} kB, compressed {sent / 1e3:8.0f} kB")


def slider(address: str) -> None:
    """Print how long the page takes from a move of the slider to its new layout."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, width in (("laptop", 1280), ("phone", 390)):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(f"{address}index.html")
            took = page.evaluate(MOVES, ROUNDS)
            print(
                f"slider, {name}: median {statistics.median(took):.1f} ms, longest"
                f" {max(took):.1f} ms of {len(took)} moves"
            )
        browser.close()


def audited(command: str, address: str, runs: int) -> None:
    """Print what Lighthouse finds at its mobile settings: medians, and the least and most."""
    found = [one for _ in range(runs) if (one := lighthouse(command, address))]
    if found:
        print(address.rsplit("/", 1)[1])
    for name in found[0] if found else ():
        values = sorted(one[name] for one in found)
        middle = statistics.median(values)
        print(f"  {name:24} {middle:8.2f}  ({values[0]:.2f} to {values[-1]:.2f})")


def lighthouse(command: str, address: str) -> dict[str, float]:
    """Return scores and times of one run (slow phone, slow 4G, simulated); nothing if it failed."""
    done = subprocess.run(
        [command, address, "--quiet", "--output=json",
         "--only-categories=performance,accessibility",
         "--chrome-flags=--headless=new --no-sandbox"],
        capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": CHROMIUM},
    )  # fmt: skip
    if done.returncode:
        print(done.stderr[-800:])
        return {}
    found = json.loads(done.stdout)
    audits = found["audits"]
    return {name: part["score"] for name, part in found["categories"].items()} | {
        "first contentful paint": audits["first-contentful-paint"]["numericValue"],
        "total blocking time": audits["total-blocking-time"]["numericValue"],
        "layout shift": audits["cumulative-layout-shift"]["numericValue"],
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", default="reports/default", type=Path)
    parser.add_argument("--lighthouse", default=shutil.which("lighthouse") or "")
    parser.add_argument("--pages", nargs="*", default=["index.html"])
    parser.add_argument("--runs", type=int, default=5, help="of Lighthouse, for medians")
    given = parser.parse_args()
    handler = functools.partial(Compressed, directory=given.folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    sizes(given.folder)
    slider(address)
    for page in given.pages if given.lighthouse else ():
        audited(given.lighthouse, address + page, given.runs)


if __name__ == "__main__":
    main()
