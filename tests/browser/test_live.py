"""The page that computes in the browser: equal to the command line, by keyboard, under any look."""

import functools
import http.server
import json
import random
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from filelock import FileLock

from browser import tools
from helpers.judgement.docket import Changes, Docket, judge_docket
from helpers.ledger.dates import days_between, shift_days
from helpers.parameters import EARLIEST_AS_OF, ReportParameters, report_settings
from helpers.publish.live.build import build
from helpers.publish.live.faults import UnreachableError

CHOICES = {
    "min_reliability": list("ABCDE"),
    "min_credibility": list("12345"),
    "include_unjudged": ["true", "false"],
    "include_party_media": ["true", "false"],
    "independence": ["origin", "publisher", "none"],
    "weights": ["linear", "steep", "equal"],
    "coder": ["first", "second", "agreed"],
    "count_indicators": ["true", "false"],
}
ROWS = """() => Object.fromEntries(
  [...document.querySelectorAll("#board > .treaty > .scroll > table > tbody > tr[data-claim]")]
    .map(row => [row.dataset.claim, {
      verdict: row.querySelector(".verdict").textContent.trim(),
      share: row.cells[2].firstChild?.textContent ?? "",
      interval: row.cells[2].querySelector(".i")?.textContent ?? "",
      confidence: row.cells[4].textContent,
      counts: [row.cells[5].textContent, row.cells[6].textContent],
    }]))"""


class Files(http.server.SimpleHTTPRequestHandler):
    """A server of files that names the kinds that browsers insist on."""

    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The page over all days, built once for all workers of a test run."""
    tools.chromium()
    with FileLock(shared / "live.lock"):
        missing = shared / "live.missing"
        if not missing.exists() and not (shared / "live").exists():
            try:
                build(shared / "live", kept=shared / "live-kept")
            except UnreachableError as error:
                missing.write_text(str(error), "utf-8")
        if missing.exists():
            pytest.skip(missing.read_text("utf-8"))
    return shared / "live"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Files, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def started(browser, address: str) -> Iterator[SimpleNamespace]:
    """The page with Python running in it, one for all checks of a worker: it starts in seconds."""
    context = browser.new_context(viewport=tools.DESK, locale="en-GB", reduced_motion="reduce")
    tab, noted = context.new_page(), []
    tab.on(
        "request", lambda r: r.url.startswith((address, "blob:", "data:")) or noted.append(r.url)
    )
    tab.on("console", lambda m: noted.append(m.text))
    tab.on("pageerror", lambda e: noted.append(str(e)))
    tab.goto(address)
    tab.locator("html[data-ready]").wait_for(timeout=120_000)
    yield SimpleNamespace(tab=tab, noted=noted)
    context.close()


@pytest.fixture
def tab(started: SimpleNamespace) -> Iterator:
    """The page as it is at the outset; what it asks of others or complains of fails the test."""
    page = started.tab
    page.set_viewport_size(tools.DESK)
    page.emulate_media(color_scheme="light", media="screen")
    page.evaluate("document.getElementById('sources').open = false")
    page.locator("#reset").click()
    yield page
    assert started.noted == []


@pytest.fixture(scope="session")
def docket(site: Path) -> Docket:
    return Docket.from_document(json.loads((site / "docket.json").read_text("utf-8")))


def go(tab, **wanted: str) -> None:
    """Follow a link to a view of the page that is open."""
    tab.evaluate("() => document.documentElement.removeAttribute('data-took')")
    tab.evaluate("hash => { location.hash = hash; }", urlencode(wanted))
    tab.locator("html[data-took]").wait_for()


def until(tab, script: str) -> None:
    """Wait until an expression holds; Playwright's own way needs eval, which the page forbids."""
    for _ in range(200):
        if tab.evaluate(script):
            return
        tab.wait_for_timeout(25)
    raise AssertionError(f"never came true: {script}")


def printed(j) -> dict:
    """Return a judgement to the digits that the page prints."""
    return {
        "verdict": str(j.verdict),
        "share": "" if j.p is None else f"{j.p:.2f}",
        "interval": "" if j.interval is None else "{:.2f}-{:.2f}".format(*j.interval),
        "confidence": j.confidence,
        "counts": [str(j.n_evidence), str(j.n_origins)],
    }


def drawn(seed: int, last: str) -> dict[str, str]:
    draw = random.Random(seed)
    day = shift_days(EARLIEST_AS_OF, draw.randint(0, days_between(EARLIEST_AS_OF, last)))
    return {"as_of": day} | {name: draw.choice(values) for name, values in CHOICES.items()}


@pytest.mark.parametrize("seed", range(10))
def test_the_page_is_equal_to_the_command_line(tab, docket, run_treaty, seed):
    wanted = drawn(seed, docket.last)
    go(tab, **wanted)
    words = [w for pair in wanted.items() for w in ("--set", "=".join(pair))]
    told = run_treaty("claims", "--json", *words).stdout
    with tab.expect_download() as saved:
        tab.locator("#save").click()
    assert json.loads(saved.value.path().read_text("utf-8")) == json.loads(told)
    found = tab.evaluate(ROWS)
    judged = judge_docket(docket, report_settings(wanted))
    assert found == {name: printed(j) for name, j in judged.items()}
    for claim in json.loads(told)["claims"]:
        row = found[claim["claim_id"]]
        counts = [str(claim["n_evidence"]), str(claim["n_origins"])]
        assert (row["verdict"], row["confidence"]) == (claim["verdict"], claim["confidence"])
        assert row["counts"] == counts


def test_the_line_shown_gives_the_verdicts_shown(tab, run_treaty):
    go(tab, as_of="2025-10-02", weights="steep")
    claims, report = tab.locator("#commands").inner_text().splitlines()
    assert claims == "treaty claims --set as_of=2025-10-02 --set weights=steep"
    assert report == claims.replace("claims", "report", 1)
    assert run_treaty(*claims.split()[1:]).returncode == 0


def test_everything_can_be_done_from_the_keyboard(tab):
    tab.locator("#p-weights").focus()
    tab.keyboard.press("ArrowDown")
    assert "weights=steep" in tab.locator("#commands").inner_text()
    tab.get_by_role("button", name="C4", exact=True).focus()
    tab.keyboard.press("Enter")
    detail = tab.get_by_role("region", name="Claim C4")
    assert detail.get_by_role("heading", level=3).evaluate("h => h === document.activeElement")
    first = detail.locator("tr[data-evidence]").first.get_attribute("data-evidence")
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.textContent") == "Leave out":
            break
    tab.keyboard.press("Enter")
    tab.get_by_text(f"Finding {first} is left out.").wait_for()
    assert detail.locator(f"tr[data-evidence='{first}']").count() == 0
    assert detail.evaluate("d => d.contains(document.activeElement)")
    tab.keyboard.press("Escape")
    assert detail.count() == 0
    assert tab.evaluate("document.activeElement.textContent") == "C4"
    tab.locator("#undo").press("Enter")
    assert tab.locator("#changes").is_hidden()


def test_a_bad_value_is_named_beside_its_control_and_the_last_good_view_stays(tab):
    before = tab.evaluate(ROWS)
    control = tab.locator("#p-min_credibility")
    control.fill("9")
    told = tab.locator("#e-min_credibility")
    told.get_by_text("'9' is not allowed. Allowed: a whole number from 1 to 5").wait_for()
    assert control.get_attribute("aria-invalid") == "true"
    assert tab.evaluate(ROWS) == before
    control.fill("2")
    assert told.inner_text() == "" and control.get_attribute("aria-invalid") is None
    assert tab.evaluate(ROWS) != before


def test_a_day_that_the_page_does_not_cover_is_refused(tab, docket):
    tab.locator("#p-as_of").fill(shift_days(docket.last, 1))
    tab.get_by_text(f"is not among the days that this page covers, {docket.first}").wait_for()


def test_a_source_left_out_is_left_out_by_the_rule(tab, docket):
    entry = next(e for e in docket.entries if e.claim_id == "C4" and not e.computed)
    name = entry.sources[0]
    go(tab, without=name)
    changes = Changes(without_sources={name})
    judged = judge_docket(docket, ReportParameters(), changes)
    assert tab.evaluate(ROWS) == {n: printed(j) for n, j in judged.items()}
    assert tab.locator("#save").is_disabled() and tab.locator("#partly").is_visible()


def test_any_subset_of_sources_can_be_chosen_by_hand(tab, docket):
    tab.locator("#sources > summary").click()
    tab.get_by_role("button", name="None of these").click()
    tab.get_by_role("searchbox", name="Search").fill("tass")
    tab.get_by_role("button", name="All of these").click()
    titles = {
        n
        for n, s in docket.sources.items()
        if "tass" in f"{s.source_id} {s.publisher} {s.title}".lower()
    }
    gone = frozenset(docket.sources) - titles
    judged = judge_docket(docket, ReportParameters(), Changes(without_sources=gone))
    assert tab.evaluate(ROWS) == {n: printed(j) for n, j in judged.items()}
    until(tab, "new URLSearchParams(location.hash.slice(1)).get('only')")
    link = tab.evaluate("location.hash.slice(1)")
    tab.locator("#reset").click()
    tab.evaluate("hash => { location.hash = hash; }", link)
    until(tab, "document.getElementById('changes').hidden === false")
    assert tab.evaluate(ROWS) == {n: printed(j) for n, j in judged.items()}


def test_a_change_that_was_put_back_at_once_is_not_noted_in_the_address(tab):
    """The address is noted a moment after a change, by when the change may be gone."""
    tab.locator("#sources > summary").click()
    for back in ("document.getElementById('reset').click()", "location.hash = 'claim=C4'"):
        tab.get_by_role("button", name="None of these").wait_for()
        none = "document.querySelector('#sources .buttons button:nth-of-type(2)').click()"
        tab.evaluate(f"() => {{ {none}; {back}; }}")
        tab.wait_for_timeout(400)
        assert tab.evaluate("/only|without/.test(location.hash)") is False


def test_no_source_is_listed_before_it_was_out(tab, docket):
    go(tab, as_of="2025-02-01")
    tab.locator("#sources > summary").click()
    listed = set(tab.locator("#sources li small").all_inner_texts())
    out = {f"{n}, {s.reliability}" for n, s in docket.sources.items()
           if s.known_from <= "2025-02-01"}  # fmt: skip
    assert {t for t in listed if t} <= out
    assert tab.locator("#sources li").count() == len(out) < len(docket.sources)


def test_a_source_graded_otherwise_weighs_otherwise(tab, docket):
    entry = next(e for e in docket.entries if e.claim_id == "C4" and not e.computed)
    go(tab, claim="C4")
    tab.locator(f"tr[data-evidence='{entry.evidence_id}'] select").select_option("E")
    changes = Changes(grades={entry.sources[0]: "E"})
    judged = judge_docket(docket, ReportParameters(), changes)
    assert tab.evaluate(ROWS) == {n: printed(j) for n, j in judged.items()}
    until(tab, "location.hash.includes('grade=')")
    assert f"grade={entry.sources[0]}:E" in tab.evaluate("location.hash")


def test_a_link_brings_back_a_view_and_names_what_is_wrong_in_it(tab):
    go(tab, as_of="2025-10-02", claim="B2", section="background", min_reliability="Z", wieghts="x")
    assert tab.locator("#p-as_of").input_value() == "2025-10-02"
    assert tab.get_by_role("region", name="Claim B2").is_visible()
    assert "13 of 66" in tab.locator("#shown").inner_text()
    assert "'Z' is not allowed" in tab.locator("#e-min_reliability").inner_text()
    assert "wieghts: no such parameter" in tab.locator("#general").inner_text()
    assert tab.get_by_text("Claims and verdicts as of 2 October 2025").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(tab, scheme):
    go(tab, claim="C4", weights="steep", drop="C4-01", min_reliability="Z")
    tab.locator("#sources > summary").click()
    tab.get_by_role("searchbox", name="Search").fill("tass")
    tab.emulate_media(color_scheme=scheme)
    tab.evaluate(tools.axe_script())
    found = tab.evaluate(f"axe.run({{runOnly: {tools.AXE_RULES}, resultTypes: ['violations']}})")
    assert [
        f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]} ({len(v['nodes'])})"
        for v in found["violations"]
    ] == []


def test_nothing_is_wider_than_the_screen(tab):
    go(tab, claim="C4", weights="steep")
    tab.locator("#sources > summary").click()
    for width in (320, 390, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, width


def test_without_script_the_page_says_what_it_needs(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert "needs JavaScript" in page.locator("main").inner_text()
    assert page.locator("noscript a").get_attribute("href").endswith("index.html")
    assert page.locator("#desk").is_hidden()
    context.close()


def test_the_policy_of_the_page_lets_nothing_in_from_outside(site):
    text = (site / "index.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy
    said = tools.html_messages([site / "index.html"])
    assert [m for m in said if "Unrecognized source-expression 'wasm-unsafe-eval'" not in m] == []
