"""Curation: the robustness gate – every phrasing asked as people type, today and as published.

A change to one entry can take questions away from another, and nobody notices. So every
phrasing, of today's state and of the published one, is asked in all its forms; what is missed
today and was hit before is broken, and is named with whoever took it.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core import reading
from bot.core.assistant import Assistant
from bot.core.nouns import Kind, Knowledge, Question, Reply
from bot.core.phrasings import phrasings_of
from bot.curation.mutations import AS_WRITTEN, WORD, Form, forms

LEAST_HITS = 0.97
MOST_WRONG = 0.01
DROP = 0.02
"""Share of an entry's forms that may break before the gate closes; one phrasing never may."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold one form and what came of it: `taker` is the entry answered, None if none was."""

    entry: str
    form: Form
    hit: bool
    taker: str | None

    @property
    def is_wrong(self) -> bool:
        """Tell whether something else was answered."""
        return not self.hit and self.taker is not None


@dataclass(frozen=True, slots=True)
class Drop:
    """Say how an entry's hit rate fell, and which questions broke."""

    entry: str
    before: float
    now: float
    broken: tuple[Asked, ...]

    @property
    def closes_the_gate(self) -> bool:
        """Tell whether this is more than chance: a whole phrasing, or more than DROP."""
        whole = any(each.form.kind == AS_WRITTEN for each in self.broken)
        return whole or self.before - self.now > DROP


@dataclass(frozen=True, slots=True)
class Robustness:
    """Hold what the gate found; `drops` and `gone` only where there is a state to compare with."""

    asked: tuple[Asked, ...]
    drops: tuple[Drop, ...] = ()
    gone: tuple[str, ...] = ()
    compared: bool = False

    @property
    def hits(self) -> float:
        """Return the share of forms that reached their entry."""
        return _hits(self.asked)

    @property
    def wrong(self) -> float:
        """Return the share of forms that something else answered."""
        return _share(self.asked, lambda each: each.is_wrong)

    @property
    def passed(self) -> bool:
        """Tell whether the knowledge may be published as it is."""
        enough = self.hits >= LEAST_HITS and self.wrong <= MOST_WRONG
        return enough and not any(drop.closes_the_gate for drop in self.drops)


Told = Callable[[int, int], None]
"""Hear, again and again, how many of how many forms have been asked."""


def robustness(
    assistant: Assistant,
    now: datetime,
    published: Assistant | None = None,
    share: float = 1.0,
    told: Told = lambda done, of: None,  # noqa: ARG005
) -> Robustness:
    """Ask every phrasing in its forms; `share` is how much of them to take, the same each time."""
    own = _questions(assistant.knowledge, share)
    asked = _ask_all(assistant, own, now, told)
    if published is None:
        return Robustness(tuple(asked))
    known = assistant.knowledge.entries
    former = _questions(published.knowledge, share)
    gone = tuple(sorted(set(former) - set(known)))
    only_before = {
        entry: [form for form in each if form not in own.get(entry, ())]
        for entry, each in former.items()
        if entry in known
    }
    both = [*asked, *_ask_all(assistant, only_before, now, told)]
    return Robustness(tuple(asked), tuple(_drops(both, published, now)), gone, compared=True)


def ask(assistant: Assistant, entry: str, form: Form, now: datetime) -> Asked:
    """Ask one form and tell whether the entry answered, or who did."""
    reply, _ = assistant.reply(Question(form.text, now))
    if assistant.knowledge.entries[entry].kind is Kind.OUTSIDE and reply.outcome == "unknown":
        return Asked(entry, form, hit=True, taker=None)
    if reply.outcome != "answer":
        return Asked(entry, form, hit=False, taker=None)
    taker = reply.id or _unnamed(reply, assistant)
    return Asked(entry, form, taker == entry or _is_of(entry, reply, assistant), taker)


def robustness_text(found: Robustness, most: int = 10) -> str:
    """Return what the gate found as lines for an editor."""
    lines = [
        f"{len(found.asked)} Schreibweisen gefragt.",
        f"Richtig beantwortet: {_percent(found.hits)} (Ziel: {_percent(LEAST_HITS)}).",
        f"Falsch beantwortet: {_percent(found.wrong)} (höchstens {_percent(MOST_WRONG)}).",
        *_by_kind(found.asked),
        *_weakest(found.asked, most),
    ]
    if not found.compared:
        lines.append(
            "Kein veröffentlichter Stand, der anders wäre – vergleichen mit: --against ORDNER"
        )
    lines += [f"Eintrag „{each}“ gibt es nicht mehr." for each in found.gone]
    lines += [line for drop in found.drops[:most] for line in _told(drop)]
    if found.compared and not found.drops:
        lines.append("Gegenüber dem veröffentlichten Stand ist nichts schlechter geworden.")
    lines.append("Bestanden." if found.passed else "Nicht bestanden – bitte oben nachsehen.")
    return "\n".join(lines)


def is_sampled(text: str, share: float) -> bool:
    """Tell whether a phrasing is among that share of all; the same each time."""
    return zlib.crc32(text.encode()) % 1000 < share * 1000


def _questions(knowledge: Knowledge, share: float) -> dict[str, list[Form]]:
    words = {word.lower() for each in phrasings_of(knowledge) for word in WORD.findall(each.text)}
    answered = [entry for entry in knowledge.entries.values() if not entry.withdrawn]
    ids = {entry.id for entry in answered}
    found: dict[str, list[Form]] = defaultdict(list)
    for each in phrasings_of(knowledge):
        if each.role != "answer" and each.entry in ids and is_sampled(each.text, share):
            found[each.entry] += forms(each.text, each.language, words)
    return _without_ambiguous(found)


def _without_ambiguous(found: Mapping[str, Sequence[Form]]) -> dict[str, list[Form]]:
    """Leave out forms that are, once read, the same for two entries: no one can tell them apart."""
    read = {
        entry: {form.text: tuple(reading.words(form.text)) for form in each}
        for entry, each in found.items()
    }
    owners = Counter(words for texts in read.values() for words in set(texts.values()))
    return {
        entry: list(
            {form.text: form for form in each if owners[read[entry][form.text]] == 1}.values()
        )
        for entry, each in found.items()
    }


def _ask_all(
    assistant: Assistant, questions: Mapping[str, Iterable[Form]], now: datetime, told: Told
) -> list[Asked]:
    every = [(entry, form) for entry, each in questions.items() for form in each]
    found = []
    for entry, form in every:
        found.append(ask(assistant, entry, form, now))
        told(len(found), len(every))
    return found


def _unnamed(reply: Reply, assistant: Assistant) -> str:
    """Return what a reply without an id was: a talk's list, or small talk."""
    if reply.talks:
        return reply.talks[0]
    first = reply.candidates[0].id if reply.candidates else ""
    entry = assistant.knowledge.entries.get(first)
    return first if entry and entry.kind is Kind.SMALLTALK else "Programm"


def _is_of(entry: str, reply: Reply, assistant: Assistant) -> bool:
    """Tell whether a list of talks is an answer about this event, or about these talks' subject."""
    talks = [assistant.knowledge.talks[id_] for id_ in reply.talks]
    return any(talk.event == entry or entry in talk.about for talk in talks)


def _drops(asked: Sequence[Asked], published: Assistant, now: datetime) -> list[Drop]:
    known = published.knowledge.entries
    by_entry: dict[str, list[Asked]] = defaultdict(list)
    for each in asked:
        if each.entry in known:
            by_entry[each.entry].append(each)
    found = []
    for entry, all_now in by_entry.items():
        broken = tuple(
            each for each in all_now if not each.hit and ask(published, entry, each.form, now).hit
        )
        if broken:
            before = [ask(published, entry, each.form, now) for each in all_now]
            found.append(Drop(entry, _hits(before), _hits(all_now), broken))
    return sorted(found, key=lambda drop: (not drop.closes_the_gate, drop.now - drop.before))


def _by_kind(asked: Sequence[Asked]) -> list[str]:
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for each in asked:
        kinds[each.form.kind].append(each)
    return [
        f"  {kind:18} {_percent(_hits(each)):>7} richtig, "
        f"{_percent(_share(each, lambda one: one.is_wrong)):>6} falsch, {len(each)} gefragt"
        for kind, each in kinds.items()
    ]


def _weakest(asked: Sequence[Asked], most: int) -> list[str]:
    wrong = Counter((each.entry, each.taker) for each in asked if each.is_wrong)
    return [
        f"  „{entry}“ verliert {number}× an „{taker}“"
        for (entry, taker), number in wrong.most_common(most)
    ]


def _told(drop: Drop) -> list[str]:
    sign = "Schlechter" if drop.closes_the_gate else "Etwas schlechter"
    head = (
        f"{sign}: „{drop.entry}“ von {_percent(drop.before)} auf {_percent(drop.now)}, "
        f"{len(drop.broken)} Fragen gehen nicht mehr:"
    )
    return [head, *(f"  {each.form.text} → {_taker(each)}" for each in drop.broken[:5])]


def _taker(asked: Asked) -> str:
    return f"genommen von „{asked.taker}“" if asked.taker else "niemand antwortet"


def _hits(asked: Sequence[Asked]) -> float:
    return _share(asked, lambda each: each.hit)


def _share(asked: Sequence[Asked], holds: Callable[[Asked], bool]) -> float:
    return sum(map(holds, asked)) / len(asked) if asked else 1.0


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %".replace(".", ",")
