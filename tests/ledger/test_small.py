"""The small ledger has the form of the full one."""

import json
from pathlib import Path

from helpers.ledger.package import data_dir, load

SMALL = Path(__file__).parents[1] / "small"
MOST_ROWS = 100


def schemas(folder: Path) -> dict[str, dict]:
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {r["name"]: r.get("schema") for r in descriptor["resources"]}


def test_its_schemas_are_those_of_the_full_data() -> None:
    full, small = schemas(data_dir()), schemas(SMALL)
    assert set(full) - set(small) == {
        n for n in full if n.startswith("figures-") and n not in small
    }
    assert {name: full[name] for name in small} == small


def test_it_is_small_and_has_every_kind_of_claim() -> None:
    ledger = load(SMALL)
    assert all(len(table) <= MOST_ROWS for table in ledger.tables.values())
    assert set(ledger.claims["kind"]) == {"fact", "assessment", "forecast"}
    assert set(ledger.evidence["stance"]) == {"supports", "qualifies", "contradicts"}
