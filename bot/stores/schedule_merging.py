"""Stores: a new schedule meets the present event file; what an editor added stays.

Talks are known by their `uid`, else by their id. What the schedule tells goes before; names,
questions, notes, links and texts in other languages are the editor's and are kept. A talk that
came with an import and is gone from the schedule is marked as cancelled, not deleted, so that
calendars hear of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.nouns import Event, Talk
from bot.stores.schedule_present import Present, PresentTalk, present_in
from bot.stores.schedule_writing import (
    SCHEDULE_KEYS,
    Plain,
    days_of,
    event_lines,
    talk_as_plain,
    talk_lines,
)

_WHEN_AND_WHERE = ("start", "end", "date", "stage", "hall")


@dataclass(frozen=True, slots=True)
class Merge:
    """Hold the new text of an event file and the titles of the talks by what happens to them."""

    text: str
    new: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changes."""
        return not (self.new or self.moved or self.cancelled or self.changed)


@dataclass(frozen=True, slots=True)
class _Step:
    """Hold one talk after the merge, and what happened to it."""

    fate: str
    plain: Mapping[str, Plain]
    lines: tuple[str, ...]


def merge_schedule(old: str | None, new: Event) -> Merge:
    """Return the event file with the new schedule in it; the same schedule again changes nothing."""
    if old is None or not old.strip():
        return _first(new)
    present = present_in(old, new.id)
    steps = _steps(present, new)
    merge = _merge(steps, old)
    if merge.is_empty:
        return merge
    before = _with_days(present, [step.plain for step in steps])
    lines = [*before, *(line for step in steps for line in step.lines), *present.after]
    return Merge(
        "\n".join(lines) + "\n",
        merge.new,
        merge.moved,
        merge.cancelled,
        merge.changed,
        merge.unchanged,
    )


def _first(event: Event) -> Merge:
    plains = [talk_as_plain(talk, event.timezone) for talk in event.talks]
    lines = [*event_lines(event), *(line for each in plains for line in talk_lines(each, 6))]
    english = sum(talk.language == "en" for talk in event.talks) * 2 > len(event.talks)
    if english:
        lines.insert(2, "language: en")
    titles = tuple(_title(each) for each in plains)
    return Merge("\n".join(lines) + "\n", new=titles)


def _steps(present: Present, new: Event) -> list[_Step]:
    """Return the talks after the merge: those of the file in its order, then the new ones."""
    by_uid = {talk.uid: talk for talk in new.talks if talk.uid}
    by_id = {talk.id: talk for talk in new.talks}
    met: set[str] = set()
    steps = []
    for held in present.talks:
        talk = by_uid.get(str(held.plain.get("uid", ""))) or by_id.get(
            str(held.plain.get("id", ""))
        )
        if talk is not None and talk.id in met:
            talk = None
        if talk is not None:
            met.add(talk.id)
        steps.append(_kept(held, talk, new.timezone, present))
    taken = {str(held.plain.get("id", "")) for held in present.talks}
    new_ones = [talk for talk in new.talks if talk.id not in met]
    return [*steps, *(_added(talk, new.timezone, present, taken) for talk in new_ones)]


def _added(talk: Talk, zone: str, present: Present, taken: set[str]) -> _Step:
    plain = talk_as_plain(talk, zone)
    plain["id"] = _in_event(talk, present.id)
    number = 2
    while plain["id"] in taken:
        plain["id"] = f"{_in_event(talk, present.id)[:44].rstrip('-.')}-{number}"
        number += 1
    taken.add(str(plain["id"]))
    return _Step("new", plain, tuple(talk_lines(plain, present.indent)))


def _in_event(talk: Talk, event: str) -> str:
    """Return the talk's id below the id the file has for the event."""
    return f"{event}.{talk.id.removeprefix(talk.event + '.')}"[:48].rstrip("-.")


def _kept(held: PresentTalk, talk: Talk | None, zone: str, present: Present) -> _Step:
    old = held.plain
    if talk is None:
        return _gone(held, present)
    new = talk_as_plain(talk, zone)
    told = {key: _laid_over(old.get(key), new[key], present) for key in SCHEDULE_KEYS if key in new}
    plain: dict[str, Plain] = {**old, **told}
    if "start" in new:
        plain.pop("date", None)
    if "start" in new and "end" not in new and new["start"] != old.get("start"):
        plain.pop("end", None)
    if "status" not in new and "uid" in old:
        plain.pop("status", None)
    fate = _fate(old, plain)
    if fate == "unchanged":
        return _Step(fate, old, held.lines)
    plain["sequence"] = str(max(_sequence(old) + (fate != "changed"), talk.sequence))
    if plain["sequence"] == "0":
        del plain["sequence"]
    return _Step(fate, plain, tuple(talk_lines(plain, present.indent)))


def _gone(held: PresentTalk, present: Present) -> _Step:
    """Cancel a talk the schedule no longer has; what an editor wrote in by hand stays."""
    old = held.plain
    if "uid" not in old or old.get("status") == "cancelled":
        return _Step("unchanged", old, held.lines)
    plain: dict[str, Plain] = {
        **old, "status": "cancelled", "sequence": str(_sequence(old) + 1),
    }  # fmt: skip
    return _Step("cancelled", plain, tuple(talk_lines(plain, present.indent)))


def _laid_over(old: Plain | None, new: Plain, present: Present) -> Plain:
    """Return the new value; of a text per language only the schedule's language is replaced."""
    if not isinstance(old, Mapping) or isinstance(new, Mapping):
        return new
    return old if new in old.values() else {**old, present.language: new}


def _fate(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> str:
    if new.get("status") != old.get("status"):
        return "cancelled" if new.get("status") == "cancelled" else "moved"
    if any(new.get(key) != old.get(key) for key in _WHEN_AND_WHERE):
        return "moved"
    same = all(new.get(key) == old.get(key) for key in SCHEDULE_KEYS if key != "sequence")
    return "unchanged" if same else "changed"


def _sequence(plain: Mapping[str, Plain]) -> int:
    written = str(plain.get("sequence", "0"))
    return int(written) if written.isdecimal() else 0


def _merge(steps: Iterable[_Step], text: str) -> Merge:
    titles: dict[str, list[str]] = {}
    for step in steps:
        titles.setdefault(step.fate, []).append(_title(step.plain))
    return Merge(
        text,
        tuple(titles.get("new", ())),
        tuple(titles.get("moved", ())),
        tuple(titles.get("cancelled", ())),
        tuple(titles.get("changed", ())),
        len(titles.get("unchanged", ())),
    )


def _title(plain: Mapping[str, Plain]) -> str:
    title = plain.get("title", "")
    return str(next(iter(title.values()), "")) if isinstance(title, Mapping) else str(title)


def _with_days(present: Present, talks: Sequence[Mapping[str, Plain]]) -> list[str]:
    """Return the lines before the talks, the event's days widened to where its talks now are."""
    days = sorted(day.isoformat() for day in days_of(talks))
    if not days or not all(present.days):
        return list(present.before)
    first, last = min(present.days[0], days[0]), max(present.days[1], days[-1])
    lines = list(present.before)
    at = max(
        number
        for number, line in enumerate(lines)
        if re.match(rf"\s*(- )?id: ['\"]?{re.escape(present.id)}\b", line)
    )
    for number in range(at, len(lines)):
        for key, old, new in (("start", present.days[0], first), ("end", present.days[1], last)):
            if re.fullmatch(rf"\s+(- )?{key}: {re.escape(old)}\s*", lines[number]):
                lines[number] = lines[number].replace(old, new)
    return lines
