"""Faces: pages become calls of the Bot API; flood limits, faults and blocks are met here.

A call is repeated after 429 (as long as Telegram says), after a 5xx and after a lost connection.
A lost connection leaves open whether the message arrived: people rather get an answer twice than
not at all.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.nouns import Place
from bot.faces.telegram.api import Api, Blocked, File, Moved, Refused, TooFast, Unreachable
from bot.faces.telegram.pages import Page, Row

TRIES = 8
"""Times a call is made that Telegram answers with a fault of its own."""

LONGEST_PAUSE = 20.0
PATIENCE = 900.0
"""Seconds that 429 or a lost connection may make one call wait in all before it is given up."""

_NO_PREVIEW = {"is_disabled": True}
_CLOSED = ("chat not found", "not enough rights", "deactivated", "write_forbidden")
"""What Telegram says where a chat can't be written to, though nobody blocked the bot."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Where:
    """Say where a message goes: the chat, its topic, and the message it replies to."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


class Gone(Exception):  # noqa: N818 - no error: the message is simply no longer there
    """Say that a message can no longer be edited."""


class Sender:
    """Send, edit and answer, each until it is done or can't be done."""

    def __init__(
        self,
        api: Api,
        blocked: Callable[[int], Awaitable[None]],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.api = api
        self._blocked = blocked
        self._pause = pause
        self._moved: dict[int, int] = {}

    async def send(self, where: Where, page: Page, *, quiet: bool = False) -> int | None:
        """Send a page and return the message's id; None where the chat can't be reached."""
        sent = await self._send(where, page.html, page.rows, quiet=quiet)
        for text in page.rest if sent is not None else ():
            await self._send(Where(where.chat, where.thread), text, (), quiet=quiet)
        return sent

    async def edit(self, chat: int, message: int, page: Page) -> None:
        """Put a page in place of a message; raise Gone where that is no longer possible."""
        await self._change(
            "editMessageText",
            chat,
            message_id=message,
            text=page.html,
            parse_mode="HTML",
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup(page.rows),
        )
        for text in page.rest:
            await self._send(Where(chat), text, ())

    async def edit_rows(self, chat: int, message: int, rows: Sequence[Row]) -> None:
        """Put other buttons under a message; raise Gone where that is no longer possible."""
        await self._change(
            "editMessageReplyMarkup", chat, message_id=message, reply_markup=markup(rows)
        )

    async def answer(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a button press; one that is too old needs none."""
        try:
            await self.insist(
                "answerCallbackQuery",
                callback_query_id=query,
                text=text[:200] or None,
                show_alert=alert or None,
            )
        except Refused:
            return

    async def document(self, where: Where, name: str, content: bytes) -> None:
        """Send a file."""
        await self.insist(
            "sendDocument",
            File("document", name, content),
            chat_id=where.chat,
            message_thread_id=where.thread,
        )

    async def place(self, where: Where, place: Place, title: str) -> None:
        """Send a place as a point on the map; it has coordinates."""
        await self.insist(
            "sendVenue",
            chat_id=where.chat,
            latitude=place.latitude,
            longitude=place.longitude,
            title=place.name or title,
            address=place.address or title,
            message_thread_id=where.thread,
        )

    async def _change(self, method: str, chat: int, **fields: Any) -> None:  # noqa: ANN401 - JSON
        try:
            await self.insist(method, chat_id=chat, **fields)
        except Refused as fault:
            if "not modified" not in str(fault).lower():
                raise Gone from None

    async def _send(
        self, where: Where, html: str, rows: Sequence[Row], *, quiet: bool = False
    ) -> int | None:
        reply = {"message_id": where.reply_to, "allow_sending_without_reply": True}
        try:
            sent = await self.insist(
                "sendMessage",
                chat_id=where.chat,
                text=html,
                parse_mode="HTML",
                link_preview_options=_NO_PREVIEW,
                reply_markup=markup(rows),
                message_thread_id=where.thread,
                reply_parameters=reply if where.reply_to else None,
                disable_notification=quiet or None,
            )
        except Refused as fault:
            words = str(fault).lower()
            if any(closed in words for closed in _CLOSED):
                return None
            if where.thread and "thread" in words:  # the topic has been deleted
                return await self._send(Where(where.chat), html, rows, quiet=quiet)
            raise
        return int(sent["message_id"]) if sent else None

    async def insist(self, method: str, file: File | None = None, **fields: Any) -> Any:  # noqa: ANN401 - JSON
        """Call until it is done; None where the chat can't be reached any more."""
        patience = _Patience()
        chat = fields.get("chat_id")
        while True:
            if chat in self._moved:
                fields["chat_id"] = self._moved[chat]
            try:
                return await self.api.call(method, file, **fields)
            except Blocked:
                if chat is None:
                    raise
                await self._blocked(chat)
                return None
            except Moved as fault:
                if chat is None:
                    raise
                self._moved[chat] = fault.chat
            except (TooFast, Unreachable) as fault:
                await self._pause(patience.pause(fault))


@dataclass(slots=True)
class _Patience:
    """Say how long to wait before a call is repeated, and when to give up."""

    waited: float = 0.0
    refused: int = 0
    tries: int = 0

    def pause(self, fault: TooFast | Unreachable) -> float:
        """Return seconds to wait; raise the fault where it has been enough."""
        if isinstance(fault, TooFast):
            pause = fault.seconds
        else:
            self.tries += 1
            self.refused += fault.answered
            pause = min(0.25 * 2.0**self.tries, LONGEST_PAUSE)
            _log.info("Telegram: %s, neuer Versuch", fault)
        self.waited += pause
        if self.waited > PATIENCE or self.refused >= TRIES:
            raise fault
        return pause


def markup(rows: Sequence[Row]) -> dict[str, Any] | None:
    """Return the rows as Telegram wants them; None where there are no buttons."""
    drawn = [[each.drawn() for each in row] for row in rows if row]
    return {"inline_keyboard": drawn} if drawn else None
