"""Faces: pages become calls of the Bot API; flood limits, faults and blocks are met here.

A call is repeated after 429 (as long as Telegram says), after a 5xx and after a lost connection.
A lost connection leaves open whether the message arrived: people rather get an answer twice than
not at all.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.core.nouns import Place
from bot.faces.telegram.pages import Page, Row

TRIES = 8
"""Times a call is repeated after faults other than 429."""

LONGEST_PAUSE = 20.0
PATIENCE = 900.0
"""Seconds that 429 may make one call wait in all before it is given up."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


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
        bot: Bot,
        blocked: Callable[[int], Awaitable[None]],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.bot = bot
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
        try:
            await self._insist(
                chat,
                lambda to: self.bot.edit_message_text(
                    page.html,
                    chat_id=to,
                    message_id=message,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=_NO_PREVIEW,
                    reply_markup=markup(page.rows),
                ),
            )
        except BadRequest as fault:
            if "not modified" in str(fault).lower():
                return
            raise Gone from None
        for text in page.rest:
            await self._send(Where(chat), text, ())

    async def edit_rows(self, chat: int, message: int, rows: Sequence[Row]) -> None:
        """Put other buttons under a message; raise Gone where that is no longer possible."""
        try:
            await self._insist(
                chat,
                lambda to: self.bot.edit_message_reply_markup(
                    chat_id=to, message_id=message, reply_markup=markup(rows)
                ),
            )
        except BadRequest as fault:
            if "not modified" not in str(fault).lower():
                raise Gone from None

    async def answer(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a button press; one that is too old needs none."""
        try:
            await self._insist(
                0,
                lambda _: self.bot.answer_callback_query(
                    query, text=text[:200] or None, show_alert=alert or None
                ),
            )
        except BadRequest:
            return

    async def document(self, where: Where, name: str, content: bytes) -> None:
        """Send a file."""
        await self._insist(
            where.chat,
            lambda to: self.bot.send_document(
                to, InputFile(content, filename=name), message_thread_id=where.thread
            ),
        )

    async def place(self, where: Where, place: Place, title: str) -> None:
        """Send a place as a point on the map; it has coordinates."""
        latitude, longitude = place.latitude or 0.0, place.longitude or 0.0
        await self._insist(
            where.chat,
            lambda to: self.bot.send_venue(
                to,
                latitude=latitude,
                longitude=longitude,
                title=place.name or title,
                address=place.address or title,
                message_thread_id=where.thread,
            ),
        )

    async def _send(
        self, where: Where, html: str, rows: Sequence[Row], *, quiet: bool = False
    ) -> int | None:
        reply_to = where.reply_to
        parameters = (
            ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
        )
        message = await self._insist(
            where.chat,
            lambda to: self.bot.send_message(
                to,
                html,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=markup(rows),
                message_thread_id=where.thread,
                reply_parameters=parameters,
                disable_notification=quiet or None,
            ),
        )
        return message.message_id if message else None

    async def _insist(self, chat: int, call: Callable[[int], Awaitable[_T]]) -> _T | None:
        """Call until it is done; None where the chat can't be reached any more."""
        waited, tries = 0.0, 0
        while True:
            try:
                return await call(self._moved.get(chat, chat))
            except RetryAfter as fault:
                pause = seconds_of(fault)
                waited += pause
                if waited > PATIENCE:
                    raise
            except ChatMigrated as fault:
                self._moved[chat] = fault.new_chat_id
                pause = 0.0
            except Forbidden:
                await self._blocked(chat)
                return None
            except (BadRequest, InvalidToken):
                raise
            except (NetworkError, TelegramError) as fault:
                tries += 1
                if tries >= TRIES:
                    raise
                pause = min(0.25 * 2**tries, LONGEST_PAUSE)
                _log.info("Telegram: %s, neuer Versuch", type(fault).__name__)
            await self._pause(pause)


def seconds_of(fault: RetryAfter) -> float:
    """Return how long Telegram wants us to wait."""
    after: int | timedelta = fault._retry_after  # noqa: SLF001 - the public one warns of a change
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def markup(rows: Sequence[Row]) -> InlineKeyboardMarkup | None:
    """Return the rows as Telegram wants them."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(each.label, callback_data=each.press, url=each.url)
                for each in row
            ]
            for row in rows
            if row
        ]
    )
