"""Floods, faults and blocks: nothing is lost, nobody waits for another, nothing is told twice."""

import asyncio
from typing import Any

import pytest

from bot.core.assistant import Assistant
from bot.faces.telegram.api import Api, BadToken, Refused, Unreachable
from bot.faces.telegram.sender import PATIENCE, TRIES
from tests.bot_api import errors
from tests.faces.telegram.in_process import InProcess

FREE = "Freies WLAN in der Innenstadt"
DROPPED = errors.Refused(0, "dropped")


def first_lines(person: Any) -> list[str]:
    return [message["text"].split("\n")[0] for message in person.chat.sent]


@pytest.mark.parametrize(
    ("trouble", "pauses"),
    [
        ([errors.flood(3)], [3.0]),
        ([errors.flood(1), errors.flood(30)], [1.0, 30.0]),
        ([errors.Refused(500, "Internal Server Error")], [0.5]),
        ([errors.Refused(502, "Bad Gateway"), DROPPED, DROPPED], [0.5, 1.0, 2.0]),
    ],
)
async def test_a_call_is_repeated_until_it_is_done(
    bot: InProcess, trouble: list[errors.Refused], pauses: list[float]
) -> None:
    anna = bot.person()
    bot.line.trouble = [*trouble]

    await bot.asked(anna, "gibts freies wlan")

    assert first_lines(anna) == [FREE]
    assert bot.pauses == pauses


async def test_an_answer_waits_for_a_connection_that_is_gone_for_minutes(bot: InProcess) -> None:
    anna = bot.person()
    bot.line.trouble = [DROPPED] * 40

    await bot.asked(anna, "gibts freies wlan")

    assert first_lines(anna) == [FREE]
    assert 600 < sum(bot.pauses) <= PATIENCE


async def test_a_call_telegram_can_not_carry_out_is_given_up(bot: InProcess) -> None:
    anna = bot.person()
    bot.line.trouble = [errors.Refused(500, "Internal Server Error")] * TRIES

    anna.says("gibts freies wlan")
    await bot.settled()
    await bot.asked(anna, "gibts freies wlan")

    assert first_lines(anna) == [FREE]


async def test_a_flood_without_end_is_given_up(bot: InProcess) -> None:
    anna = bot.person()
    bot.line.trouble = [errors.flood(600)] * 2

    anna.says("gibts freies wlan")
    await bot.settled()

    assert first_lines(anna) == []
    assert sum(bot.pauses) <= PATIENCE


async def test_a_chat_that_waits_holds_up_no_other(bot: InProcess) -> None:
    anna, berta = bot.person(), bot.person(8)
    waits = asyncio.Event()
    released: list[bool] = []

    async def pause(seconds: float) -> None:
        released.append(waits.is_set())
        await waits.wait()

    bot.house.sender._pause = pause  # noqa: SLF001 - the clock of this test
    bot.line.trouble = [errors.flood(30)]
    anna.says("gibts freies wlan")
    anna.says("/hilfe")
    for update in [*bot.world.waiting.updates.values()]:
        bot.serving.intake.take(update)
    await bot.world.until(lambda: released)

    berta.says("gibts freies wlan")
    bot.serving.intake.take([*bot.world.waiting.updates.values()][-1])
    await bot.world.until(lambda: berta.chat.sent)
    before = first_lines(anna)
    waits.set()
    await bot.serving.intake.shrink(0, 10)

    assert before == []
    assert [line[:8] for line in first_lines(anna)] == [FREE[:8], "So geht'"]


async def test_a_group_that_became_a_supergroup_is_answered_there(bot: InProcess) -> None:
    anna, moved = bot.person(), bot.person(99)
    moved_there = errors.Refused(400, "upgraded", {"migrate_to_chat_id": 99})
    bot.line.trouble = [moved_there]

    anna.says("gibts freies wlan")
    await bot.settled()

    assert first_lines(moved) == [FREE]


async def test_a_fault_of_our_own_is_said_and_the_bot_goes_on(
    bot: InProcess, assistant: Assistant
) -> None:
    anna = bot.person()
    bot.house.assistant = None  # type: ignore[assignment]
    broken = await bot.asked(anna, "gibts freies wlan")
    bot.house.use(assistant)

    await bot.asked(anna, "gibts freies wlan")

    trouble = "Da ist bei mir etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal."
    assert broken["text"] == trouble
    assert first_lines(anna) == [trouble, FREE]


async def test_a_press_that_is_too_old_to_be_answered_still_works(bot: InProcess) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/start factory-4")
    query = anna.presses(message, "Mehr")
    query.asked -= 1000

    await bot.settled()

    assert "Weniger" in str(anna.chat.sent[0]["reply_markup"])


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"message": {}},
        {"message": {"chat": {"id": 7}, "from": {}}},
        {"callback_query": {"id": "1"}},
        {"inline_query": {"id": "1"}},
        {"poll": {"id": "1"}},
        {"my_chat_member": {"chat": {"id": 7}}},
        {"message": "x"},
        {"message": {"chat": {"id": {}}, "from": {"id": 7}, "message_id": 1, "text": "wlan"}},
        {"message": {"chat": {"id": 7}, "from": {"id": []}, "message_id": 1, "text": "wlan"}},
        {"message": {"chat": {"id": 7}, "from": [[]], "message_id": 1, "text": True}},
        {"callback_query": {"id": None, "from": {"id": 7}, "data": "0:", "message": {"chat": {}}}},
    ],
)
async def test_an_update_that_makes_no_sense_is_let_go(
    bot: InProcess, update: dict[str, Any]
) -> None:
    done = bot.serving.intake.take({"update_id": 1, **update})
    await bot.serving.intake.shrink(0, 5)

    assert done is not None
    assert done.done()
    assert bot.serving.intake.offset == 2


class Answering:
    """Answer every call alike."""

    def __init__(self, status: int, body: bytes) -> None:
        self.answer = status, body

    async def post(self, *call: Any) -> tuple[int, bytes]:
        return self.answer

    async def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}', BadToken),
        (400, b'{"ok":false,"error_code":400,"description":"Bad Request: x"}', Refused),
        (502, b"<html>Bad Gateway</html>", Unreachable),
        (200, b"[]", Unreachable),
        (200, b'{"ok": tru', Unreachable),
        (500, b'{"ok":false}', Unreachable),
    ],
)
async def test_what_the_server_says_becomes_a_fault_by_its_kind(
    status: int, body: bytes, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        await Api(Answering(status, body)).call("getMe")
