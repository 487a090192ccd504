"""Benchmarks: a knowledge of any size, made from the sets' phrasings by recombination."""

import random
from collections.abc import Sequence

AN_ENTRY = 10
"""Phrasings an entry has."""


def recombined(texts: Sequence[str], count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Return `count` phrasings, ten an entry: an entry mixes the words of two texts.

    So words keep their frequencies while entries grow in number, as in a real knowledge.
    """
    chance = random.Random(seed)
    found = []
    for entry in range(-(-count // AN_ENTRY)):
        words = [word for text in chance.sample(list(texts), 2) for word in text.split()]
        size = min(len(words), 8)
        found += [
            (" ".join(chance.sample(words, max(1, size - chance.randrange(3)))), f"entry-{entry}")
            for _ in range(AN_ENTRY)
        ]
    return found[:count]
