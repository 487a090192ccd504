"""Core: which speaker is meant by the words that stand where a name would."""

from collections.abc import Sequence
from itertools import pairwise

from bot.core.talk_heard import Heard
from bot.core.talk_index import TalkIndex
from bot.core.talk_spelling import is_slip_of
from bot.core.talk_words import word_set

MOST_NAMES = 3
"""Words a name has at most where no verb of speaking leads it."""

_ARTICLES = word_set("der die den dem das ein eine einen the unser unsere")
OFFICES = word_set("stadt team projektteam gemeinde kreis bezirksamt kommunen city")


def names_a_person(index: TalkIndex, word: str) -> bool:
    """Tell whether the word names people only, no office or team."""
    people = index.people(word)
    return bool(people) and all(_is_person(person) for person in people)


def _is_person(name: str) -> bool:
    """Tell people from offices and teams, whose names are longer or begin with what they are."""
    words = name.split()
    return len(words) <= MOST_NAMES and words[0] not in OFFICES


def people_spoken_of(
    spoken: tuple[str, ...], index: TalkIndex
) -> tuple[tuple[str, ...], float] | None:
    """Return the speakers the spoken words may name; every word narrows the choice."""
    candidates: dict[str, float] | None = None
    for word in spoken:
        found = index.people(word)
        if found and candidates:
            common = {
                name: min(candidates[name], found[name]) for name in found if name in candidates
            }
            candidates = common or candidates
        elif found:
            candidates = found
    candidates = {name: alike for name, alike in (candidates or {}).items() if _is_person(name)}
    if not candidates:
        return None
    best = max(candidates.values())
    people = tuple(sorted(name for name, alike in candidates.items() if alike >= best - 0.02))
    return people, best


def stranger_among(
    heard: Heard, spoken: Sequence[str], people: Sequence[str], index: TalkIndex
) -> bool:
    """Tell "Robert Habeck" from the Robert who speaks, and "Eva Richter" from another Richter.

    A word is a stranger's that is no name of those found and says nothing about their talks, where
    it follows a first name or precedes a surname; "der Grieche Kyranakis" is no first name.
    """
    described = _after_articles(heard)
    for person in people:
        names = person.split()
        known = [_named(word, person, index) for word in spoken]
        told = [
            one or word in described or _tells(word, person, index)
            for one, word in zip(known, spoken, strict=True)
        ]
        first = known.index(True) if True in known else 0
        surname = names[-1] in _spellings(spoken[first], index)
        beside = told[:first] if surname else told[first + 1 : first + 2]
        if all(beside[-1:]):
            return False
    return True


def nobody_of_both(heard: Heard, index: TalkIndex) -> bool:
    """Tell whether just a first name and a surname were said, side by side, of two people."""
    said = [word.text for word in heard.words]
    if len(heard.content) != 2 or heard.content not in set(pairwise(said)):
        return False
    first, second = (index.people_by_word.get(word, set()) for word in heard.content)
    return bool(first) and bool(second) and not first & second


def _after_articles(heard: Heard) -> set[str]:
    said = [word.text for word in heard.words]
    return {word for before, word in pairwise(said) if before in _ARTICLES}


def _tells(word: str, person: str, index: TalkIndex) -> bool:
    """Tell whether the word is none of somebody else's name and stands with the person's talks."""
    hits = index.hits(word)
    return not index.people(word) and any(at in hits for at in index.by_person[person])


def _named(word: str, person: str, index: TalkIndex) -> bool:
    slip = any(is_slip_of(word, name) for name in person.split())
    return slip or person in index.people(word)


def _spellings(word: str, index: TalkIndex) -> set[str]:
    return {word, word.removesuffix("s"), *(near for near, _ in index.spelling.nearest(word))}
