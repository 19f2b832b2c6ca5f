"""An edition as of a day holds nothing that came later."""

import io
import itertools
import json
import os
import random
import zipfile
from contextlib import contextmanager

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from helpers.cli.choices import presets, read_choices
from helpers.display import bundles
from helpers.ledger.dates import days_between, shift_days
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import SECTIONS, settings
from helpers.publish import pdf
from support.editions import NOTEBOOKS, files_of
from support.inprocess import execute
from support.leaks import Watch, readable
from support.sentences import mixed
from support.words import words_of, words_only

FIRST, LAST = "2025-01-20", "2026-07-01"
SEED = 20250117
DAYS = int(os.environ.get("TREATY_AS_OF_DAYS", "3"))
"""How many seeded days are checked; half a minute each. More now and then: each is another day."""

SET = "signing-week"
"""The case whose PDF is set and read back beside that of the default edition, since it has the
most to hide; of the others is read what Typst would be given to set."""


def seeded_days(n: int = DAYS) -> list[str]:
    """Return FIRST and a day in each of n equal parts of the time to LAST, alike in every run.

    The named cases of the command line add the days that matter most.
    """
    rng = random.Random(SEED)
    part = days_between(FIRST, LAST) // n
    return [FIRST, *(shift_days(FIRST, k * part + rng.randint(1, part)) for k in range(n))]


def cases() -> list[str]:
    """Return what is checked: presets, and days with the preset they are under, "preset@day".

    As of the newest news there is nothing to hide, so that a preset without a day of its own lends
    its choices to the seeded days in turn.
    """
    newest = choices_of("default").report.as_of
    dated = [p for p in presets() if p == "default" or choices_of(p).report.as_of != newest]
    lent = itertools.cycle(["default", *(p for p in presets() if p not in dated)])
    return [*dated, *(f"{p}@{day}" for p, day in zip(lent, seeded_days(), strict=False))]


def choices_of(case: str):
    """Return the choices of a case."""
    preset, _, day = case.partition("@")
    return read_choices([f"as_of={day}"] if day else [], None, preset, [])


def test_words_taken_down_are_those_of_the_drawings(monkeypatch):
    drawn, missing = bundles.draw, {}

    def both(fig, label):
        svg = drawn(fig, label)
        words = {t.get_text().strip() for t in BeautifulSoup(svg, "xml").find_all("text")}
        if left := words - {" ".join(line.split()) for line in words_of(fig)} - {""}:
            missing[label] = left
        return svg

    monkeypatch.setattr(bundles, "draw", both)
    for section in ("caucasus", "clauses"):  # maps, timelines, heat strips: the most kinds
        execute(NOTEBOOKS / f"{SECTIONS[section].notebook}.ipynb", settings(section, {}).literals())
    assert missing == {}


@pytest.mark.parametrize("case", cases())
def test_no_page_no_pdf_and_no_json_names_what_came_later(case, monkeypatch, request):
    if case == "default":  # as the command made it; of all others only the words are drawn
        folder = request.getfixturevalue("default_edition")
        known = Known(load(), choices_of(case).report)
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
    else:
        monkeypatch.setattr(bundles, "draw", words_only)
        if case != SET:
            monkeypatch.setattr(pdf, "printing", unset)
        files, known = files_of(choices_of(case))
    watch = Watch.of(known)
    found = {}
    for name, data in files.items():
        if name.endswith(".html"):
            found[name] = watch.leaks(readable(data.decode()))
        elif name.endswith(".json"):
            found[name] = watch.leaks("\n".join(strings(json.loads(data))))
        elif name == "report.pdf" and not data.startswith(b"%PDF"):
            found[name] = watch.leaks(data.decode())
        elif name == "report.pdf":
            pages = [d.decode() for n, d in files.items() if n.endswith(".html")]
            found[name] = pdf_leaks(data, watch, pages)
        elif name == "data.zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.namelist():
                    found[member] = watch.leaks(archive.read(member).decode())
    assert {name: leaks[:5] for name, leaks in found.items() if leaks} == {}
    pages = [data.decode() for name, data in files.items() if name.endswith(".html")]
    assert [sentence for page in pages for sentence in mixed(page)] == []
    assert {"index.html", "report.pdf", "claims.json", "sources.html"} <= set(files)


def test_a_sentence_that_mixes_likelihood_and_confidence_is_found():
    page = "<p>It is likely. Confidence is low.<p>It is <em>likely</em> with low confidence."
    assert mixed(page) == ["It is likely with low confidence."]


@contextmanager
def unset(project):
    """Yield what gives, in place of a PDF, every word that Typst is given to set a report.

    The files that the PDF carries are those of data.zip and claims.json, which are read too.
    """
    files = {n: d for n, d in project.files.items() if not n.startswith("attached/")}
    yield "\n".join(typst_words(*file) for file in files.items()).encode


def typst_words(name: str, data: bytes) -> str:
    """Return the words of a file that Typst is given."""
    text = data.decode()
    return readable(text) if name.endswith(".svg") else text.replace("\\", "")


def test_words_for_typst_are_read_unescaped():
    text = "said [2026\\-06\\-07] on 9 June 2026"
    words = typst_words("methods.typ", text.encode())
    assert Watch("2026-01-01", frozenset(), frozenset()).leaks(words) == [
        "2026-06-07",
        "9 June 2026",
    ]


def pdf_leaks(data: bytes, watch: Watch, pages: list[str]) -> list[str]:
    """Return the leaks in a PDF's text.

    Left out are neighbours on an axis: the text of a PDF runs the ticks "Dec" and "2025" together,
    which are words of their own on the page.
    """
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    whole = "\n".join(readable(page) for page in pages)
    words = set(whole.splitlines())

    def is_axis(leak: str) -> bool:
        return set(leak.split()) <= words and leak not in whole

    return [leak for leak in watch.leaks(text) if not is_axis(leak)]


def strings(value: object) -> list[str]:
    """Return every text in a JSON document, names included; numbers are no dates."""
    if isinstance(value, dict):
        return [s for k, v in value.items() for s in (k, *strings(v))]
    if isinstance(value, list):
        return [s for v in value for s in strings(v)]
    return [value] if isinstance(value, str) else []


def test_the_watch_sees_a_later_date_a_later_source_and_a_later_event():
    _, known = files_of(read_choices(["as_of=2025-02-01"], None, "", ["background"]))
    watch = Watch.of(known)
    assert watch.leaks("signed on 17 January 2025, in force since 2 October 2025") == [
        "2 October 2025"
    ]
    assert watch.leaks("see toi-2025-03-houthi") == ["toi-2025-03-houthi"]
    later = known.ledger.events.query("known_on > '2025-02-01'")["event_id"].iloc[0]
    assert watch.leaks(f"see treaty-signed and {later}.") == [later]
    assert not watch.leaks("the horizon is 17 January 2026")
    assert watch.leaks("after the Twelve-day war, a BLOCKADE; no blockaded port") == [
        "blockade",
        "twelve-day war",
    ]
