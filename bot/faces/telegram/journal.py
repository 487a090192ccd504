"""Faces: what Telegram wants of the stores and the figures; the wiring hands in what fits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol


class Star(Protocol):
    """Say that a chat starred a talk, and what it was last told of it."""

    @property
    def chat(self) -> int: ...  # noqa: D102
    @property
    def talk(self) -> str: ...  # noqa: D102
    @property
    def fingerprint(self) -> str: ...  # noqa: D102


class Reminder(Protocol):
    """Say that a chat wants a message some minutes before a talk."""

    @property
    def chat(self) -> int: ...  # noqa: D102
    @property
    def talk(self) -> str: ...  # noqa: D102
    @property
    def minutes(self) -> int: ...  # noqa: D102
    @property
    def fired_for(self) -> str | None: ...  # noqa: D102


class Deleted(Protocol):
    """Say what of a person was deleted."""

    @property
    def language(self) -> bool: ...  # noqa: D102
    @property
    def stars(self) -> int: ...  # noqa: D102
    @property
    def reminders(self) -> int: ...  # noqa: D102
    @property
    def consent(self) -> bool: ...  # noqa: D102


class Journal(Protocol):
    """Keep what people asked to be kept; every fault is a StoreError."""

    async def language(self, chat: int) -> str | None:
        """Return the language a person chose."""

    async def set_language(self, chat: int, language: str, now: datetime) -> None:
        """Remember the language a person chose."""

    async def star(self, chat: int, talk: str, sequence: int, now: datetime) -> bool:
        """Star a talk; False if it was."""

    async def unstar(self, chat: int, talk: str) -> bool:
        """Take a star and its reminder away; False if there was none."""

    async def stars(self, chat: int) -> list[str]:
        """Return the talks a chat starred."""

    async def starred(self) -> Sequence[Star]:
        """Return every star."""

    async def mark_told(self, chat: int, talk: str, fingerprint: str) -> None:
        """Remember what a chat was last told of a talk."""

    async def remind(self, chat: int, talk: str, minutes: int, now: datetime) -> None:
        """Set a reminder."""

    async def forget(self, chat: int, talk: str) -> bool:
        """Take a reminder away; False if there was none."""

    async def reminders(self, chat: int | None = None) -> Sequence[Reminder]:
        """Return the reminders of a chat, or all."""

    async def mark_fired(self, chat: int, talk: str, fired_for: str) -> None:
        """Remember the start a reminder was sent for."""

    async def rate(self, answer: str, *, helpful: bool, now: datetime) -> None:
        """Count a rating."""

    async def consents(self, chat: int) -> bool:
        """Return whether unanswered questions may be kept."""

    async def set_consent(self, chat: int, *, given: bool, now: datetime) -> None:
        """Remember that consent was given or taken back."""

    async def keep_question(  # noqa: PLR0913 - a row has six columns
        self,
        text: str,
        language: str,
        outcome: str,
        nearest: str | None,
        score: float,
        now: datetime,
        update: int | None = None,
    ) -> None:
        """Keep a question, without who asked it; once for an update."""

    async def delete(self, chat: int) -> Deleted:
        """Delete everything of a person."""

    async def expire(self, now: datetime) -> int:
        """Let go of what was kept long enough."""

    async def note(
        self, handled: Sequence[int], counts: Mapping[tuple[str, str], int], now: datetime
    ) -> None:
        """Remember handled updates, let go of those put aside, and count questions."""

    async def put_aside(self, updates: Mapping[int, Mapping[str, Any]], now: datetime) -> None:
        """Keep updates that wait long until they are handled."""

    async def aside(self) -> Sequence[Mapping[str, Any]]:
        """Return the updates put aside, oldest first."""

    async def handled_lately(self) -> set[int]:
        """Return the newest of the updates that were handled."""

    async def healthy(self) -> bool:
        """Return whether the database can be written right now."""


class Figures(Protocol):
    """Count and measure, without people."""

    def asked(self, outcome: str, seconds: float) -> None:
        """Count a question."""

    def lagged(self, seconds: float) -> None:
        """Note how old a message was when it was taken."""

    def refused(self) -> None:
        """Count a message that came too fast."""

    def failed(self, kind: str) -> None:
        """Count an error."""

    def reloaded(self, *, accepted: bool) -> None:
        """Count a reload of the knowledge."""


class NoFigures:
    """Count nothing."""

    def asked(self, outcome: str, seconds: float) -> None:
        """Count nothing."""

    def lagged(self, seconds: float) -> None:
        """Note nothing."""

    def refused(self) -> None:
        """Count nothing."""

    def failed(self, kind: str) -> None:
        """Count nothing."""

    def reloaded(self, *, accepted: bool) -> None:
        """Count nothing."""
