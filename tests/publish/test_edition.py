"""An edition: whole or not at all, the same bytes every time."""

import errno
import hashlib
import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from helpers.publish import Options, build, edition, staging
from publish import samples

SHOW = """
from IPython.display import display
meta = {"kind": "figure", "label": "fig-NAME", "title": "It rose", "subtitle": "units",
        "caption": "See [@tass-2025-signing].",
        "alt": "A line that rises.", "source": "", "data": {"columns": ["a"], "rows": [["1"]]}}
svg = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
       '<path d="M0 10L10 0" style="stroke: #0b6bb0"/></svg>')
display({"image/svg+xml": svg, "text/plain": "A line."}, raw=True, metadata={"report": meta})
print({"b", "a", "c"})
"""
BUILD = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from publish import samples
from publish.test_edition import jobs_in
from helpers.publish import build
build(jobs_in(Path({folder!r})), samples.content(), Path(sys.argv[1]))
"""


def jobs_in(folder: Path, **instead: str) -> list:
    """Return two tiny jobs, with other code for the sections named."""
    return [
        samples.job(folder, name, instead.get(name, SHOW.replace("NAME", name)), as_of="2025-02-01")
        for name in ("background", "energy")
    ]


def fingerprint(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """Return an edition that stood before."""
    folder = tmp_path / "reports" / "default"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("the former edition")
    return folder


def test_an_edition_holds_all_its_files_and_a_true_manifest(tmp_path: Path, standing: Path) -> None:
    result = build(jobs_in(tmp_path), samples.content(), standing)
    assert result.complete and result.folder == standing
    assert (result.figures, result.tables) == (2, 0)
    files = fingerprint(standing)
    assert set(files) == {
        "index.html",
        "background.html",
        "energy.html",
        "sources.html",
        "figures.html",
        "newsreader-600.woff2",
        "vazirmatn-400.woff2",
        "OFL.txt",
        "report.pdf",
        "data.zip",
        "claims.json",
        "claims.schema.json",
        "sources.bib",
        "sources.csl.json",
        "manifest.json",
    }
    manifest = json.loads((standing / "manifest.json").read_text())
    assert {n: f["sha256"] for n, f in manifest["files"].items()} == {
        name: digest for name, digest in files.items() if name != "manifest.json"
    }
    assert manifest["figures"] == 2
    assert manifest["sections"][0]["parameters"] == {"as_of": "2025-02-01"}
    assert list((tmp_path / "reports").iterdir()) == [standing]


def test_the_same_bytes_from_any_folder_time_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    script = BUILD.format(tests=str(Path(__file__).parents[1]), folder=str(tmp_path))
    made = []
    for zone, seed, language in (("Asia/Tehran", "1", "C"), ("America/Lima", "2", "C.UTF-8")):
        folder = tmp_path / f"from-{seed}"
        folder.mkdir()
        env = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": language}
        target = folder / "here" / "default"
        subprocess.run([sys.executable, "-c", script, str(target)], cwd=folder, env=env, check=True)
        made.append(fingerprint(target))
        time.sleep(1)  # a clock in an output would show
    assert made[0] == made[1]
    for path in target.iterdir():
        assert str(tmp_path).encode() not in path.read_bytes(), path.name


def test_a_failed_section_leaves_the_edition_untouched_and_says_why(
    tmp_path: Path, standing: Path
) -> None:
    before = fingerprint(standing)
    result = build(jobs_in(tmp_path, energy="1/0  # <b>boom</b>"), samples.content(), standing)
    assert not result.complete
    assert result.folder == standing.with_name("default.failed")
    assert fingerprint(standing) == before
    page = (result.folder / "energy.html").read_text()
    assert "ZeroDivisionError: division by zero" in page
    assert "Code cell 2 of <code>energy.ipynb</code> failed" in page
    assert "<b>boom" not in page
    assert 'id="fig-background"' in (result.folder / "background.html").read_text()
    assert "could not be built" in (result.folder / "index.html").read_text()
    assert (result.folder / "report.pdf").stat().st_size > 10_000


def test_a_later_success_removes_the_failed_result(tmp_path: Path, standing: Path) -> None:
    build(jobs_in(tmp_path, energy="1/0"), samples.content(), standing)
    build(jobs_in(tmp_path), samples.content(), standing)
    assert list((tmp_path / "reports").iterdir()) == [standing]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (SHOW.replace("NAME", "background"), "the label 'fig-background' is used twice"),
        (SHOW.replace("tass-2025", "tass-2031"), "[@tass-2031-signing] is not a source known"),
        (SHOW.replace("A line that rises.", " "), "has no alternative text"),
    ],
)
def test_what_cannot_be_published_fails_its_section(
    tmp_path: Path, source: str, error: str
) -> None:
    result = build(jobs_in(tmp_path, energy=source), samples.content(), tmp_path / "out")
    assert list(result.failures) == ["energy"]
    assert error in result.failures["energy"].error


def test_numbers_of_figures_tables_and_sources_are_the_same_in_html_and_pdf() -> None:
    report = samples.report()
    files = edition.edition_files(report, Options())
    text = pdf_text(files["report.pdf"])
    page = files["energy.html"].decode()
    for name, label in report.numbering.labels.items():
        if label.page == "energy":
            assert f'id="{name}"' in page and f"{label.text}." in page
        assert f"{label.text}." in text
    assert list(report.numbering.numbers.values()) == [1, 2, 3]
    for number, _, entry in report.cited():
        assert f'<li id="ref-{number}">' in files["sources.html"].decode()
        assert f"{number} {entry['title'][:10]}" in " ".join(text.split())
    assert "never-cited" not in files["sources.html"].decode()


def test_options_leave_out_pages_or_pdf() -> None:
    report = samples.report()
    assert "report.pdf" not in edition.edition_files(report, Options(pdf=False))
    assert (
        "report.pdf" not in edition.edition_files(report, Options(pdf=False))["index.html"].decode()
    )
    assert not [
        f for f in edition.edition_files(report, Options(html=False)) if f.endswith(".html")
    ]


def test_data_are_packed_the_same_way_every_time() -> None:
    data = edition.edition_files(samples.report(), Options(html=False, pdf=False))["data.zip"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["note.txt", "rows.csv"]
        assert archive.read("rows.csv").decode() == "a,b\n1,x\n2,ی\n"


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
@pytest.mark.parametrize("where", ["write_files", "swap"])
def test_a_full_disk_or_ctrl_c_while_writing_leaves_nothing_half_written(
    tmp_path: Path, standing: Path, monkeypatch, error: BaseException, where: str
) -> None:
    module = edition if where == "write_files" else staging

    def fail(*arguments: object) -> None:
        if where == "write_files":
            (Path(str(arguments[0])) / "half.html").write_text("half")
        raise error

    monkeypatch.setattr(module, where, fail)
    before = fingerprint(standing)
    with pytest.raises(type(error)):
        build(jobs_in(tmp_path), samples.content(), standing, options=Options(pdf=False))
    assert fingerprint(standing) == before
    assert list((tmp_path / "reports").iterdir()) == [standing]


def test_a_swap_that_fails_half_way_restores_the_edition(standing: Path, monkeypatch) -> None:
    before, rename = fingerprint(standing), Path.rename

    def fail_on_the_second(self: Path, target: Path) -> Path:
        if ".building-" in self.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_on_the_second)
    with pytest.raises(OSError, match="No space"), staging.staged(standing) as stage:
        (stage / "index.html").write_text("new")
    assert fingerprint(standing) == before
    assert list(standing.parent.iterdir()) == [standing]


def test_what_a_crashed_build_left_is_cleaned_and_its_victim_restored(standing: Path) -> None:
    left = standing.with_name(".default.building-dead")
    left.mkdir()
    standing.rename(standing.with_name(".default.former-dead"))
    with staging.staged(standing) as stage:
        assert (standing / "index.html").read_text() == "the former edition"
        (stage / "index.html").write_text("new")
    assert (standing / "index.html").read_text() == "new"
    assert list(standing.parent.iterdir()) == [standing]


def test_two_builds_at_once_do_not_disturb_each_other(standing: Path) -> None:
    def one(text: str) -> None:
        for _ in range(20):
            with staging.staged(standing) as stage:
                for name in ("a", "b"):
                    (stage / name).write_text(text)
                    time.sleep(0.001)

    threads = [threading.Thread(target=one, args=(text,)) for text in ("one", "two")]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.01)
    assert list(standing.parent.iterdir()) == [standing]
    assert len({(standing / name).read_text() for name in ("a", "b")}) == 1


def pdf_text(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_table_kept_from_paper_keeps_its_number() -> None:
    report = samples.report()
    for cell in report.sections[0].notebook.cells:
        for output in cell.get("outputs", []):
            meta = output.get("metadata", {}).get("report", {})
            if meta.get("label") == "tbl-background-claims":
                meta["print"] = False
    files = edition.edition_files(report, Options())
    text = " ".join(pdf_text(files["report.pdf"]).split())
    assert "Table 2. Most claims hold" in text
    assert "Its 30 rows are not printed: they stand in the table of this number" in text
    assert "on the page background.html" in text
    assert text.count("Claim number 7:") == 1  # in the other section
    assert "Claim number 7:" in files["background.html"].decode()
