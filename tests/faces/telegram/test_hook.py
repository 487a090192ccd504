"""The webhook: set until it holds; an update is acknowledged only when it has been handled."""

import asyncio
from typing import Any

import pytest

from bot.errors import SettingsError
from bot.faces.telegram.api import Api
from bot.faces.telegram.hook import Hook
from bot.faces.telegram.intake import KINDS, Intake
from tests.bot_api.errors import Refused, flood
from tests.bot_api.world import World
from tests.faces.telegram.in_process import Line


class Set(Line):
    """Take a webhook."""

    async def _done(self, method: str, parameters: dict[str, Any]) -> Any:
        return True


def opened(line: Line, intake: Intake) -> tuple[Hook, asyncio.Task[None]]:
    hook = Hook(Api(line), "https://bot.example/hook", "secret")
    ready: asyncio.Future[Intake] = asyncio.get_running_loop().create_future()
    ready.set_result(intake)
    return hook, asyncio.create_task(hook.run(ready))


async def test_it_is_set_with_the_secret_and_the_kinds() -> None:
    world = World(careful=False)
    line = Set(world)
    line.trouble = [flood(0)]

    hook, task = opened(line, Intake(lambda _: None, lambda _: None))
    await world.until(lambda: hook.reached)
    task.cancel()

    assert [call.parameters for call in world.of("setWebhook")] == [
        {
            "url": "https://bot.example/hook",
            "secret_token": "secret",
            "allowed_updates": KINDS,
            "max_connections": 40,
        }
    ]


async def test_an_address_telegram_refuses_is_a_wrong_setting() -> None:
    line = Set(World(careful=False))
    line.trouble = [Refused(400, "Bad Request: bad webhook")]

    _, task = opened(line, Intake(lambda _: None, lambda _: None))

    with pytest.raises(SettingsError, match="BOT_WEBHOOK_URL"):
        await task


async def test_a_call_returns_when_its_update_is_handled_and_not_after_the_end() -> None:
    gate = asyncio.Event()
    world = World(careful=False)
    hook, task = opened(Set(world), Intake(lambda _: gate.wait, lambda _: None))
    await world.until(lambda: hook.reached)

    taken = asyncio.create_task(hook.take({"update_id": 1, "message": {"chat": {"id": 7}}}))
    await asyncio.sleep(0)
    before = taken.done()
    gate.set()
    await taken
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert not before
    with pytest.raises(RuntimeError):
        await hook.take({"update_id": 2, "message": {"chat": {"id": 7}}})
