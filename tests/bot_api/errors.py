"""Fake Bot API: what Telegram answers when a call is refused."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Refused(Exception):  # noqa: N818 - named as Telegram's answer, not as a bug of ours
    """Say why a call is refused.

    `strict` marks what a bot without faults never causes: tests assert that there is none.
    """

    code: int
    words: str
    parameters: dict[str, Any] = field(default_factory=dict)
    strict: bool = False

    def __str__(self) -> str:
        return self.words

    def body(self) -> dict[str, Any]:
        """Return Telegram's JSON for it."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.words}
        return {**body, "parameters": self.parameters} if self.parameters else body


def fault(words: str) -> Refused:
    """Return the refusal of a call that breaks the specification."""
    return Refused(400, f"Bad Request: {words}", strict=True)


def refusal(words: str) -> Refused:
    """Return the refusal of a call that came too late or at a wrong place, as happens to any."""
    return Refused(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refused:
    """Return the refusal of a call to somebody who does not want it."""
    return Refused(403, f"Forbidden: {words}")


def conflict(words: str) -> Refused:
    """Return the refusal of a second way to get updates."""
    return Refused(409, f"Conflict: {words}")


def flood(seconds: int) -> Refused:
    """Return the refusal of a call that came too fast."""
    return Refused(
        429, f"Too Many Requests: retry after {seconds}", parameters={"retry_after": seconds}
    )
