"""Core: which words of a question stand where a speaker's name would."""

from collections.abc import Sequence

from bot.core.talk_index import TalkIndex
from bot.core.talk_words import ASKING_SPEECH, Word, is_frame, stem, word_set

ADDRESSES = word_set("herr herrn frau dr prof professor mr mrs ms minister")
_ARTICLES = word_set("der die das den dem the eigentlich")
_VERBS_BEHIND = word_set("speak speaking talking presenting dran auftritt spricht redet")
_FURTHEST = 3
"""Words a name has at most before the verb, and articles that may stand before a name."""


def spoken_places(words: Sequence[Word], content: Sequence[int], index: TalkIndex) -> list[int]:
    """Return the places of the words right after a verb of speaking or a form of address."""
    content = sorted({*content, *_everyday_names(words, content, index)})
    spoken: list[int] = []
    for at in content:
        before = _leader(words, at)
        led = stem(before) in ASKING_SPEECH or before in ADDRESSES
        if led or (spoken and spoken[-1] == at - 1):
            spoken.append(at)
    return spoken or _before_verb(words, content)


def _everyday_names(words: Sequence[Word], content: Sequence[int], index: TalkIndex) -> list[int]:
    """Return the places of names that are everyday words: "Day" right after "Mark"."""
    people = index.people_by_word
    return [
        at + 1
        for at in content
        if words[at].text in people
        and at + 1 < len(words)
        and is_frame(words[at + 1].text)
        and words[at + 1].text in people
    ]


def _leader(words: Sequence[Word], at: int) -> str:
    """Return the word before that place, articles and the like left out."""
    for place in range(at - 1, max(at - 1 - _FURTHEST, -1), -1):
        if words[place].text not in _ARTICLES:
            return words[place].text
    return ""


def _before_verb(words: Sequence[Word], content: Sequence[int]) -> list[int]:
    """Return the content words right before "speak" or "speaking": "when does X speak"."""
    for at, word in enumerate(words):
        if word.text in _VERBS_BEHIND:
            before = [place for place in content if at - _FURTHEST <= place < at]
            if before and before[-1] == at - 1:
                return before
    return []
