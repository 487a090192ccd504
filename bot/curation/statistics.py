"""Curation: what people ask, in numbers; counts only, nobody's words or name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TypeVar

from bot.core.nouns import Knowledge
from bot.core.phrasebook import in_language
from bot.stores.journal_nouns import Count, Rating

OUTCOMES = {"answer": "beantwortet", "choice": "nachgefragt", "unknown": "unbekannt"}
WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
WEEK = 7
MOST = 8
_BAR = 24

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold the counts of some days: by day and outcome, by topic, entry and hour of the day."""

    first: date
    last: date
    days: Mapping[date, Mapping[str, int]]
    topics: Mapping[str, int]
    entries: Mapping[str, int]
    hours: Mapping[int, int]
    helpful: int
    unhelpful: int
    unloved: Mapping[str, int]
    stars: Mapping[str, int]

    @property
    def outcomes(self) -> Mapping[str, int]:
        """Return how many questions ended how."""
        total: Counter[str] = Counter()
        for each in self.days.values():
            total.update(each)
        return total

    @property
    def questions(self) -> int:
        """Return how many questions there were."""
        return sum(self.outcomes.values())


def figures(  # noqa: PLR0913 - the journal's pages, one each
    counts: Sequence[Count],
    ratings: Sequence[Rating],
    stars: Mapping[str, int],
    knowledge: Knowledge,
    *,
    today: date,
    zone: tzinfo,
    days: int = WEEK,
) -> Figures:
    """Add up the journal's counts of the days that end today; hours are those of the zone."""
    first = today - timedelta(days=days - 1)
    local = [(_local(each, zone), each) for each in counts]
    shown = [(at, each) for at, each in local if first <= at.date() <= today]
    rated = [each for each in ratings if first <= each.day <= today]
    by_day = {first + timedelta(days=place): Counter[str]() for place in range(days)}
    for at, each in shown:
        by_day[at.date()][each.outcome] += each.number
    answered = [(each.answer, each.number) for _, each in shown if each.answer]
    return Figures(
        first=first,
        last=today,
        days=by_day,
        topics=_summed((_topic(id_, knowledge), number) for id_, number in answered),
        entries=_summed((_title(id_, knowledge), number) for id_, number in answered),
        hours=_summed((at.hour, each.number) for at, each in shown),
        helpful=sum(each.number for each in rated if each.helpful),
        unhelpful=sum(each.number for each in rated if not each.helpful),
        unloved=_summed(
            (_title(each.answer, knowledge), each.number) for each in rated if not each.helpful
        ),
        stars=_summed((_title(id_, knowledge), number) for id_, number in stars.items()),
    )


def figures_text(found: Figures) -> str:
    """Return the days at a glance, for the terminal and for Telegram."""
    head = f"{span(found)}: {_many(found.questions)}"
    if not found.questions:
        return f"{head}."
    return "\n".join(
        [
            head,
            _outcome_line(found),
            *_rating_line(found),
            "",
            *_day_lines(found),
            *_ranked("Themen", found.topics),
            *_ranked("Am häufigsten", found.entries),
            *_ranked("Oft nicht hilfreich", found.unloved),
            _busiest(found),
            *_ranked("Gemerkte Vorträge", found.stars),
        ]
    )


def span(found: Figures) -> str:
    """Return from which day to which the figures are."""
    if found.first == found.last:
        return _day(found.first)
    return f"{_day(found.first)} bis {_day(found.last)}"


def outcome_name(outcome: str) -> str:
    """Return the German word for how a question ended."""
    return OUTCOMES.get(outcome, outcome)


def _outcome_line(found: Figures) -> str:
    ordered = sorted(found.outcomes.items(), key=lambda pair: -pair[1])
    parts = (f"{outcome_name(name)} {n} ({n / found.questions:.0%})" for name, n in ordered)
    return " · ".join(parts).replace("%", " %")


def _rating_line(found: Figures) -> list[str]:
    rated = found.helpful + found.unhelpful
    return [f"bewertet {rated}, davon hilfreich {found.helpful}"] if rated else []


def _day_lines(found: Figures) -> list[str]:
    totals = {day: sum(each.values()) for day, each in found.days.items()}
    most = max(totals.values())
    return [
        f"{WEEKDAYS[day.weekday()]} {day:%d.%m.} {'█' * round(_BAR * n / most) or '·'} {n}"
        for day, n in totals.items()
    ]


def _ranked(title: str, counts: Mapping[str, int]) -> list[str]:
    if not counts:
        return []
    return ["", f"{title}:", *(f"  {n:>4}  {name}" for name, n in list(counts.items())[:MOST])]


def _busiest(found: Figures) -> str:
    top = list(found.hours.items())[:3]
    return "\nStärkste Stunden: " + ", ".join(f"{hour}–{hour + 1} Uhr ({n})" for hour, n in top)


def _summed(pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    total: Counter[Key] = Counter()
    for key, number in pairs:
        total[key] += number
    return dict(total.most_common())


def _topic(id_: str, knowledge: Knowledge) -> str:
    entry = knowledge.entries.get(id_.partition("/")[0])
    topic = knowledge.topics.get(entry.topic or "") if entry else None
    if topic:
        return in_language(topic.title, "de")
    return "Programm" if id_ in knowledge.talks else "Sonstiges"


def _title(id_: str, knowledge: Knowledge) -> str:
    known = knowledge.entries.get(id_.partition("/")[0]) or knowledge.talks.get(id_)
    return in_language(known.title, "de") if known else id_


def _local(count: Count, zone: tzinfo) -> datetime:
    return datetime.combine(count.day, time(count.hour), UTC).astimezone(zone)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _many(number: int) -> str:
    return {0: "keine Fragen", 1: "eine Frage"}.get(number, f"{number} Fragen")
