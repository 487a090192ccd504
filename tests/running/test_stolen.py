"""Whoever steals the files of an evening learns no chat id, no words and no token."""

import io
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.logs import Discreet, DiscreetJson, set_up_logs
from bot.stores.journal import Journal
from bot.stores.journal_backup import back_up
from bot.stores.seal import KeySeal, open_seal

NOW = datetime(2024, 10, 15, 13, 5, tzinfo=UTC)
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
CHATS = [4_711_000_000 + 7919 * number for number in range(40)] + [-1_002_233_445_566, 815_815]
WORDS = ("ladesäulen", "nordstadt", "musterfrau", "0171", "example.com")


async def evening(journal: Journal, log: logging.Logger) -> None:
    for number, chat in enumerate(CHATS):
        await journal.set_language(chat, "de", NOW)
        await journal.set_consent(chat, given=True, now=NOW)
        await journal.star(chat, "talk-1", 0, NOW)
        await journal.star(chat, "talk-2", 0, NOW)
        await journal.remind(chat, "talk-1", 10, NOW)
        await journal.mark_told(chat, "talk-1", "15:00")
        await journal.mark_fired(chat, "talk-1", "2024-10-16T15:00")
        await journal.keep_question(
            "ladesäulen nordstadt, frau musterfrau 0171 2345678 a@example.com",
            "de", "unknown", None, 0.3, NOW,
        )  # fmt: skip
        update = {"message": {"text": "ladesäulen nordstadt", "from": {"id": chat}}}
        await journal.put_aside({number: update}, NOW)
        if number % 2 == 0:
            await journal.note([number], {("unknown", ""): 1}, NOW)
        log.warning("chat %s asked via https://api.telegram.org/bot%s/sendMessage", chat, TOKEN)
        try:
            raise_with(f"{chat} ladesäulen nordstadt musterfrau")
        except ValueError:
            log.exception("reply failed")
        if number % 3 == 0:
            await journal.unstar(chat, "talk-2")
        if number % 5 == 0:
            await journal.delete(chat)


def raise_with(words: str) -> None:
    raise ValueError(words)


def traces_of(chat: int) -> list[bytes]:
    """Return the forms in which SQLite, Python or a person would write an id."""
    size = (chat.bit_length() + 8) // 8
    return [
        str(abs(chat)).encode(),
        chat.to_bytes(size, "big", signed=True),
        chat.to_bytes(8, "big", signed=True),
        chat.to_bytes(8, "little", signed=True),
        f"{abs(chat):x}".encode(),
    ]


@pytest.mark.parametrize("as_json", [True, False])
async def test_nothing_can_be_found_in_database_backup_and_logs(
    tmp_path: Path, *, as_json: bool
) -> None:
    stream = io.StringIO()
    set_up_logs(as_json=as_json, secrets=(TOKEN,), to=stream)
    journal = await Journal.open(tmp_path / "data" / "journal.db", open_seal(tmp_path / "key"))

    await evening(journal, logging.getLogger("bot.evening"))
    back_up(tmp_path / "data" / "journal.db", tmp_path / "data" / "backup")
    open_files = [path.read_bytes() for path in sorted((tmp_path / "data").iterdir())]
    await journal.close()
    closed = [path.read_bytes() for path in sorted((tmp_path / "data").iterdir())]

    stolen = b"\n".join([*open_files, *closed, stream.getvalue().encode()])
    assert len(open_files) == 4  # database, log, shared memory, backup
    assert b"talk-1" in stolen
    assert "reply failed" in stream.getvalue()
    found = [
        trace for chat in CHATS for trace in traces_of(chat) if len(trace) > 2 and trace in stolen
    ]
    found += [word.encode() for word in WORDS if word.encode() in stolen]
    found += [part for part in (TOKEN, TOKEN.split(":")[1]) if part.encode() in stolen]
    assert found == []


async def test_the_search_would_find_what_is_not_sealed(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("00" * 64)
    seal = KeySeal(bytes(64))
    journal = await Journal.open(tmp_path / "journal.db", seal)
    await journal.star(7, f"chat {CHATS[0]} {TOKEN}", 0, NOW)
    await journal.close()

    stolen = (tmp_path / "journal.db").read_bytes()

    assert traces_of(CHATS[0])[0] in stolen
    assert TOKEN.encode() in stolen


@pytest.fixture(autouse=True)
def leave_the_logs_as_they_were():
    root = logging.getLogger()
    before = list(root.handlers), root.level
    yield
    root.handlers, root.level = before
    assert not any(isinstance(h.formatter, (Discreet, DiscreetJson)) for h in root.handlers)
