"""The doctor: every trouble an operator can have is a line that says what to do."""

import asyncio
import io
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.curation import doctor_looks as looks
from bot.curation.doctor import Finding, State, advice, fault, report, well
from bot.errors import StoreError
from bot.stores.journal import Journal
from bot.stores.seal import open_seal

NOW = datetime(2024, 10, 15, 13, 5, tzinfo=UTC)


@dataclass
class Seen:
    name: str = "schwerte_bot"
    webhook: str = ""
    waiting: int = 0
    last_error: str | None = None
    moment: datetime | None = NOW


async def sealed_journal(folder: Path, key: str) -> Path:
    journal = await Journal.open(folder / "journal.db", open_seal(folder / key))
    await journal.star(7, "talk", 0, NOW)
    await journal.close()
    return folder / "journal.db"


def states(findings: list[Finding]) -> list[State]:
    return [finding.state for finding in findings]


def test_a_report_has_a_line_for_each_finding_and_fails_on_a_fault() -> None:
    output = io.StringIO()

    def broken() -> list[Finding]:
        raise StoreError("Eins – bitte.\nZwei – bitte.")

    failed = report({"Uhr": lambda: [well("stimmt.")], "Datenbank": broken}, output)
    sound = report({"Platz": lambda: [advice("bald – bitte räumen.")]}, io.StringIO())

    assert (failed, sound) == (1, 0)
    assert output.getvalue().splitlines() == [
        "gut    Uhr            stimmt.",
        "Fehler Datenbank      Eins – bitte.",
        "Fehler Datenbank      Zwei – bitte.",
    ]


def test_missing_and_misspelt_settings_are_advice() -> None:
    assert states(looks.settings(["BOT_ADMIN"], token=False, admins=False)) == [State.ADVICE] * 3
    assert looks.settings([], token=True, admins=True) == [well("vollständig.")]


def test_a_nearly_full_disk_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = looks.disk(tmp_path / "not" / "yet")
    monkeypatch.setattr(looks, "LEAST_DISK", shutil.disk_usage(tmp_path).total)
    full = looks.disk(tmp_path)

    assert (states(free), states(full)) == ([State.WELL], [State.FAULT])


def test_knowledge_is_read_and_reviews_that_are_due_are_named(tmp_path: Path) -> None:
    entry = "entries:\n  - id: wlan\n    questions: [gibt es wlan]\n    answer: Ja.\n"
    (tmp_path / "k.yaml").write_text(f"{entry}    review: 2024-10-01\n")

    due = looks.knowledge(tmp_path, tmp_path, date(2024, 10, 1))
    not_due = looks.knowledge(tmp_path, tmp_path, date(2024, 9, 30))
    (tmp_path / "k.yaml").write_text(f"{entry}    nonsense: 1\n")
    faulty = looks.knowledge(tmp_path, tmp_path, date(2024, 9, 30))

    assert due == [advice("1 Einträge sind durchzusehen – bitte mit wlan anfangen.")]
    assert not_due == [well("1 Einträge, 0 Vorträge.")]
    assert faulty == [fault("1 Fehler – bitte `check` aufrufen und sie beheben.")]


def test_before_the_first_start_nothing_is_missing(tmp_path: Path) -> None:
    found = [
        *looks.database(tmp_path / "journal.db"),
        *looks.key(tmp_path / "key", tmp_path / "journal.db"),
    ]

    assert states(found) == [State.WELL, State.WELL]
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_says_how_to_bring_it_back(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"x" * 5000)

    with pytest.raises(StoreError, match="`restore`"):
        looks.database(tmp_path / "journal.db")


@pytest.mark.parametrize(
    ("trouble", "state", "words"),
    [
        ("none", State.WELL, "getrennt von der Datenbank sichern"),
        ("lost", State.FAULT, "fehlt – bitte zurücklegen"),
        ("open", State.FAULT, "bitte `chmod 600"),
        ("other", State.ADVICE, "1 Datensätze gehören zu einem anderen Schlüssel"),
    ],
)
def test_every_trouble_with_the_key_is_named(
    tmp_path: Path, trouble: str, state: State, words: str
) -> None:
    journal = asyncio.run(sealed_journal(tmp_path, "key"))
    key = tmp_path / "key"
    if trouble == "open":
        key.chmod(0o644)
    if trouble in {"lost", "other"}:
        key.unlink()
    if trouble == "other":
        open_seal(key)

    [finding] = looks.key(key, journal)

    assert finding.state is state
    assert words in finding.words
    assert key.exists() is (trouble != "lost")


@pytest.mark.parametrize(
    ("seen", "webhook", "expected"),
    [
        (Seen(), None, [State.WELL]),
        (Seen(webhook="https://bot.example/x"), "https://bot.example", [State.WELL]),
        (Seen(webhook="https://old.example"), None, [State.WELL, State.ADVICE]),
        (Seen(), "https://bot.example", [State.WELL, State.ADVICE]),
        (
            Seen(webhook="https://bot.example", last_error="SSL error", waiting=500),
            "https://bot.example",
            [State.WELL, State.FAULT, State.ADVICE],
        ),
        (Seen(moment=NOW - timedelta(hours=1)), None, [State.WELL, State.FAULT]),
        (Seen(moment=None), None, [State.WELL]),
    ],
)
def test_what_telegram_says_is_judged(
    seen: Seen, webhook: str | None, expected: list[State]
) -> None:
    assert states(looks.telegram(seen, webhook, NOW)) == expected
