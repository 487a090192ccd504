"""Core, matching: what the matcher tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.nouns import Candidate


@dataclass(frozen=True, slots=True)
class Ranking:
    """Hold candidates, best first.

    `repaired` says which typed word was read as which; `outside` is the nearest entry of those
    that stand for what is not answered.
    """

    candidates: tuple[Candidate, ...] = ()
    repaired: Mapping[str, str] = field(default_factory=dict)
    outside: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Nearness:
    """Say how near a text comes to one entry, and to any other: the nearest phrasing of each.

    Both are similarities from 0 to 1; `aspect` is what the entry's nearest phrasing asks for.
    """

    own: float = 0.0
    others: float = 0.0
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Say in plain numbers what made an entry come up.

    `similarity` is that of the nearest phrasing (1 = the same words); `words` tells by how much
    the entry's raw score falls when that word is left out.
    """

    entry: str
    score: float
    raw: float
    nearest: str
    similarity: float
    words: tuple[tuple[str, float], ...]
