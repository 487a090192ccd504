"""Logs: one line an event; no token, no id, nobody's words."""

import io
import json
import logging

import pytest

from bot.errors import StoreError
from bot.logs import Discreet, DiscreetJson, set_up_logs

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


def line(formatter: logging.Formatter, message: str, *arguments: object) -> str:
    record = logging.LogRecord("bot.x", logging.INFO, __file__, 1, message, arguments, None)
    return formatter.format(record)


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (
            f"POST https://api.telegram.org/bot{TOKEN}/getMe",
            "POST https://api.telegram.org/bot…/getMe",
        ),
        ("chat 4711000001 is gone", "chat … is gone"),
        ("secret hush-hush here", "secret … here"),
        ("two\nlines", "two lines"),
        ("126 entries in 35 ms", "126 entries in 35 ms"),
    ],
)
def test_an_event_is_one_discreet_line(message: str, shown: str) -> None:
    assert line(Discreet(("hush-hush",)), message).endswith(f" INFO    {shown}")
    assert json.loads(line(DiscreetJson(("hush-hush",)), message))["event"] == shown


def test_an_exception_is_told_by_its_kind_and_place_without_its_words() -> None:
    stream = io.StringIO()
    set_up_logs(as_json=True, to=stream)

    try:
        int("wo wohnt anna musterfrau")
    except ValueError:
        logging.getLogger("bot.x").exception("failed")
    event = json.loads(stream.getvalue())

    assert event["level"] == "error"
    assert event["event"].startswith("failed (ValueError; test_logs.py:")
    assert "anna" not in stream.getvalue()


def test_our_own_errors_keep_their_sentence() -> None:
    stream = io.StringIO()
    set_up_logs(to=stream)

    fault = StoreError("Die Platte ist voll – bitte Platz schaffen.")
    logging.getLogger("bot.x").error("failed", exc_info=fault)

    assert "Die Platte ist voll – bitte Platz schaffen." in stream.getvalue()


def test_libraries_are_heard_from_warnings_on() -> None:
    stream = io.StringIO()
    set_up_logs(to=stream)

    logging.getLogger("httpx").info("HTTP Request: POST …")
    logging.getLogger("aiosqlite").debug("executing …")
    logging.getLogger("telegram.ext.Updater").warning("conflict")
    lines = stream.getvalue().splitlines()

    assert len(lines) == 1
    assert lines[0].endswith("WARNING conflict")


@pytest.fixture(autouse=True)
def leave_the_logs_as_they_were():
    root = logging.getLogger()
    before = list(root.handlers), root.level
    yield
    root.handlers, root.level = before
