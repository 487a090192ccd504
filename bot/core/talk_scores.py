"""Core: how well talks answer to the words of a question."""

from collections.abc import Iterable, Mapping, Sequence

from bot.core.talk_hearing import SOFT
from bot.core.talk_index import TalkIndex
from bot.core.talk_words import folded_words, is_frame, stem

BOTH_PARTS = 0.6
"""How well a talk that holds both parts of a compound answers to the compound."""

SOFT_WEIGHT = 0.4
"""Weight of a kind of talk ("keynote") beside the words of its subject."""


def coverage(index: TalkIndex, words: Iterable[str]) -> dict[int, float]:
    """Return for each talk which share of the words' weight it answers to."""
    total, scores = 0.0, dict[int, float]()
    for word in dict.fromkeys(words):
        weight = index.weight(word) * (SOFT_WEIGHT if stem(word) in SOFT else 1.0)
        hits = index.hits(word) or _split_hits(index, word)
        if hits and word not in index.spelling:
            weight = max(weight, index.weight(index_word(index, word)))
        total += weight
        for at, share in hits.items():
            scores[at] = scores.get(at, 0.0) + weight * share
    return {at: score / total for at, score in scores.items()} if total else {}


def index_word(index: TalkIndex, word: str) -> str:
    """Return the known word that a misspelt one stands for, else the word."""
    nearest = index.spelling.nearest(word)
    return nearest[0][0] if nearest else word


def _split_hits(index: TalkIndex, word: str) -> dict[int, float]:
    """Return the talks that hold both parts of a compound: "glasfaserrundgang"."""
    for place in range(4, len(word) - 3):
        first, second = index.hits_known(word[:place]), index.hits_known(word[place:])
        both = {
            at: min(share, second[at]) * BOTH_PARTS for at, share in first.items() if at in second
        }
        if both:
            return both
    return {}


def title_told(index: TalkIndex, place: int, words: list[str]) -> float:
    """Return which share of a title's weight the words tell."""
    known = {stem(index_word(index, word)) for word in words}
    best = 0.0
    for text in index.items[place].talk.title.values():
        title = [word for word in dict.fromkeys(folded_words(text)) if index.weight(word)]
        total = sum(index.weight(word) for word in title)
        told = sum(index.weight(word) for word in title if stem(word) in known)
        best = max(best, told / total if total else 0.0)
    return best


def is_quoted(index: TalkIndex, place: int, words: Sequence[str]) -> bool:
    """Tell whether the words stand side by side in the title, words that only frame left out."""
    said = [stem(index_word(index, word)) for word in words]
    for text in index.items[place].talk.title.values():
        title = [stem(word) for word in folded_words(text) if not is_frame(word)]
        if any(title[at : at + len(said)] == said for at in range(len(title))):
            return True
    return False


def best_of(scores: Mapping[int, float], count: int) -> list[int]:
    """Return the places of the best scores, the best first."""
    return sorted(scores, key=lambda at: -scores[at])[:count]
