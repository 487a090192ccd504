"""Calls are checked against the specification: what is wrong is refused and kept as a fault."""

import json
from typing import Any

import pytest

from tests.bot_api.checking import check_value, read_call
from tests.bot_api.errors import Refused
from tests.bot_api.spec import Upload, shapes

LONG = "x" * 4096


def keyboard(**button: Any) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "Mehr", **button}]]})


def article(**more: Any) -> list[dict[str, Any]]:
    content = {"message_text": "a", "parse_mode": "HTML"}
    return [{"type": "article", "id": "1", "title": "a", "input_message_content": content, **more}]


def test_the_specification_has_every_method_and_type() -> None:
    names = shapes().keys()

    assert (sum(name[0].islower() for name in names), len(names)) == (180, 539)
    assert all(
        inner in names
        for shape in shapes().values()
        for types in (shape.union, *(field.types for field in shape.fields.values()))
        for each in types
        if (inner := each.strip("[]")) not in {"Integer", "Float", "String", "Boolean", "True"}
        and inner != "InputFile"
    )


@pytest.mark.parametrize(
    "raw",
    [
        {"chat_id": "7", "text": "a"},
        {"chat_id": 7, "text": "a"},
        {"chat_id": "@name", "text": "a"},
        {"chat_id": "7", "text": f" <b>{LONG}</b> ", "parse_mode": "HTML"},
        {"chat_id": "7", "text": "a", "disable_notification": "true"},
        {"chat_id": "7", "text": "a", "reply_markup": keyboard(callback_data="x" * 64)},
        {"chat_id": "7", "text": "a", "reply_markup": keyboard(url="https://t.me/b?start=a_b-1")},
        {"chat_id": "7", "text": "a", "reply_parameters": '{"message_id": 3}'},
    ],
)
def test_a_right_call_passes(raw: dict[str, Any]) -> None:
    assert read_call("sendMessage", raw).keys() == raw.keys()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"text": "a"}, '"chat_id" of sendMessage is missing'),
        ({"chat_id": "7"}, '"text" of sendMessage is missing'),
        ({"chat_id": "7", "text": ""}, "message text is empty"),
        ({"chat_id": "7", "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": "7", "text": LONG + "x"}, "message is too long"),
        ({"chat_id": "7", "text": LONG[:4095] + "😀"}, "message is too long"),
        ({"chat_id": "7", "text": "a", "tex": "b"}, 'has no parameter "tex"'),
        ({"chat_id": "7", "text": "a", "parse_mode": "Markdown"}, "unsupported parse_mode"),
        ({"chat_id": "7", "text": "a", "disable_notification": "maybe"}, "not JSON"),
        ({"chat_id": "7", "text": "a", "disable_notification": "1"}, "must be Boolean"),
        ({"chat_id": "7", "text": "a", "message_thread_id": '"3"'}, "must be Integer"),
        ({"chat_id": "7", "text": "a", "reply_parameters": "{}"}, '"message_id" of Reply'),
        ({"chat_id": "7", "text": "a", "reply_markup": '{"keyboards": []}'}, "reply_markup|Inline"),
        ({"chat_id": "7", "text": "a", "reply_markup": keyboard()}, "exactly one"),
        ({"chat_id": "7", "text": "a", "reply_markup": keyboard(callback_data="")}, "empty"),
        ({"chat_id": "7", "text": "a", "reply_markup": keyboard(url="t.me/b")}, "BUTTON_URL"),
        (
            {"chat_id": "7", "text": "a", "reply_markup": keyboard(callback_data="ä" * 33)},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"chat_id": "7", "text": "a", "reply_markup": keyboard(callback_data="a", url="b")},
            "exactly one",
        ),
        (
            {
                "chat_id": "7",
                "text": "a",
                "reply_markup": keyboard(url="https://t.me/b?start=" + "a" * 65),
            },
            "START_PARAM_INVALID",
        ),
        (
            {"chat_id": "7", "text": "a", "reply_markup": '{"inline_keyboard": [[]]}'},
            "empty row",
        ),
    ],
)
def test_a_wrong_message_is_refused(raw: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read_call("sendMessage", raw)

    assert (refused.value.code, refused.value.strict) == (400, True)


@pytest.mark.parametrize(
    ("method", "raw", "words"),
    [
        ("sendmessage", {}, "Not Found"),
        ("Message", {}, "Not Found"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "too long"),
        ("answerInlineQuery", {"inline_query_id": "1", "results": article(id="x" * 65)}, "long"),
        ("answerInlineQuery", {"inline_query_id": "1", "results": article() * 2}, "DUPLICATE"),
        ("answerInlineQuery", {"inline_query_id": "1", "results": article(titel="x")}, "titel"),
        (
            "answerInlineQuery",
            {
                "inline_query_id": "1",
                "results": article(
                    input_message_content={"message_text": "<b>", "parse_mode": "HTML"}
                ),
            },
            "can't find end tag",
        ),
        ("setMyCommands", {"commands": []}, "BOT_COMMANDS_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "Löschen", "description": "a"}]},
            "BOT_COMMAND_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": ""}]},
            "description is empty",
        ),
        ("setMyShortDescription", {"short_description": "x" * 121}, "too long"),
        ("setMyDescription", {"description": "a", "language_code": "deu"}, "LANG_CODE"),
        ("getUpdates", {"limit": "101"}, "must be 1-100"),
        ("setWebhook", {"url": "http://example.org"}, "HTTPS"),
        ("setWebhook", {"url": "https://example.org", "secret_token": "a b"}, "unallowed"),
        ("sendDocument", {"chat_id": 7, "document": "attach://a"}, "no file a"),
        (
            "sendDocument",
            {"chat_id": 7, "document": "attach://a", "a": Upload("a", b"1"), "b": Upload("b", b"")},
            "file b is not used",
        ),
        ("sendVenue", {"chat_id": 7, "latitude": "x"}, "not JSON"),
    ],
)
def test_a_wrong_call_is_refused(method: str, raw: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read_call(method, raw)

    assert refused.value.strict


def test_an_update_of_the_wrong_shape_is_refused() -> None:
    with pytest.raises(Refused, match='"chat" of Message is missing'):
        check_value("Update", {"update_id": 1, "message": {"message_id": 1, "date": 1}})
