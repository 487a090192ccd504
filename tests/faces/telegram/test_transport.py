"""Calls over HTTP: what is sent arrives, and broken or odd answers are one kind of fault."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from telegram.request import BaseRequest, RequestData

from bot.faces.telegram.api import File, Unreachable
from bot.faces.telegram.transport import Http
from tests.bot_api.people import Person
from tests.bot_api.server import bot_api
from tests.bot_api.world import TOKEN

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    async def closing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(closing, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]


def saying(*answers: bytes) -> Serve:
    """Return a server that answers one call after the other on each connection."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
            writer.write(answer)
            await writer.drain()

    return serve


@asynccontextmanager
async def http(url: str, **more: object) -> AsyncIterator[Http]:
    transport = Http(TOKEN, url, **more)  # type: ignore[arg-type]
    yield transport
    await transport.close()


async def test_text_objects_and_files_arrive_as_they_are() -> None:
    async with bot_api() as api, http(f"{api.url}/") as transport:
        person = Person(api.world, 7)
        row = [{"text": "Ä & = +", "callback_data": "1"}]
        fields = {
            "chat_id": 7,
            "text": "1 + 1 = 2 & <ü> 😀\n",
            "reply_markup": {"inline_keyboard": [row]},
        }

        status, body = await transport.post("sendMessage", fields, None, 5)
        file = File("document", "termin.ics", b"\r\n--x\0\xff")
        await transport.post("sendDocument", {"chat_id": 7, "caption": "Ü"}, file, 5)
        text, document = await person.sees(2)

    assert (status, b'"ok": true' in body) == (200, True)
    assert (text["text"], text["reply_markup"]["inline_keyboard"]) == ("1 + 1 = 2 & <ü> 😀", [row])
    assert (document["document"]["file_name"], document["caption"]) == ("termin.ics", "Ü")
    assert api.world.files[document["document"]["file_id"]] == b"\r\n--x\0\xff"
    assert api.world.faults == []


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


async def test_a_connection_closed_while_it_lay_idle_is_not_used_again() -> None:
    async with serving(saying(OK)) as port, http(f"http://127.0.0.1:{port}") as transport:
        for _ in range(3):
            await transport.post("getMe", {}, None, 5)
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99000000\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n{}",
        b"nonsense\r\n\r\n",
        b"\r\n\r\n",
        b"x" * 100_000,
    ],
)
async def test_an_answer_that_makes_no_sense_is_unreachable(answer: bytes) -> None:
    async with serving(saying(answer)) as port, http(f"http://127.0.0.1:{port}") as transport:
        with pytest.raises(Unreachable) as fault:
            await transport.post("getMe", {}, None, 5)

    assert TOKEN not in str(fault.value)


async def test_silence_and_nobody_are_unreachable() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):
            await reader.read()

    async with serving(silent) as port, http(f"http://127.0.0.1:{port}") as transport:
        with pytest.raises(Unreachable, match="Timeout"):
            await transport.post("getMe", {}, None, 0.05)
    async with http(f"http://127.0.0.1:{port}") as transport:
        with pytest.raises(Unreachable, match="ConnectError"):
            await transport.post("getMe", {}, None, 5)


async def test_a_request_of_ones_own_sees_every_call() -> None:
    class Recording(BaseRequest):
        read_timeout = 5.0

        def __init__(self) -> None:
            self.calls: list[tuple[str, dict[str, str]]] = []

        async def initialize(self) -> None: ...
        async def shutdown(self) -> None: ...

        async def do_request(  # type: ignore[override]
            self, url: str, method: str, request_data: RequestData, **_: object
        ) -> tuple[int, bytes]:
            self.calls.append((f"{method} {url}", request_data.json_parameters))
            return 200, b"{}"

    recording = Recording()
    transport = Http(TOKEN, "http://here", request=lambda: recording)

    await transport.post("sendMessage", {"chat_id": 7, "text": "ü\ud800"}, None, 5)

    call = f"POST http://here/bot{TOKEN}/sendMessage"
    assert recording.calls == [(call, {"chat_id": "7", "text": "ü?"})]


def certificate(folder: Path) -> ssl.SSLContext:
    """Return what a server with a certificate of its own speaks; it lies in the folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "key.pem").write_bytes(pem)
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


async def test_tls_is_verified(tmp_path: Path) -> None:
    tls = certificate(tmp_path)
    trust = ssl.create_default_context(cafile=tmp_path / "cert.pem")
    async with serving(saying(OK, OK), tls) as port:
        async with http(f"https://localhost:{port}", trust=trust) as transport:
            answers = [await transport.post("getMe", {}, None, 5) for _ in range(2)]
        async with http(f"https://localhost:{port}") as transport:
            with pytest.raises(Unreachable, match="ConnectError"):
                await transport.post("getMe", {}, None, 5)

    assert answers == [(200, b"{}")] * 2


async def test_a_proxy_carries_the_call(tmp_path: Path) -> None:
    tls = certificate(tmp_path)
    trust = ssl.create_default_context(cafile=tmp_path / "cert.pem")
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        if b"YW5uYTpwQHNz" not in asked[-1]:  # anna:p@ss
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
            return
        inner, outer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(pipe(reader, outer), pipe(inner, writer))

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while part := await reader.read(1000):
            writer.write(part)
        writer.close()

    async with serving(saying(OK), tls) as port, serving(proxy) as door:
        url = f"https://localhost:{port}"
        async with http(url, trust=trust, proxy=f"http://anna:p%40ss@127.0.0.1:{door}") as known:
            answer = await known.post("getMe", {}, None, 5)
        async with http(url, trust=trust, proxy=f"http://127.0.0.1:{door}") as unknown:
            with pytest.raises(Unreachable):
                await unknown.post("getMe", {}, None, 5)

    assert answer == (200, b"{}")
    assert asked[0].startswith(f"CONNECT localhost:{port} HTTP/1.1\r\nHost: localhost".encode())
