"""Fake Bot API: the bot as a process of its own, as operators run it."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bot_api.server import BotApi
from tests.bot_api.world import TOKEN

ROOT = Path(__file__).parent.parent.parent
RUN_BOT = (sys.executable, str(ROOT / "run_bot.py"))
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")


@dataclass(slots=True)
class BotProcess:
    """Hold a running bot; `log` is what it wrote to both of its outputs."""

    process: asyncio.subprocess.Process
    started: float
    log: list[str] = field(default_factory=list)
    _reading: asyncio.Task[None] | None = None

    @property
    def words(self) -> str:
        """Return its whole log."""
        return "\n".join(self.log)

    def memory(self, name: str = "VmHWM") -> float:
        """Return its memory in MB from /proc: VmRSS now, VmHWM at most."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith(name))
        return int(line.split()[1]) / 1024

    async def stop(self, seconds: float = 20.0) -> int:
        """Ask it to stop as an operator does (SIGTERM) and return its exit status."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self._ended(seconds)

    async def kill(self) -> None:
        """Kill it at once (SIGKILL)."""
        if self.process.returncode is None:
            self.process.kill()
        await self._ended(20.0)

    async def _ended(self, seconds: float) -> int:
        async with asyncio.timeout(seconds):
            status = await self.process.wait()
            if self._reading:
                await self._reading
        return status

    async def read(self) -> None:
        """Keep what it writes until it ends."""
        stream = self.process.stdout
        assert stream is not None
        async for line in stream:
            self.log.append(line.decode(errors="replace").rstrip())


async def start_bot(
    api: BotApi,
    folder: Path,
    arguments: Sequence[str] = (),
    command: Sequence[str] = RUN_BOT,
    **environment: str,
) -> BotProcess:
    """Start a bot against a server; its data and its working folder are below `folder`."""
    environment = _environment(api, folder, environment)
    process = await asyncio.create_subprocess_exec(
        *command,
        *arguments,
        cwd=folder,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    bot = BotProcess(process, time.monotonic())
    bot._reading = asyncio.create_task(bot.read())  # noqa: SLF001 - its own maker
    return bot


def _environment(api: BotApi, folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "BOT_DATA": str(folder / "data"),
        **more,
    }


@asynccontextmanager
async def running_bot(
    api: BotApi, folder: Path, arguments: Sequence[str] = (), **environment: str
) -> AsyncIterator[BotProcess]:
    """Run the bot for a block, from its first look for updates to its end."""
    bot = await start_bot(api, folder, arguments, **environment)
    try:
        await ready(api, bot)
        yield bot
    finally:
        await bot.kill()


async def ready(api: BotApi, bot: BotProcess, seconds: float = 60.0) -> float:
    """Wait until the bot takes updates and return the seconds from its start."""

    def takes_updates() -> float | None:
        if bot.process.returncode is not None:
            raise AssertionError(f"the bot ended by itself:\n{bot.words}")
        taking = [api.looked, *(c.at for c in api.world.of("setWebhook") if c.parameters["url"])]
        return next((at for at in taking if at > bot.started), None)

    return float(await api.world.until(takes_updates, seconds)) - bot.started
