"""How fast the panels are: a redraw in JupyterLab and in the app, the app's start, five readers.

    .venv/bin/python benchmarks/explore.py

A redraw is the time from a change of a knob to the new board and to the new drawing in the page,
seen by the page itself. Chromium is Debian's; servers and browser share this machine.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser.servers import TOKEN, server
from browser.tools import chromium

CHANGES, VIEWS, READERS = 24, 7, 5
FAR = 120_000
TURN = """() => new Promise(done => {
  const captions = [...document.querySelectorAll('.treaty caption')];
  const seen = captions.filter(c => c.textContent.startsWith('Claims and verdicts')).at(-1);
  const panel = seen.closest('.widget-vbox');
  const drawing = () => panel.querySelector('figure svg')?.getAttribute('aria-label');
  const board = () => panel.querySelector('caption').textContent;
  const before = [board(), drawing()], days = panel.querySelector('input[type=date]');
  const start = performance.now(), found = [null, null];
  const look = () => {
    [board(), drawing()].forEach((now, i) => {
      if (now !== before[i] && found[i] === null) found[i] = performance.now() - start;
    });
    if (found[0] !== null && (found[1] !== null || performance.now() - start > 1500)) done(found);
    else setTimeout(look, 2);
  };
  const day = new Date(days.value);
  day.setDate(day.getDate() - 16);
  days.value = day.toISOString().slice(0, 10);
  days.dispatchEvent(new Event('change', {bubbles: true}));
  look();
})"""
"""Put the day sixteen days back; give the milliseconds to a new board and to a new drawing."""


def redraws(page: Page) -> str:
    """Return medians over changes of the day, each to one never seen before."""
    found = [page.evaluate(TURN) for _ in range(CHANGES)]
    boards = [board for board, _ in found]
    drawings = [drawing for _, drawing in found if drawing is not None]
    drawn = f"{statistics.median(drawings):.0f} ms" if drawings else "no drawing changed"
    return (
        f"board {statistics.median(boards):.0f} ms (max {max(boards):.0f}), drawing too {drawn}"
        f" ({len(drawings)} of {len(found)} changed it)"
    )


def in_lab(browser: object, folder: Path) -> None:
    """Print redraws of the section on energy in JupyterLab."""
    words = ("-m", "helpers", "explore", "--no-browser", "--allow-root")
    saving = folder / "@jupyterlab/docmanager-extension/plugin.jupyterlab-settings"
    saving.parent.mkdir(parents=True)
    saving.write_text('{"autosave": false}', "utf-8")
    further = (f"--IdentityProvider.token={TOKEN}",)
    settings = {"JUPYTERLAB_SETTINGS_DIR": str(folder)}
    with server(*words, *further, log=folder / "lab.log", **settings) as (address, _):
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(f"{address}lab/tree/07_energy.ipynb?token={TOKEN}&reset")
        page.get_by_text("| Idle").wait_for(timeout=FAR)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.locator(".treaty figure svg").first.wait_for(timeout=FAR, state="attached")
        page.locator(".treaty caption").first.scroll_into_view_if_needed()
        time.sleep(2)
        print(f"JupyterLab, energy: {redraws(page)}")
        page.close()


def in_app(browser: object, folder: Path) -> None:
    """Print the app's start, its redraws, and what five readers take."""
    words = ("-m", "helpers", "explore", "--app", "--no-browser")
    with server(*words, log=folder / "app.log") as (address, process):
        page = browser.new_page()
        starts = [opened(page, f"{address}?section=energy") for _ in range(VIEWS)]
        print(
            f"app: first view {starts[0]:.1f} s, later {statistics.median(starts[1:]):.2f} s"
            f" (max {max(starts[1:]):.2f})"
        )
        print(f"app, energy: {redraws(page)}")
        page.goto("about:blank")
        pages = [browser.new_context().new_page() for _ in range(READERS)]
        for reader in pages:
            opened(reader, f"{address}?section=ukraine")
            reader.evaluate(TURN)
        print(f"{READERS} readers: {memory(process):.0f} MB (PSS) of server and kernels")


def opened(page: Page, address: str) -> float:
    """Return the seconds from asking for the app to its last widget."""
    start = time.monotonic()
    page.goto(address)
    page.get_by_role("button", name="Render an edition").wait_for(timeout=FAR)
    return time.monotonic() - start


def memory(process: psutil.Process) -> float:
    """Return the megabytes that a process and its children take, shared pages once."""
    family = [process, *process.children(recursive=True)]
    return sum(p.memory_full_info().pss for p in family if p.is_running()) / 1e6


def main() -> None:
    """Measure and print."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        (Path(folder) / "lab").mkdir()
        in_lab(browser, Path(folder) / "lab")
        in_app(browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
