"""One look at the Bot API: what it says, or one sentence without the token."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from bot.faces.bot_api import BotApiError, look

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
ME = {"ok": True, "result": {"id": 1, "is_bot": True, "username": "schwerte_bot"}}
HOOK = {"ok": True, "result": {"url": "https://x.example", "pending_update_count": 3}}

Serve = Callable[[int, dict[str, object]], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers = []

    def start(status: int, answers: dict[str, object]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = json.dumps(answers.get(self.path.rsplit("/", 1)[-1])).encode()
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_look_tells_name_webhook_and_clock(serve: Serve) -> None:
    seen = look(TOKEN, serve(200, {"getMe": ME, "getWebhookInfo": HOOK}))

    assert (seen.name, seen.webhook, seen.waiting) == ("schwerte_bot", "https://x.example", 3)
    assert isinstance(seen.moment, datetime)


@pytest.mark.parametrize(
    ("status", "answers", "words"),
    [
        (401, {}, "kennt dieses Token nicht – bitte"),
        (404, {}, "kennt dieses Token nicht – bitte"),
        (502, {}, r"Status 502\) – bitte"),
        (200, {"getMe": []}, "antwortet unerwartet"),
    ],
)
def test_trouble_is_one_sentence(
    serve: Serve, status: int, answers: dict[str, object], words: str
) -> None:
    with pytest.raises(BotApiError, match=words) as trouble:
        look(TOKEN, serve(status, answers))

    assert TOKEN not in str(trouble.value)


def test_nobody_there_is_one_sentence_without_the_token() -> None:
    with pytest.raises(BotApiError, match=r"nicht erreichbar .* – bitte Netz") as trouble:
        look(TOKEN, "http://127.0.0.1:9")

    assert TOKEN not in str(trouble.value)
