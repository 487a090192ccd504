"""Core: what was heard becomes the talks that are meant, with how sure that reading is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.core.talk_heard import Heard
from bot.core.talk_hearing import SOFT
from bot.core.talk_index import WEIGHTS, Item, TalkIndex
from bot.core.talk_leftover import without_leftover
from bot.core.talk_names import all_texts
from bot.core.talk_people import (
    MOST_NAMES,
    names_a_person,
    nobody_of_both,
    people_spoken_of,
    stranger_among,
)
from bot.core.talk_scores import best_of, coverage, is_quoted, title_told
from bot.core.talk_spoken import ADDRESSES
from bot.core.talk_words import STRONG, folded_words, is_frame, stem

GOOD = 0.62
"""Share of a question's telling words a talk must answer to, where the programme is meant."""

SURE = 0.9
"""Likewise, where nothing else says that the programme is meant."""

NEARLY_AS_GOOD = 0.9
"""Talks that answer to so much of what the best one answers to are meant as well."""

GOOD_IN_A_LIST = 0.75
"""Likewise, where a list is asked for: a talk of somebody "from Paderborn" belongs there too."""

CLEARLY_BETTER = 0.96
"""A talk that answers to as much of the words is meant alone if no other one does."""

NAMESAKE = 0.5
"""How near somebody of the same surname is to a name that nobody in the programme has."""

_ANYTHING = ("was", "what", "anything", "something", "etwas", "irgendwas")

Way = Literal["title", "speaker", "speakers", "words", "filter", "missing"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold the places of the talks in the index, how they were found, and how surely (0 to 1).

    `titled` is the share of a single talk's title that was said; `whole` says that it answers to
    every word, `quoted` that they stand side by side in its title; `home` that the town or
    organisation of a speaker was named, `then` that some of the talks are on a day asked for,
    `here` that some are at the event that is on or coming, `there` that all are of one
    event named, `office` that a speaker's office was named, `alias` that just another name of the
    talk was said.
    """

    way: Way
    places: tuple[int, ...] = ()
    sureness: float = 0.0
    people: tuple[str, ...] = ()
    single: bool = False
    titled: float = 0.0
    whole: bool = False
    quoted: bool = False
    home: bool = False
    then: bool = False
    here: bool = False
    there: bool = False
    office: bool = False
    alias: bool = False


def find(heard: Heard, index: TalkIndex) -> Finding:
    """Return the talks the question names: by title, by speaker, by words, or only by filters."""
    found = _find(heard, index)
    items = [index.items[at] for at in found.places]
    days = {span.start.date() for span in heard.moment.spans} if heard.moment else set()
    return replace(
        found,
        home=any(index.origin_of(word) for word in heard.content),
        office=any(word in index.offices for word in heard.content),
        then=any(item.day in days for item in items),
        here=heard.ahead and any(item.event is heard.anchor for item in items),
        there=_is_one_event(items, heard.events),
        alias=len(items) == 1 and _is_alias(heard, items[0]),
    )


def _is_one_event(items: Sequence[Item], events: Sequence[str]) -> bool:
    """Tell whether all the talks are of one of the events named."""
    found = {item.event.id for item in items}
    return len(found) == 1 and found <= {*events}


def _is_alias(heard: Heard, item: Item) -> bool:
    """Tell whether all that tells something stands in another name of the talk."""
    names = (set(folded_words(text)) for text in all_texts(item.talk.names))
    return bool(heard.aliases) and any(set(heard.content) <= name for name in names)


def _find(heard: Heard, index: TalkIndex) -> Finding:
    if heard.titles and not _is_subject(heard):
        return _by_title(heard, index)
    dated = heard.moment is not None and heard.moment.dated
    lists = heard.lists or (dated and not heard.asks("wer", "who")) or _is_subject(heard)
    if heard.mains and not (heard.titles or lists or heard.people):
        return _by_main_title(heard, index)
    if heard.people:
        return replace(_by_people(heard, index, heard.people, 1.0), way="speaker")
    words = [*heard.content, *_title_words(heard, index)]
    if not words:
        return Finding("filter", sureness=1.0)
    return _by_names(heard, index) or _by_words(heard, index, words)


def _by_alias(heard: Heard, index: TalkIndex) -> Finding | None:
    """Return the talk called by another name, where nothing else said tells of a talk."""
    place = heard.aliases[0]
    names = {
        word for text in all_texts(index.items[place].talk.names) for word in folded_words(text)
    }
    telling = set(without_leftover(heard, index, heard.content, asides=True)) - names
    return None if telling else Finding("title", (place,), 1.0, single=True)


def _by_names(heard: Heard, index: TalkIndex) -> Finding | None:
    """Return the talks of those whose name was said in part or misspelt."""
    spoken = heard.spoken or _only_names(heard, index)
    alone = not heard.lists or set(spoken) == set(heard.content)
    named = people_spoken_of(spoken, index) if spoken and alone else None
    if named is None:
        nobody = nobody_of_both(heard, index)
        return Finding("missing") if nobody else None
    if stranger_among(heard, spoken, named[0], index):
        return _stranger(named[0], spoken, index)
    return _by_people(heard, index, *named)


def _stranger(people: tuple[str, ...], spoken: tuple[str, ...], index: TalkIndex) -> Finding:
    """Return that nobody of that name speaks; those of the same surname are the nearest."""
    namesakes = [
        person for person in people if any(spoke == person.split()[-1] for spoke in spoken)
    ]
    places = sorted({at for person in namesakes for at in index.by_person[person]})
    return Finding("missing", tuple(places), NAMESAKE if places else 0.0)


def _only_names(heard: Heard, index: TalkIndex) -> tuple[str, ...]:
    """Return the content words where all of them name somebody and a time is asked for."""
    moment = heard.moment is not None and bool(heard.moment.spans)
    asked = heard.asks("wann", "when", "whens", "uhrzeit", "time") or heard.strong
    asked = asked or moment or heard.going_on or bool(heard.stages) or bool(heard.events)
    asked = asked or _is_bare(heard, index) or (heard.presence and heard.running)
    short = 0 < len(heard.content) <= MOST_NAMES
    named = short and all(names_a_person(index, word) for word in heard.content)
    if (asked and named) or _is_bare(heard, index):
        return heard.content
    return _one_speaker(heard, index) if asked else ()


def _one_speaker(heard: Heard, index: TalkIndex) -> tuple[str, ...]:
    """Return the surname of a speaker whose talks answer to all the other words."""
    for word in heard.content:
        people = index.people_by_word.get(word, ())
        person = next(iter(people)) if len(people) == 1 else ""
        if person.split()[-1:] != [word] or not names_a_person(index, word):
            continue
        rest = (other for other in heard.content if other != word)
        if all(set(index.hits(other)) & set(index.by_person[person]) for other in rest):
            return (word,)
    return ()


def _is_bare(heard: Heard, index: TalkIndex) -> bool:
    """Tell whether nothing was said but a name."""
    whole = len(heard.words) == len(heard.content) <= MOST_NAMES
    named = [index.people_by_word.get(word, set()) for word in heard.content]
    if len(named) > 2:  # one of three names may be spelt otherwise
        named = sorted(named, key=len)[1:]
    return whole and bool(set[str].intersection(*named) if named else set())


def _is_subject(heard: Heard) -> bool:
    """Tell whether a short title is asked for as a subject: "was gibt es zu Open Data"."""
    about = heard.asks("zu", "zum", "zur", "uber", "about", "on", "rund")
    return about and (heard.lists or heard.asks(*_ANYTHING))


def _by_main_title(heard: Heard, index: TalkIndex) -> Finding:
    """Return the talks whose titles begin so, of several those that answer to the most words."""
    scores = coverage(index, heard.content)
    best = max((scores.get(at, 0.0) for at in heard.mains), default=0.0)
    places = tuple(at for at in heard.mains if scores.get(at, 0.0) >= best * NEARLY_AS_GOOD)
    return Finding("title", places, 1.0, single=len(places) == 1)


def _by_title(heard: Heard, index: TalkIndex) -> Finding:
    places = heard.titles
    if heard.people:
        of_people = {at for person in heard.people for at in index.by_person[person]}
        places = tuple(at for at in places if at in of_people) or places
    return Finding("title", places, 1.0, single=len(places) == 1)


def _by_people(heard: Heard, index: TalkIndex, people: tuple[str, ...], alike: float) -> Finding:
    places = sorted({at for person in people for at in index.by_person[person]})
    together = [at for at in places if set(people) <= set(index.items[at].people)]
    places = together or places
    rest = [word for word in heard.content if not any(word in person.split() for person in people)]
    rest = [word for word in rest if word not in heard.spoken and word not in ADDRESSES]
    if rest and len(places) > 1:
        scores = coverage(index, rest)
        places = [at for at in places if scores.get(at, 0.0) >= GOOD] or places
    whole = all(any(at in index.hits(word) for at in places) for word in rest)
    named = tuple(dict.fromkeys(people))
    way: Way = "speakers" if len(named) > 1 else "speaker"
    return Finding(way, tuple(places), alike, named, whole=whole)


def _title_words(heard: Heard, index: TalkIndex) -> list[str]:
    """Return the words of a title that is asked for as a subject."""
    titles = [index.items[at].talk.title for at in heard.titles]
    said = {word.text for word in heard.words}
    found = [word for title in titles for text in title.values() for word in folded_words(text)]
    words = [word for word in dict.fromkeys(found) if word in said]
    return [word for word in words if not is_frame(word) and stem(word) not in STRONG] or words


def _by_words(heard: Heard, index: TalkIndex, words: list[str]) -> Finding:
    scores = _scores(heard, index, words)
    best = max(scores.values(), default=0.0)
    if best < GOOD:
        if heard.strong and len(heard.aliases) == 1 and (one := _by_alias(heard, index)):
            return one
        telling = without_leftover(heard, index, words) if heard.strong else words
        if heard.someone and telling == words:  # "sitzt jemand von … auf einem Podium"
            telling = [word for word in words if stem(word) not in SOFT]
        if telling and len(telling) < len(words):
            found = _by_words(heard, index, telling)
            if found.way != "missing":
                return found
        return Finding("missing", tuple(best_of(scores, 3)), best)
    enough = best * (GOOD_IN_A_LIST if heard.lists else NEARLY_AS_GOOD)
    homes = all(index.origin_of(word) for word in words)
    if homes:
        enough = min(enough, best * GOOD_IN_A_LIST)
    places = [at for at, score in scores.items() if score >= enough]
    if heard.speech:
        places = [at for at in places if index.items[at].talk.kind != "stand"] or places
    single = places[0] if len(places) == 1 else None
    single = single if homes else _the_one(heard, index, scores, places, words)
    if single is not None:
        told = title_told(index, single, words)
        whole = all(index.hits(word).get(single, 0.0) > WEIGHTS["event"] for word in words)
        quoted = len(heard.content) > 1 and is_quoted(index, single, heard.content)
        return Finding(
            "words", (single,), best, single=True, titled=told, whole=whole, quoted=quoted
        )
    whole = all(any(at in index.hits(word) for at in places) for word in words)
    return Finding("words", tuple(sorted(places)), best, whole=whole)


def _scores(heard: Heard, index: TalkIndex, words: list[str]) -> dict[int, float]:
    """Return how well talks answer to the words: those of the stage, event or coming event first."""
    scores = coverage(index, words)
    events = {heard.anchor.id} if heard.anchor and heard.ahead else set[str]()
    events = events if events <= {*heard.events} or not heard.events else set()
    for here in (
        {at for stage in heard.stages for at in index.by_stage[stage]},
        {at for at in scores if index.items[at].event.id in events},
        {at for at in scores if index.items[at].event.id in heard.events},
    ):
        if any(scores.get(at, 0.0) >= GOOD for at in here):
            return {at: score for at, score in scores.items() if at in here}
    return scores


def _the_one(
    heard: Heard, index: TalkIndex, scores: Mapping[int, float], places: list[int], words: list[str]
) -> int | None:
    """Return the talk whose title is meant as a whole where no list is asked for."""
    if len(places) == 1:
        return places[0]
    if heard.lists or (heard.moment and heard.moment.spans):
        return None
    best = [at for at in places if scores[at] >= CLEARLY_BETTER]
    named = [at for at in places if at in heard.aliases]
    for few in (named, best):
        if len(few) == 1:
            return few[0]
    told = {at: title_told(index, at, words) for at in places}
    ranked = sorted(places, key=lambda at: (-told[at], -scores[at]))
    clear = told[ranked[0]] >= 0.8 and told[ranked[0]] - told[ranked[1]] > 0.2
    return ranked[0] if clear else None
