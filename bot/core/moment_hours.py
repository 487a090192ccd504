"""Core: hours written out – "14:30", "14 Uhr 30", "3 pm" – and which half of the day they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.moment_words import NUMBERS, Token, text_at, token_at

HOUR_WORDS = frozenset({"uhr", "oclock"})

FIRST_PLAIN_HOUR = 7
"""Hours below that stand for the afternoon unless night or morning is said: "um drei"."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Hold a time of day in minutes; `loose` when it may mean the other half of the day."""

    minute: int
    loose: bool = False


def plain_clock(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read a time that says by itself that it is one; return it and how many tokens it took."""
    word = text_at(tokens, place)
    if word in ("noon", "midday"):
        return Clock(720), 1
    if word in ("mitternacht", "midnight"):
        return Clock(1440), 1
    return _digital(tokens, place) or _hour_named(tokens, place)


def _digital(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    token = token_at(tokens, place)
    if token is None or token.kind not in ("clock", "date"):
        return None
    hour, minute = token.parts[:2]
    if hour > 24 or minute > 59 or len(token.parts) > 2:
        return None
    dated = token.kind == "date" and text_at(tokens, place + 1) not in HOUR_WORDS
    if dated and 0 < minute <= 12:
        return None
    loose = 0 < hour < FIRST_PLAIN_HOUR and not token.text.startswith("0")
    size = 1 + (text_at(tokens, place + 1) in HOUR_WORDS)
    return half_of_day(tokens, place, Clock(hour * 60 + minute, loose), size)


def _hour_named(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read "14 Uhr", "14 Uhr 30", "drei Uhr", "3 o'clock", "14h", "3 pm"."""
    hour = hour_at(tokens, place)
    if hour is None:
        return None
    follower = text_at(tokens, place + 1)
    loose = 0 < hour < FIRST_PLAIN_HOUR and not text_at(tokens, place).startswith("0")
    if follower in HOUR_WORDS or follower == "h":
        minutes = token_at(tokens, place + 2)
        counted = minutes and minutes.kind == "number" and int(minutes.text) < 60
        if minutes and counted and follower == "uhr":
            return half_of_day(tokens, place, Clock(hour * 60 + int(minutes.text), loose), 3)
        return half_of_day(tokens, place, Clock(hour * 60, loose), 2)
    if follower in ("pm", "am") and _means_half(tokens, place):
        return half_of_day(tokens, place, Clock(hour * 60, loose), 1)
    return None


def _means_half(tokens: Sequence[Token], place: int) -> bool:
    """Tell "3 am" from German "um 3 am Stand": written as one word, or after English words."""
    number, half = tokens[place], tokens[place + 1]
    if half.text == "pm" or number.end == half.start:
        return True
    if text_at(tokens, place + 2) in ("on", "tomorrow", "today", "to", "until", "till"):
        return True
    return text_at(tokens, place - 1) in (
        "at",
        "from",
        "after",
        "before",
        "until",
        "till",
        "to",
        "and",
    )


def half_of_day(tokens: Sequence[Token], place: int, clock: Clock, size: int) -> tuple[Clock, int]:
    """Return the clock with the "am" or "pm" that follows its `size` tokens, and all tokens."""
    half = text_at(tokens, place + size)
    if half not in ("am", "pm") or not _means_half(tokens, place + size - 1):
        return clock, size
    hour, minute = divmod(clock.minute, 60)
    return Clock(hour % 12 * 60 + minute + (720 if half == "pm" else 0)), size + 1


def bare_hour(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read a number alone as an hour; only the words around it can allow that."""
    hour = hour_at(tokens, place)
    if hour is None:
        return None
    written = text_at(tokens, place)
    if written in ("a", "an", "ein", "eine", "einer", "einem", "einen"):
        return None
    loose = 0 < hour < FIRST_PLAIN_HOUR and not written.startswith("0")
    return Clock(hour * 60, loose), 1


def hour_at(tokens: Sequence[Token], place: int, longest: int = 24) -> int | None:
    """Return the hour a number or number word there can be, at most the longest."""
    token = token_at(tokens, place)
    if token is None or token.kind not in ("number", "word", "ordinal"):
        return None
    if token.kind == "ordinal" and not (token.text.endswith(".") and place + 1 == len(tokens)):
        return None
    hour = token.number if token.kind != "word" else NUMBERS.get(token.text)
    return hour if hour is not None and 0 <= hour <= longest else None
