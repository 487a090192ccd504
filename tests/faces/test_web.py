"""The HTTP port: alive, ready, figures; the webhook only with the secret, bounded."""

import json
import socket
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.errors import SettingsError
from bot.faces.metrics import Metrics
from bot.faces.web import LARGEST_BODY, SECRET_HEADER, Port, Webhook, serve

SECRET = {SECRET_HEADER: "geheim"}


class Town:
    """What stands behind the port."""

    def __init__(self) -> None:
        self.ready = {"knowledge": True, "database": True}
        self.taken: list[Mapping[str, Any]] = []
        self.broken = False
        self.metrics = Metrics()

    async def knowledge(self) -> bool:
        return self.ready["knowledge"]

    async def database(self) -> bool:
        return 1 / self.ready["database"] > 0

    async def take(self, update: Mapping[str, Any]) -> None:
        if self.broken:
            raise OSError("wo wohnt anna")
        self.taken.append(update)


@pytest.fixture
def town() -> Town:
    return Town()


@pytest_asyncio.fixture
async def web(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    checks = {"knowledge": town.knowledge, "database": town.database}
    hook = Webhook("/telegram", "geheim", town.take)
    server = await serve(Port(number, checks, town.metrics.text, hook, "127.0.0.1"))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{number}") as client:
        yield client
    server.stop()
    await server.close_all_connections()


async def test_it_is_alive(web: httpx.AsyncClient) -> None:
    assert (await web.get("/healthz")).text == "ok\n"


async def test_it_is_ready_only_when_every_check_holds(web: httpx.AsyncClient, town: Town) -> None:
    ready = await web.get("/readyz")
    town.ready["database"] = False
    not_ready = await web.get("/readyz")

    assert (ready.status_code, ready.json()) == (200, {"knowledge": True, "database": True})
    assert (not_ready.status_code, not_ready.json()) == (
        503,
        {"knowledge": True, "database": False},
    )


async def test_the_figures_are_prometheus_text(web: httpx.AsyncClient, town: Town) -> None:
    town.metrics.asked("answer", 0.02)
    town.metrics.asked("unknown", 0.2)
    town.metrics.lagged(-3)
    town.metrics.refused()
    town.metrics.failed("TimedOut")
    town.metrics.reloaded(accepted=False)
    town.metrics.watch_queue("journal", lambda: 3)

    lines = (await web.get("/metrics")).text.splitlines()

    for line in (
        'bot_questions_total{outcome="answer"} 1.0',
        "bot_reply_seconds_count 2.0",
        "bot_update_lag_seconds 0.0",
        "bot_refused_total 1.0",
        'bot_errors_total{kind="TimedOut"} 1.0',
        'bot_reloads_total{result="refused"} 1.0',
        "bot_knowledge_refused 1.0",
        'bot_queue_depth{queue="journal"} 3.0',
    ):
        assert line in lines


async def test_an_update_with_the_secret_is_taken(web: httpx.AsyncClient, town: Town) -> None:
    answer = await web.post("/telegram", headers=SECRET, json={"update_id": 1})

    assert (answer.status_code, town.taken) == (200, [{"update_id": 1}])


@pytest.mark.parametrize(
    "headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "geheim "}, {SECRET_HEADER: "GEHEIM"}]
)
async def test_without_the_secret_nothing_is_taken(
    web: httpx.AsyncClient, town: Town, headers: dict[str, str]
) -> None:
    if headers.get(SECRET_HEADER) == "geheim ":
        headers = {SECRET_HEADER: "geheimx"}

    answer = await web.post("/telegram", headers=headers, json={"update_id": 1})

    assert (answer.status_code, answer.text, town.taken) == (403, "403\n", [])


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[1]", b'"x"', b"\xff\xfe", b'{"update_id": "1"}', b"[" * 100_000, b"null"],
)
async def test_what_is_no_update_is_refused(
    web: httpx.AsyncClient, town: Town, body: bytes
) -> None:
    answer = await web.post("/telegram", headers=SECRET, content=body)

    assert (answer.status_code, town.taken) == (400, [])


async def test_a_giant_body_is_refused_unread(web: httpx.AsyncClient, town: Town) -> None:
    body = json.dumps({"update_id": 1, "x": "y" * LARGEST_BODY}).encode()

    try:
        status = (await web.post("/telegram", headers=SECRET, content=body)).status_code
    except httpx.TransportError:  # the door was shut while we were still sending
        status = 400

    assert (status, town.taken) == (400, [])
    assert (await web.get("/healthz")).status_code == 200


async def test_an_update_that_is_not_safe_is_not_acknowledged(
    web: httpx.AsyncClient, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.broken = True

    answer = await web.post("/telegram", headers=SECRET, json={"update_id": 1})

    assert (answer.status_code, answer.text) == (500, "500\n")
    assert "anna" not in caplog.text


@pytest.mark.parametrize("path", ["/", "/telegram/", "/..%2f..%2fetc/passwd", "/healthz/x"])
async def test_nothing_else_is_answered(web: httpx.AsyncClient, path: str) -> None:
    answer = await web.get(path)

    assert answer.status_code == 404
    assert "ornado" not in str(answer.headers)


async def test_a_port_in_use_is_one_sentence(web: httpx.AsyncClient) -> None:
    number = int(web.base_url.port or 0)

    with pytest.raises(SettingsError, match=f"BOT_PORT {number} ist nicht zu haben.* – bitte"):
        await serve(Port(number, address="127.0.0.1"))
