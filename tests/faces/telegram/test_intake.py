"""Updates are handled once, in order within a chat, chats side by side; polling confirms them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.faces.telegram.api import Api, BadToken
from bot.faces.telegram.intake import Intake, identity, lane_of
from bot.faces.telegram.polling import Polling
from bot.faces.telegram.sessions import LASTS, Sessions
from tests.bot_api.errors import Refused, conflict, flood
from tests.bot_api.world import World
from tests.faces.telegram.in_process import Line


def message(id_: int, chat: int) -> dict[str, Any]:
    return {"update_id": id_, "message": {"chat": {"id": chat}, "from": {"id": chat}}}


class Hands:
    """Handle updates: each begins, and ends when it is let go."""

    def __init__(self, handled: set[int] | None = None) -> None:
        self.begun: list[int] = []
        self.noted: list[int] = []
        self.gates: dict[int, asyncio.Event] = {}
        self.intake = Intake(self._find, self.noted.append, handled or ())

    def _find(self, update: Any) -> Callable[[], Awaitable[None]] | None:
        id_ = update["update_id"]
        if update["message"]["chat"]["id"] == 0:
            return None
        self.gates[id_] = asyncio.Event()

        async def handle() -> None:
            self.begun.append(id_)
            await self.gates[id_].wait()

        return handle

    async def let_go(self, *ids: int) -> None:
        for id_ in ids:
            self.gates[id_].set()
        for _ in range(5):
            await asyncio.sleep(0)


async def test_one_chat_goes_in_order_and_others_beside_it() -> None:
    hands = Hands()
    for id_, chat in ((1, 7), (2, 7), (3, 8), (4, 7)):
        hands.intake.take(message(id_, chat))

    await hands.let_go()
    at_first = [*hands.begun]
    await hands.let_go(1, 2, 3, 4)

    assert at_first == [1, 3]
    assert hands.begun == [1, 3, 2, 4]
    assert hands.intake.in_hand == 0


async def test_the_offset_never_passes_what_is_in_hand() -> None:
    hands = Hands()
    offsets = [hands.intake.offset]
    for id_, chat in ((10, 7), (11, 8), (12, 9)):
        hands.intake.take(message(id_, chat))
    await hands.let_go(11)
    offsets.append(hands.intake.offset)
    await hands.let_go(10)
    offsets.append(hands.intake.offset)
    await hands.let_go(12)

    assert [*offsets, hands.intake.offset] == [None, 10, 12, 13]


async def test_an_update_is_handled_once_however_often_it_comes() -> None:
    hands = Hands({identity(message(1, 7))})
    first = hands.intake.take(message(1, 7))
    second, again = hands.intake.take(message(2, 7)), hands.intake.take(message(2, 7))
    await hands.let_go(2)

    assert first is None
    assert second is again
    assert hands.intake.take(message(2, 7)) is None
    assert (hands.begun, hands.noted) == ([2], [identity(message(2, 7))])


async def test_what_was_handled_before_a_restart_is_confirmed() -> None:
    updates = [message(id_, 7) for id_ in (5, 6)]
    hands = Hands({identity(update) for update in updates})

    taken = [hands.intake.take(update) for update in updates]

    assert (taken, hands.intake.offset) == ([None, None], 7)


async def test_what_needs_nothing_is_done_at_once() -> None:
    hands = Hands()

    done = hands.intake.take(message(1, 0))

    assert done
    assert done.done()
    assert hands.noted == [identity(message(1, 0))]


async def test_what_does_not_end_in_time_is_given_up_and_not_confirmed() -> None:
    hands = Hands()
    hands.intake.take(message(1, 7))
    await hands.let_go()

    await hands.intake.settle(0.01)

    assert (hands.noted, hands.intake.offset) == ([], 1)


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"message": {"chat": {"id": 7}, "from": {"id": 1}}}, 7),
        ({"callback_query": {"message": {"chat": {"id": 7}}, "from": {"id": 1}}}, 7),
        ({"callback_query": {"from": {"id": 1}}}, 1),
        ({"inline_query": {"from": {"id": 1}}}, 1),
        ({"my_chat_member": {"chat": {"id": 7}, "from": {"id": 1}}}, 7),
        ({"poll": {}}, 0),
    ],
)
def test_a_lane_is_a_chat(update: dict[str, Any], lane: int) -> None:
    assert lane_of(update) == lane


async def polled(line: Line, hands: Hands) -> asyncio.Task[None]:
    ready: asyncio.Future[Intake] = asyncio.get_running_loop().create_future()
    ready.set_result(hands.intake)
    return asyncio.create_task(Polling(Api(line)).run(ready))


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_polling_waits_out_trouble_and_takes_an_old_webhook_away() -> None:
    world, hands = World(careful=False), Hands()
    line = Line(world)
    line.trouble = [flood(0), conflict("can't use getUpdates method while webhook is active")]
    line.updates = [[message(5, 7)]]

    task = await polled(line, hands)
    await world.until(lambda: hands.begun)
    await ended(task)

    assert hands.begun == [5]
    assert len(world.of("deleteWebhook")) == 1


async def test_polling_asks_in_steps_while_something_is_in_hand() -> None:
    world, hands = World(careful=False), Hands()
    line = Line(world)
    line.updates = [[message(5, 7)], [message(5, 7), message(6, 8)]]

    task = await polled(line, hands)
    await world.until(lambda: 6 in hands.begun)
    await hands.let_go(6)
    await ended(task)

    asked = [
        (call.parameters.get("offset"), call.parameters["timeout"])
        for call in world.of("getUpdates")[:2]
    ]
    assert asked == [(None, 50), (5, 0)]
    assert hands.begun == [5, 6]


async def test_polling_ends_where_the_token_is_wrong() -> None:
    line = Line(World(careful=False))
    line.trouble = [Refused(401, "Unauthorized")]

    with pytest.raises(BadToken):
        await (await polled(line, Hands()))


def test_a_conversation_is_forgotten_after_half_an_hour() -> None:
    time = 0.0
    sessions = Sessions(clock=lambda: time)
    first = sessions.of(7, 7)
    time = LASTS
    still = sessions.of(7, 7)
    time = 2 * LASTS + 1
    sessions.fade()

    assert still is first
    assert sessions.of(7, 7) is not first


def test_only_so_many_conversations_are_kept() -> None:
    sessions = Sessions(most=2)
    first = sessions.of(1, 1)
    for id_ in (2, 3):
        sessions.of(id_, id_)

    assert sessions.of(1, 1) is not first
