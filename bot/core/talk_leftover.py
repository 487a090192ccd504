"""Core: words of a question left over beside those that a talk answers to."""

from collections.abc import Sequence

from bot.core.talk_heard import Heard
from bot.core.talk_hearing import SOFT
from bot.core.talk_index import TalkIndex
from bot.core.talk_words import FRAME, STRONG, WEAK, stem, without_talk_word, word_set

_SUBJECT_LEADERS = word_set(
    "zu zum zur über um von vom mit aus für gegen ohne bei thema about on of by with from for"
    " against without regarding"
)
"""Words after which the subject of a talk or its speaker stands."""

_CLOCK = word_set("time zeit uhrzeit")
"""Words before which a place names a time zone: "London time"."""

_ARTICLES = word_set("der die das den dem des ein eine einen einem einer the a an")


def without_leftover(
    heard: Heard, index: TalkIndex, words: Sequence[str], *, asides: bool = False
) -> list[str]:
    """Return the words without those that tell nothing about which talk is meant.

    A word no talk has may be a slip, a verb or an aside ("wan", "drehen", "my phone"). It tells
    something all the same where it stands as the subject of the talk ("über Quanten"), before a
    word for talks ("Quanten-Vortrag"), in a speaker's name, or as a name written with a capital.
    More words than are kept are left out only as `asides`, or beside a speaker's town.
    """
    said = [word.text for word in heard.words]
    kept: list[str] = []
    for word in words:
        is_known = word in index.spelling or index.hits(word)
        is_part = word in heard.spoken or word not in said
        if is_known or is_part or _stands_as_subject(heard, index, said.index(word)):
            kept.append(word)
    asides = asides or len(kept) * 2 >= len(words) or any(index.origin_of(word) for word in kept)
    return kept if asides else list(words)


def _stands_as_subject(heard: Heard, index: TalkIndex, at: int) -> bool:
    said = [word.text for word in heard.words]
    before = at - 1
    while before >= 0 and said[before] in _ARTICLES:
        before -= 1
    led = before >= 0 and said[before] in _SUBJECT_LEADERS
    is_name = at > 0 and heard.text[heard.words[at].start].isupper()
    after = said[at + 1] if at + 1 < len(said) else ""
    if after in _CLOCK:
        return False
    return led or is_name or _is_talk_word(after) or _is_beside_a_name(said, index, at)


def _is_talk_word(word: str) -> bool:
    base = stem(word)
    return base in STRONG | WEAK | SOFT or without_talk_word(word) != word


def _is_beside_a_name(said: Sequence[str], index: TalkIndex, at: int) -> bool:
    beside = [*said[max(at - 1, 0) : at], *said[at + 1 : at + 2]]
    people = index.people_by_word
    return any(
        word in people and word not in FRAME and word not in index.origins for word in beside
    )
