"""Core: words of time without a date – "jetzt", "als Nächstes", "in einer Stunde", "letztes Jahr"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.core import reading
from bot.core.moment_anchor import Anchor
from bot.core.moment_words import (
    AFTER,
    BEFORE,
    LATER,
    NEXT,
    NEXT_BEFORE,
    NOW,
    NUMBERS,
    PROGRAMME_NOUNS,
    UNITS,
    Token,
    text_at,
)

SignKind = Literal["now", "next", "later", "after", "before"]


@dataclass(frozen=True, slots=True)
class Shift:
    """Move on from now by that many minutes; `within` means all the time until then."""

    minutes: int
    within: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """Hold one such expression; `year` below 1000 counts from this year."""

    size: int
    kind: SignKind | None = None
    shift: Shift | None = None
    year: int | None = None
    pick: Literal["first", "last"] | None = None
    days: Callable[[Anchor], tuple[date, ...]] | None = None


def sign_at(tokens: Sequence[Token], place: int) -> Sign | None:
    """Read the expression that starts at that token, longer ones first."""
    if tokens[place].kind == "number":
        return _year(tokens, place)
    if tokens[place].kind != "word":
        return None
    return (
        _greeting(tokens, place)
        or _spare_time(tokens, place)
        or _phrase(tokens, place)
        or _shift(tokens, place)
        or _years_ago(tokens, place)
        or _other_year(tokens, place)
        or _week(tokens, place)
        or _pick(tokens, place)
        or _next(tokens, place)
        or _single(tokens[place].text)
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(reading.fold, text.split()))


_NOW = (
    "im moment|in diesem moment|in diesem augenblick|zur zeit|at the moment|right now|just now|"
    "gerade eben|gerade jetzt|jetzt gerade"
)
_NEXT = (
    "als nächstes|als nächster|als nächste|jetzt gleich|gleich jetzt|gleich danach|in kürze|"
    "wann gehts weiter|wann geht's weiter|wann geht es weiter|up next|coming up|what's next|whats next|comes next|is next|on next|in a bit|"
    "in ein paar minuten|in a few minutes"
)
_LATER = (
    "heute noch|noch heute|später noch|rest des tages|rest of the day|later today|left today|"
    "still to come|heute später|später heute|noch was|noch etwas|for the rest of today"
)
_AFTER = (
    "im anschluss|danach noch|after that|after this|and then|und dann|was kommt dann|what then|"
    "nach diesem vortrag|nach dem vortrag|after this talk|after this one|after it"
)
_BEFORE = "before that|before this|vor diesem vortrag"
_BY_KIND: tuple[tuple[SignKind, str], ...] = (
    ("now", _NOW),
    ("next", _NEXT),
    ("later", _LATER),
    ("after", _AFTER),
    ("before", _BEFORE),
)
_PHRASES: tuple[tuple[tuple[str, ...], SignKind], ...] = tuple(
    sorted(
        ((_words(text), kind) for kind, texts in _BY_KIND for text in texts.split("|")),
        key=lambda each: -len(each[0]),
    )
)
_BY_FIRST = {
    first: tuple(each for each in _PHRASES if each[0][0] == first)
    for first in {phrase[0] for phrase, _ in _PHRASES}
}


def _greeting(tokens: Sequence[Token], place: int) -> Sign | None:
    """Pass over greetings, which name a time of day but ask for none."""
    pair = tokens[place].text, text_at(tokens, place + 1)
    parting = pair in (("bis", "morgen"), ("bis", "ubermorgen"), ("you", "tomorrow"))
    if parting and place + 2 >= len(tokens):
        return Sign(2)
    greets = pair[0] in ("guten", "good", "gute", "schonen", "schones") and pair[1] in (
        "tag", "morgen", "abend", "morning", "afternoon", "evening", "day", "nacht", "mittag",
    )  # fmt: skip
    return Sign(2) if greets else None


def _spare_time(tokens: Sequence[Token], place: int) -> Sign | None:
    """Pass over "noch 5 Minuten Zeit", which says how long somebody has and not when."""
    led = text_at(tokens, place) in ("noch", "nur", "only", "have", "habe")
    amount = _amount(tokens, place + 1) if led else None
    spare = amount and text_at(tokens, place + 1 + amount[1]) in ("zeit", "left", "to", "bis")
    return Sign(amount[1] + 2) if amount and spare else None


def _phrase(tokens: Sequence[Token], place: int) -> Sign | None:
    for phrase, kind in _BY_FIRST.get(text_at(tokens, place), ()):
        if all(text_at(tokens, place + step) == word for step, word in enumerate(phrase)):
            if kind == "next" and text_at(tokens, place + len(phrase)) in UNITS:
                continue
            return Sign(len(phrase), kind)
    return None


def _shift(tokens: Sequence[Token], place: int) -> Sign | None:
    """Read "in einer Stunde", "in den nächsten 20 Minuten", "half an hour ago", "vor 2 Stunden"."""
    at, within = place, False
    first = tokens[place].text
    if first in ("in", "within", "innerhalb", "vor", "binnen", "die", "the", "during", "der"):
        at += 1
    while text_at(tokens, at) in (
        "den",
        "der",
        "the",
        "die",
        "next",
        "von",
        "about",
        "etwa",
        "ca",
    ) or (text_at(tokens, at).startswith("nachste") or text_at(tokens, at).startswith("kommende")):
        within = within or text_at(tokens, at) not in ("den", "der", "the", "die", "von", "about")
        at += 1
    amount = _amount(tokens, at)
    if amount is None:
        if not within or UNITS.get(text_at(tokens, at)) != 60:
            return None
        amount = (60, 1)
    minutes, size = amount
    at += size
    if text_at(tokens, at) == "ago":
        return Sign(at + 1 - place, shift=Shift(-minutes))
    if first == "vor":
        return Sign(at - place, shift=Shift(-minutes))
    if first not in ("in", "within", "innerhalb", "binnen") and not within:
        return None
    return Sign(at - place, shift=Shift(minutes, within or first in ("within", "innerhalb")))


def _amount(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """Return the minutes of "einer halben Stunde", "90 Minuten", "an hour", and the tokens used."""
    words = [text_at(tokens, place + step) for step in range(3)]
    for start, (phrase, minutes) in ((step, each) for each in _AMOUNTS for step in (0, 1)):
        said = words[start : start + len(phrase)]
        if tuple(said) == phrase and (not start or words[0] in _ARTICLES):
            return minutes, start + len(phrase)
    number = tokens[place].number if place < len(tokens) else None
    unit = UNITS.get(words[1])
    return (number * unit, 2) if number is not None and number < MOST_UNITS and unit else None


MOST_UNITS = 1000
_ARTICLES = ("einer", "ner", "a", "der", "eine")
_AMOUNTS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("half", "an", "hour"), 30),
    (("half", "a", "hour"), 30),
    (("half", "hour"), 30),
    (("halben", "stunde"), 30),
    (("halbe", "stunde"), 30),
    (("anderthalb", "stunden"), 90),
    (("eineinhalb", "stunden"), 90),
    (("dreiviertelstunde",), 45),
    (("viertelstunde",), 15),
)
"""Amounts of time that are not a number and a unit, with their minutes."""


def _year(tokens: Sequence[Token], place: int) -> Sign | None:
    written = tokens[place].text
    plain = len(written) == 4 and 1990 <= int(written) < 2200
    return Sign(1, year=int(written)) if plain else None


def _other_year(tokens: Sequence[Token], place: int) -> Sign | None:
    if text_at(tokens, place + 1) not in ("jahr", "jahres", "year", "years", "mal", "time"):
        return None
    word = tokens[place].text
    back = ("letztes", "letzten", "vergangenes", "vergangenen", "voriges", "vorigen", "last")
    if word in back or word in ("letztem", "letzte"):
        return Sign(2, year=-1)
    if text_at(tokens, place + 1) in ("mal", "time"):
        return None
    if word in ("vorletztes", "vorletzten"):
        return Sign(2, year=-2)
    if word in ("dieses", "diesem", "diesjahriges", "this"):
        return Sign(2, year=0)
    return Sign(2, year=1) if word in (*NEXT_BEFORE, "kommendes", "nachstes") else None


def _years_ago(tokens: Sequence[Token], place: int) -> Sign | None:
    """Read "vor zwei Jahren" and "two years ago"."""
    ahead = text_at(tokens, place) == "vor"
    count = NUMBERS.get(text_at(tokens, place + ahead))
    if count is None or text_at(tokens, place + ahead + 1) not in _YEARS:
        return None
    behind = text_at(tokens, place + 2) == "ago"
    return Sign(3, year=-count) if ahead or behind else None


_YEARS = ("jahr", "jahren", "year", "years")


def _week(tokens: Sequence[Token], place: int) -> Sign | None:
    word = tokens[place].text
    if word in ("wochenende", "weekend"):
        return Sign(1, days=_weekend)
    if text_at(tokens, place + 1) not in ("woche", "week"):
        return None
    shifts = {"diese": 0, "dieser": 0, "this": 0, "letzte": -1, "letzten": -1, "last": -1}
    shift = 1 if word in NEXT_BEFORE else shifts.get(word)
    return None if shift is None else Sign(2, days=lambda anchor: _week_days(anchor, shift))


def _week_days(anchor: Anchor, shift: int) -> tuple[date, ...]:
    monday = anchor.today - timedelta(anchor.today.weekday()) + timedelta(7 * shift)
    return tuple(monday + timedelta(step) for step in range(7))


def _weekend(anchor: Anchor) -> tuple[date, ...]:
    return tuple(anchor.weekday(number) for number in (5, 6))


def _pick(tokens: Sequence[Token], place: int) -> Sign | None:
    """Read "der letzte Vortrag", "first talk"; the noun stays for others to read."""
    if text_at(tokens, place + 1) not in PROGRAMME_NOUNS:
        return None
    word = tokens[place].text
    if word in ("erste", "erster", "ersten", "erstes", "first"):
        return Sign(1, pick="first")
    if word in ("letzte", "letzter", "letzten", "letztes", "last", "final"):
        return Sign(1, pick="last")
    return None


def _next(tokens: Sequence[Token], place: int) -> Sign | None:
    """Read "nächster Vortrag" and a "next" that stands alone, not "next level"."""
    if tokens[place].text not in NEXT_BEFORE:
        return None
    after = place + 1
    alone = after >= len(tokens) or tokens[after].kind == "block"
    follows = text_at(tokens, after) in PROGRAMME_NOUNS
    led = text_at(tokens, place + 1) in ("on", "in", "at", "auf", "im", "am", "to", "for")
    return Sign(1, "next") if alone or follows or led else None


def _single(word: str) -> Sign | None:
    for words, kind in _SINGLE:
        if word in words:
            return Sign(1, kind)
    return None


_SINGLE: tuple[tuple[frozenset[str], SignKind], ...] = (
    (NOW, "now"),
    (NEXT, "next"),
    (LATER, "later"),
    (AFTER, "after"),
    (BEFORE, "before"),
)
