"""Core: where speakers come from – the towns and organisations that stand beside their names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.core.nouns import Entry, Knowledge
from bot.core.talk_names import all_texts
from bot.core.talk_words import folded_words, word_set

_ROLE = re.compile(r"\(([^()]*)\)")
_OF_TOWN = re.compile(r"\b(?:Stadt|Gemeinde|Bezirksamt|Kreis)\s+([^\W\d_]{3,}(?:-[^\W\d_]+)*)")
_ACRONYM = re.compile(r"\b[^\W\d_]*[A-ZÄÖÜ][^\W\d_]*[A-ZÄÖÜ][^\W\d_]*\b")
"""Two capitals in one word: "BMWSB", "ZenDiS"."""

_OFFICES = word_set("stadt team bezirksamt kommunen")
_FORMS = word_set("gmbh ev ag kg coo ceo cto cio ki eu nrw next urban")
"""Capitals that are a legal form, a post, a subject, a state or an everyday word."""


def towns_of(word: str) -> tuple[str, ...]:
    """Return the towns that a word may be made of: "Gelsenkirchener", "Dresdner", "Solinger"."""
    base = word.removesuffix("innen").removesuffix("n").removesuffix("s")
    if not base.endswith("er") or len(base) < SHORTEST:
        return ()
    root = base[:-2]
    ending = (f"{root[:-1]}en",) if root.endswith("n") else (f"{root}en",)
    return root, *ending


SHORTEST = 6
"""Letters of a word for people of a town at least: "Kölner"."""


class Origins:
    """Know the towns of the knowledge; the home town and the fair's own tell nothing."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._home = {word for text in all_texts(knowledge.home) for word in folded_words(text)}
        events = (_words_of(knowledge.entries.get(id_)) for id_ in knowledge.events)
        named = Counter(word for words in events for word in words)
        self._home |= {word for word, count in named.items() if count > 1}
        places = (folded_words(text) for text in all_texts(knowledge.places))
        self._places = {words[0] for words in places if len(words) == 1} - self._home

    def of(self, speakers: Sequence[str]) -> frozenset[str]:
        """Return the folded words for the towns and organisations the speakers come from."""
        return frozenset(word for speaker in speakers for word in self._of(speaker)) - self._home

    def _of(self, speaker: str) -> Iterator[str]:
        roles = _ROLE.findall(speaker)
        is_office = not _OFFICES.isdisjoint(folded_words(_ROLE.sub("", speaker)))
        for text in [*roles, speaker] if is_office else roles:
            yield from (word for word in folded_words(text) if word in self._places)
            for name in _OF_TOWN.findall(text):
                yield from folded_words(name)
            for name in _ACRONYM.findall(text):
                yield from (word for word in folded_words(name) if word not in _FORMS)


def _words_of(entry: Entry | None) -> frozenset[str]:
    """Return the words an event is called by."""
    texts = (*entry.title.values(), *all_texts(entry.names)) if entry else ()
    return frozenset(word for text in texts for word in folded_words(text))
