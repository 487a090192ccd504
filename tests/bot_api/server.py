"""Fake Bot API: a strict server on loopback for whole runs of a bot.

spec.txt      the specification, distilled by distil.py from Telegram's documentation
spec.py       its shapes;  checking.py  a call against them;  rules.py  what Telegram asks beyond
markup.py     HTML as Telegram reads it
errors.py     refusals;  faults.py  trouble by a seeded plan
world.py      chats, messages, button presses;  people.py  those who write to the bot
sending.py    calls that write;  calling.py  every call
updates.py    long polling;  webhook.py  delivery to a webhook
server.py     HTTP

What a bot without faults never does is kept in `world.faults`; a test asserts that it is empty.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import BodyPartReader, web

from tests.bot_api.calling import carry_out
from tests.bot_api.checking import check_value, read_call
from tests.bot_api.errors import Refused, conflict, fault, flood
from tests.bot_api.faults import BAD_GATEWAY, DROP_AFTER, DROP_BEFORE, FLOOD, SERVER_ERROR, Plan
from tests.bot_api.spec import Upload, shapes
from tests.bot_api.webhook import Delivery
from tests.bot_api.world import TOKEN, Call, World

LONGEST_POLL = 50.0


class BotApi:
    """Serve the Bot API for one bot."""

    def __init__(self, *, plan: Plan | None = None, careful: bool = True) -> None:
        self.world = World(careful=careful)
        self.plan = plan or Plan()
        self.delivery = Delivery(self.world)
        self.latency = 0.0
        self.looked = 0.0
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request."""
        if request.match_info["token"] != TOKEN:
            return _json(Refused(401, "Unauthorized").body(), 401)
        method = request.match_info["method"]
        try:
            raw = await _parameters(request)
        except ConnectionError:  # the bot was killed while it wrote
            return web.Response(status=400)
        if self.latency:
            await asyncio.sleep(self.latency)
        call = Call(method, raw, time.monotonic())
        trouble = call.trouble = self.plan.trouble(method, _number(raw.get("chat_id")))
        if trouble in {SERVER_ERROR, BAD_GATEWAY, DROP_BEFORE}:
            call.refused = Refused(0 if trouble == DROP_BEFORE else int(trouble), trouble)
            self.world.record(call)
            return _broken(request, trouble)
        response = await self._answer(call, flooded=trouble == FLOOD)
        return _broken(request, trouble) if trouble == DROP_AFTER else response

    async def _answer(self, call: Call, *, flooded: bool) -> web.Response:
        try:
            call.result = await self._done(call, flooded=flooded)
        except Refused as refused:
            call.refused = refused
        self.world.record(call)
        if call.refused:
            return _json(call.refused.body(), call.refused.code)
        if call.trouble is None:
            self._note_told(call)
        return _json({"ok": True, "result": call.result}, 200)

    async def _done(self, call: Call, *, flooded: bool) -> Any:
        call.parameters = read_call(call.method, call.parameters)
        self._check_flood(call, flooded=flooded)
        if call.method == "getUpdates":
            return await self._poll(call.parameters)
        if call.method in {"setWebhook", "deleteWebhook"}:
            return await self._set_webhook(call)
        result = carry_out(self.world, call.method, call.parameters)
        if self.world.careful:
            _check_result(call.method, result)
        return result

    def _check_flood(self, call: Call, *, flooded: bool) -> None:
        chat = self.world.chats.get(call.chat)
        now = time.monotonic()
        if flooded and chat is None:
            raise flood(self.plan.retry_after)
        if chat is None:
            return
        if flooded:
            chat.flood_until = max(chat.flood_until, now + self.plan.retry_after)
        if (left := chat.flood_until - now) > 0:
            raise flood(max(1, round(left)))

    async def _poll(self, call: dict[str, Any]) -> list[dict[str, Any]]:
        if self.world.webhook.get("url"):
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete "
                "the webhook first"
            )
        if "allowed_updates" in call:
            self.world.waiting.allowed = call["allowed_updates"]
        self.looked = time.monotonic()
        self.world.wake()
        timeout = min(float(call.get("timeout", 0)), LONGEST_POLL)
        return await self.world.waiting.poll(call.get("offset", 0), call.get("limit", 100), timeout)

    async def _set_webhook(self, call: Call) -> bool:
        given = dict(call.parameters)
        if given.pop("drop_pending_updates", False):
            self.world.waiting.updates.clear()
        if "allowed_updates" in given:
            self.world.waiting.allowed = given["allowed_updates"]
        url = given.get("url", "")
        self.world.webhook = given if call.method == "setWebhook" and url else {}
        self.world.waiting.stop_polling()
        await self.delivery.restart()
        return True

    def _note_told(self, call: Call) -> None:
        """Remember that the bot knows a query is answered, so that a second answer is its fault."""
        world, given = self.world, call.parameters
        for queries, key in (
            (world.queries, "callback_query_id"),
            (world.inline, "inline_query_id"),
        ):
            if query := queries.get(given.get(key, "")):
                query.told = True


@asynccontextmanager
async def bot_api(
    *, plan: Plan | None = None, careful: bool = True, port: int = 0
) -> AsyncIterator[BotApi]:
    """Serve on a free port of loopback until the block is left."""
    api = BotApi(plan=plan, careful=careful)
    application = web.Application(client_max_size=60_000_000)
    application.router.add_route("*", "/bot{token}/{method}", api.handle)
    application.router.add_get("/file/bot{token}/{file}", api_file(api))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    api.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield api
    finally:
        await api.delivery.stop()
        api.world.waiting.stop_polling()
        await runner.cleanup()


def api_file(api: BotApi) -> Any:
    """Return what serves uploaded files."""

    async def serve(request: web.Request) -> web.Response:
        content = api.world.files.get(request.match_info["file"])
        return web.Response(body=content) if content else web.Response(status=404)

    return serve


async def _parameters(request: web.Request) -> dict[str, Any]:
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        found |= await request.json()
    elif request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            name, content = part.name or "", bytes(await part.read())
            found[name] = Upload(part.filename, content) if part.filename else content.decode()
    elif request.can_read_body:
        found |= await request.post()
    return found


def _check_result(method: str, result: Any) -> None:
    trouble = None
    for type_ in shapes()[method].returned:
        try:
            check_value(type_, result)
        except Refused as refused:
            trouble = refused
        else:
            return
    raise fault(f"the fake server itself answers {method} wrongly: {trouble and trouble.words}")


def _number(chat: Any) -> int:
    text = str(chat or 0)
    return int(text) if text.lstrip("-").isdigit() else 0


def _broken(request: web.Request, trouble: str) -> web.Response:
    if trouble == SERVER_ERROR:
        return _json(Refused(500, "Internal Server Error").body(), 500)
    if trouble == BAD_GATEWAY:
        return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>")
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _json(body: dict[str, Any], status: int) -> web.Response:
    return web.Response(
        text=json.dumps(body, ensure_ascii=False), status=status, content_type="application/json"
    )
