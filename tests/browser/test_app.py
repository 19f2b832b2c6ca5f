"""The app: from an address through a change to an edition for download, by a real browser."""

import io
import json
import os
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from browser import tools
from browser.servers import OURS, ROOT, Watched, server, status_of
from helpers.parameters import SECTIONS

OPEN_SECONDS = 60_000
RENDER_SECONDS = 120_000
VIEWS = 4
ASKING = """([kernel, type, content]) => new Promise(done => {
  const socket = new WebSocket(`ws://${location.host}/api/kernels/${kernel}/channels`);
  const header = {msg_id: 'asked', msg_type: type, username: '', session: 's', date: '',
                  version: '5.3'};
  const message = {header, parent_header: {}, metadata: {}, channel: 'shell', content, buffers: []};
  socket.onopen = () => socket.send(JSON.stringify(message));
  socket.onmessage = e => {
    if (typeof e.data === 'string' && e.data.includes('"asked"')) { socket.close(); done(true); }
  };
  setTimeout(() => done(false), 2500);
})"""
"""Send a message to the page's kernel by hand and say whether it answers."""


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Iterator[tuple[str, psutil.Process]]:
    pytest.importorskip("voila", reason="the extra [app] is not installed")
    log = tmp_path_factory.mktemp("app") / "log"
    with server("-m", "helpers", "explore", "--app", "--no-browser", log=log) as started:
        yield started


@pytest.fixture
def reader(browser) -> Iterator[Watched]:
    watched = Watched(browser, viewport={"width": 1280, "height": 1000}, accept_downloads=True)
    yield watched
    watched.page.goto("about:blank")
    watched.context.close()


def opened(reader: Watched, address: str):
    page = reader.page
    answer = page.goto(address)
    page.get_by_role("button", name="Render an edition").wait_for(timeout=OPEN_SECONDS)
    page.locator(f"{OURS} caption", has_text="Claims and verdicts").wait_for(timeout=OPEN_SECONDS)
    return answer


def test_the_whole_path_from_an_address_to_a_download(app, reader, run_treaty, tmp_path):
    page = reader.page
    opened(reader, f"{app[0]}?section=energy&as_of=2025-10-02&claim=K3&weights=steep")
    page.get_by_role("heading", name="K3: ").wait_for(timeout=OPEN_SECONDS)
    section = page.locator(".widget-vbox").filter(has=page.get_by_label("Brent price")).last
    assert page.get_by_label("As of", exact=True).last.input_value() == "2025-10-02"
    assert (
        page.get_by_label("Weights", exact=True).last.evaluate("e => e.selectedOptions[0].text")
        == "steep"
    )
    page.get_by_label("Min reliability", exact=True).last.select_option("C")
    line = "treaty report --section energy --set as_of=2025-10-02 --set min_reliability=C"
    page.get_by_text(f"{line} --set weights=steep").wait_for(timeout=20_000)
    assert section.count() == 1
    page.get_by_role("button", name="Render an edition").click()
    link = page.get_by_role("link", name="all as treaty-report.zip")
    link.wait_for(timeout=RENDER_SECONDS)
    with page.expect_download() as waiting:
        link.click()
    path = tmp_path / "edition.zip"
    waiting.value.save_as(path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as edition:
        assert {"index.html", "energy.html", "report.pdf", "claims.json"} <= set(edition.namelist())
        held = json.loads(edition.read("claims.json"))
    words = ["--set", "as_of=2025-10-02", "--set", "min_reliability=C", "--set", "weights=steep"]
    assert held == json.loads(run_treaty("claims", *words, "--json").stdout)
    assert reader.faults == []


def test_the_page_is_given_all_widgets_at_once(app, reader):
    sent: list[str] = []

    def note(words: str | bytes) -> None:
        sent.append(words if isinstance(words, str) else words.decode("latin-1"))

    reader.page.on("websocket", lambda socket: socket.on("framesent", note))
    opened(reader, app[0])
    assert sum('"method":"request_states"' in words for words in sent) == 1
    assert [words for words in sent if '"method":"request_state"' in words] == []


def test_what_is_wrong_in_an_address_is_told_and_the_rest_holds(app, reader):
    opened(reader, f"{app[0]}?as_of=1999-01-01&min_credibility=2&section=enrgy")
    told = reader.page.get_by_role("alert").all_inner_texts()
    assert any("as_of: '1999-01-01' is not allowed" in t for t in told)
    assert any("Did you mean 'energy'?" in t for t in told)
    assert reader.page.get_by_label("Min credibility").last.input_value() == "2"


def test_nothing_is_asked_of_elsewhere_nothing_evaluates_and_no_template_can_be_chosen(app, reader):
    answer = opened(reader, f"{app[0]}?voila-template=lab&voila-theme=dark")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "cdn.jsdelivr.net" not in reader.page.content()
    assert reader.page.locator("body.theme-light").count() == 1
    assert reader.faults == []


def test_a_reader_cannot_run_code(app, reader, tmp_path):
    opened(reader, app[0])
    mark = tmp_path / "mark"
    kernel = reader.page.evaluate(
        "() => JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    )
    code = {"code": f"open({str(mark)!r}, 'w')", "silent": False, "store_history": False,
            "user_expressions": {}, "allow_stdin": False}  # fmt: skip
    assert reader.page.evaluate(ASKING, [kernel, "comm_info_request", {}]) is True
    assert reader.page.evaluate(ASKING, [kernel, "execute_request", code]) is False
    assert not mark.exists()


def test_it_works_by_keyboard_alone(app, reader):
    page = reader.page
    opened(reader, f"{app[0]}?section=energy")
    reached = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(NAMED))
        if "Render an edition" in reached:
            break
    assert {"As of", "Min reliability", "Weights", "Brent price", "Render an edition"} <= reached
    page.get_by_label("Weights", exact=True).last.focus()
    page.keyboard.press("s")
    page.get_by_text("--set weights=steep").last.wait_for(timeout=20_000)


NAMED = """() => { const e = document.activeElement;
  return e.labels?.[0]?.textContent.trim() || e.textContent.trim() || e.tagName; }"""


def test_its_own_markup_has_no_serious_fault(app, reader):
    page = reader.page
    opened(reader, f"{app[0]}?section=energy")
    page.evaluate(tools.axe_script())
    found = page.evaluate(
        "([scope, rules]) => axe.run(scope, {runOnly: rules})", [OURS, tools.AXE_RULES]
    )["violations"]
    grave = [v for v in found if v["impact"] in ("serious", "critical")]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in grave] == []


def test_page_views_leave_no_kernel_behind(app, reader):
    address, process = app
    reader.page.goto("about:blank")
    time.sleep(2)
    before = len(process.children(recursive=True))
    for _ in range(VIEWS):
        opened(reader, address)
    reader.page.goto("about:blank")
    end = time.monotonic() + 30
    while len(process.children(recursive=True)) > before and time.monotonic() < end:
        time.sleep(0.5)
    assert len(process.children(recursive=True)) <= before


def test_plain_voila_opens_a_notebook_of_each_kind(tmp_path):
    """Prose and tables, maps, and widgets; that all notebooks run is shown elsewhere."""
    pytest.importorskip("voila", reason="the extra [app] is not installed")
    names = [SECTIONS["background"].notebook, SECTIONS["caucasus"].notebook, "explore"]
    words = ("-m", "voila", "notebooks", "--no-browser",
             "--KernelProvisionerFactory.default_provisioner_name=treaty-warm")  # fmt: skip
    with server(*words, log=tmp_path / "log", HOME=str(tmp_path)) as (address, _):
        with ThreadPoolExecutor(2) as pool:
            pages = [f"{address}voila/render/{name}.ipynb" for name in names]
            assert list(pool.map(status_of, pages)) == [200] * len(names)
        assert "Traceback" not in Path(tmp_path / "log").read_text("utf-8")
    assert ROOT.exists() and os.environ.get("SERVER_SOFTWARE") is None
