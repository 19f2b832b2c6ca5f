"""Which tables a run has looked at."""

from helpers.ledger.folder import READ_LIST, Tables


def test_what_was_looked_at_is_told_once_and_with_it_what_was_before(tmp_path, monkeypatch):
    tables = Tables({"claims": 1, "events": 2, "sources": 3})
    monkeypatch.delenv(READ_LIST, raising=False)
    assert tables["events"] == 2
    for name in ("one", "other"):
        told = tmp_path / name
        monkeypatch.setenv(READ_LIST, str(told))
        assert list(tables) == ["claims", "events", "sources"] and not told.exists()
        assert tables["claims"] + tables["claims"] == 2
        assert told.read_text().split() == ["claims", "events"]
