"""Read every indicator on every day, and keep the computed findings beside the evidence."""

from helpers.judgement import derived
from helpers.ledger.checks import DERIVED
from helpers.ledger.package import data_dir, load
from helpers.parameters import EARLIEST_AS_OF
from helpers.publish.live.docket import last_day
from helpers.publish.live.spans import read_anew
from helpers.publish.staging import write_files


def derive() -> str:
    """Write `data/derived/` anew and return what was kept, in words."""
    ledger = load()
    last = last_day(ledger)
    entries = [e for e in read_anew(ledger, EARLIEST_AS_OF, last).entries if e.computed]
    folder = data_dir() / DERIVED
    folder.mkdir(exist_ok=True)
    write_files(folder, derived.files(last, entries))
    return f"{len(entries)} computed findings, {EARLIEST_AS_OF} to {last}, kept in {folder.name}/"
