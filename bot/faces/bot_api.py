"""Faces: one look at the Bot API for `doctor`: is it there, does the token hold, is a webhook set."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.errors import BotError

PUBLIC = "https://api.telegram.org"
_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what the Bot API said of itself and of this bot; `moment` is its clock (UTC)."""

    name: str
    webhook: str
    waiting: int
    last_error: str | None
    moment: datetime | None


class BotApiError(BotError):
    """Say why the Bot API can't be used, without the token."""


def look(token: str, api_url: str | None) -> Look:
    """Ask who the bot is and how its webhook stands; raise BotApiError."""
    base = f"{(api_url or PUBLIC).rstrip('/')}/bot{token}"
    try:
        with httpx.Client(timeout=_SECONDS) as client:
            me, moment = _ask(client, f"{base}/getMe")
            webhook, _ = _ask(client, f"{base}/getWebhookInfo")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as fault:
        raise BotApiError(
            f"Telegram ist nicht erreichbar ({type(fault).__name__}) – bitte Netz, Firewall und "
            "TELEGRAM_API_URL prüfen."
        ) from None
    return Look(
        name=str(me.get("username", "")),
        webhook=str(webhook.get("url", "")),
        waiting=int(webhook.get("pending_update_count", 0)),
        last_error=webhook.get("last_error_message"),
        moment=moment,
    )


def _ask(client: httpx.Client, url: str) -> tuple[dict[str, Any], datetime | None]:
    response = client.get(url)
    if response.status_code in {401, 404}:
        raise BotApiError(
            "Telegram kennt dieses Token nicht – bitte TELEGRAM_BOT_TOKEN mit dem von @BotFather "
            "vergleichen."
        )
    answer = response.json()
    if not isinstance(answer, dict) or not isinstance(answer.get("result"), dict):
        raise BotApiError(
            f"Telegram antwortet unerwartet (Status {response.status_code}) – bitte später noch "
            "einmal versuchen und TELEGRAM_API_URL prüfen."
        )
    date = response.headers.get("Date")
    return answer["result"], parsedate_to_datetime(date) if date else None
