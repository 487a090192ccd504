"""Curation: how hard a German text is to read, and which of its sentences is the hardest.

The measure is the first Wiener Sachtextformel (R. Bamberger, E. Vanecek: Lesen – Verstehen –
Lernen – Schreiben, Wien 1984, p. 83): a school year from about 4 (easy) to 15 (very hard), from
sentence length and the shares of long, many-syllable and one-syllable words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?:…])[\s\"“”]+(?=[A-ZÄÖÜ„\"#0-9])")
_ABBREVIATED = re.compile(r"\b(?:z|B|d|h|u|a|Dr|Nr|Str|ca|bzw|Prof|St)\.$")
_ORDINAL = re.compile(r"(?:^|\b[a-zäöü]+ |[0-9]\. ?)[0-9]{1,2}\.$")
"""A number in the middle of a sentence: "am 3. Tag", "vom 15. bis 17. Oktober"."""
_MONTH = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyäöü]+", re.IGNORECASE)
_TOGETHER = re.compile(r"(?:au|äu|ei|ai|eu|ie|aa|ee|oo|ui|ou|ey|ay|oy|y|[aeiouäöü])", re.IGNORECASE)
LONG_WORD = 7
"""Letters from which the formula counts a word as long ("more than six")."""


@dataclass(frozen=True, slots=True)
class Readability:
    """Say how hard a text is: its school year, and its hardest sentence with that of its own."""

    year: float
    hardest: str
    hardest_year: float
    longest_sentence: str

    @property
    def longest_words(self) -> int:
        """Return how many words the longest sentence has."""
        return len(words_of(self.longest_sentence))


def readability(text: str) -> Readability | None:
    """Measure a text; None where there is no word in it."""
    sentences = [each for each in sentences_of(text) if words_of(each)]
    if not sentences:
        return None
    hardest = max(sentences, key=lambda each: (len(words_of(each)) > 5, school_year([each])))
    longest = max(sentences, key=lambda each: len(words_of(each)))
    return Readability(school_year(sentences), hardest, school_year([hardest]), longest)


def school_year(sentences: Sequence[str]) -> float:
    """Return the first Wiener Sachtextformel over sentences that all have words."""
    words = [word for sentence in sentences for word in words_of(sentence)]
    syllables = [syllables_of(word) for word in words]
    share = 100 / len(words)
    return round(
        0.1935 * share * sum(count >= 3 for count in syllables)
        + 0.1672 * len(words) / len(sentences)
        + 0.1297 * share * sum(len(word) >= LONG_WORD for word in words)
        - 0.0327 * share * sum(count == 1 for count in syllables)
        - 0.875,
        1,
    )


def sentences_of(text: str) -> list[str]:
    """Split a text into sentences: a line ends one, the usual abbreviations do not."""
    return [sentence for line in text.splitlines() for sentence in _sentences_in(line)]


def _sentences_in(line: str) -> list[str]:
    found: list[str] = []
    for part in filter(None, _SENTENCE_END.split(" ".join(line.split()))):
        if found and _goes_on(found[-1], part):
            found[-1] += " " + part
        else:
            found.append(part)
    return found


def _goes_on(before: str, after: str) -> bool:
    """Tell whether the dot between the two ends an abbreviation or an ordinal, no sentence."""
    if _ABBREVIATED.search(before) or _ORDINAL.search(before):
        return True
    return bool(_MONTH.match(after) and re.search(r"[0-9]\.$", before))


def words_of(text: str) -> list[str]:
    """Return the words of a text; what is joined by a hyphen is one."""
    return _WORD.findall(text)


def syllables_of(word: str) -> int:
    """Count the syllables of a German word: its vowels, diphthongs as one."""
    return max(1, sum(len(_TOGETHER.findall(group)) for group in _VOWELS.findall(word)))
