"""Core: verbs that mean the programme only together with another word of the question."""

from collections.abc import Sequence
from itertools import pairwise

from bot.core.talk_words import Word, word_set

_PARTICLES = (
    (word_set("tritt treten trat traten auftreten"), "auf"),
    (word_set("stellt stellen stellte stellten"), "vor"),
    (word_set("trägt tragen trug trugen"), "vor"),
)
"""Separable verbs with the particle that ends their clause: "wann tritt … auf"."""

VERBS = word_set(
    "tritt treten trat traten trägt tragen trug trugen stellt stellen stellte stellten"
)
"""Words of such verbs, which never tell what a talk is about."""

_DOING = word_set(
    "gemacht gezeigt vorgestellt macht machen zeigt zeigen bietet bieten stellt präsentiert präsentieren shows show"
    " showing doing presenting"
)
_ASKING = word_set("wer wann wo was wie wohin")
_PASSIVE = word_set("wird werden wurde wurden worden")
_PAST = word_set(
    "war waren lief liefen gab sprach sprachen redete fand trat hielt hatte were did had spoke "
    "opened happened"
)
_BEFORE_WAS = word_set("what who when where which how it there that")
_GOES_ABOUT = word_set("geht gehts ging gings")


def means_talks(words: Sequence[Word]) -> bool:
    """Tell "wann tritt sie auf", "wer ist dran", "wann geht es um …" from other questions."""
    said = [word.text for word in words]
    return _ends_with_particle(said) or _asks_when_about(said)


def asks_whose_turn(words: Sequence[Word]) -> bool:
    """Tell "wann ist … dran" and "wer ist dran"; the name must stand beside it."""
    said = {word.text for word in words}
    return "dran" in said and bool(said & {"wann", "wer", "schon", "noch"})


def is_whats_on(words: Sequence[Word]) -> bool:
    """Tell "what's on" and "what is on now" from any other "on"."""
    return any(
        word.text == "on" and before.text in ("whats", "is", "are", "was", "s")
        for before, word in pairwise(words)
    )


def asks_whats_on(words: Sequence[Word]) -> bool:
    """Tell a bare "was läuft?" or "what's on?", which mean now while an event is on."""
    said = {word.text for word in words}
    runs = bool(said & {"was", "what", "whats"} and said & {"lauft", "running", "happening"})
    return runs or is_whats_on(words)


def asks_what_was(words: Sequence[Word]) -> bool:
    """Tell "was war …", "was ist …", "what was …": a stage or a day makes it a programme."""
    said = [word.text for word in words]
    if any(word in said for word in ("whats", "what", "was")):
        return bool(
            {"war", "ist", "gab", "macht", "is", "was", "whats", "hat", "los"} & set(said[1:])
        )
    return False


def asks_what_all_do(words: Sequence[Word]) -> bool:
    """Tell "was zeigt Gelsenkirchen": all they do is meant."""
    said = {word.text for word in words}
    after = [word.text for word in words[1:3]]
    whats_with = after in (["ist", "mit"], ["about"]) or after[:1] == ["about"]
    do = bool(after) and after[0] in ("did", "does", "do") and "do" in said
    return bool(said & {"was", "what"}) and (bool(said & _DOING) or whats_with or do)


def verb_places(words: Sequence[Word]) -> list[int]:
    """Return the places of verbs: right after "wer" or "wann", or last where something is done.

    German puts the finite verb second and the participle last ("wer sitzt …", "wird … verliehen").
    """
    said = [word.text for word in words]
    places = [
        at + 1
        for at, (word, after) in enumerate(pairwise(said))
        if (word in _ASKING and after.endswith(("t", "en")))
        or (word == "who" and after.endswith("s"))
    ]
    places += [at for at, word in enumerate(said) if word in ("doing", "showing", "presenting")]
    if said and said[-1].endswith(("t", "en")) and _PASSIVE & set(said[:-1]):
        places.append(len(said) - 1)
    return places


def speaks_of_the_past(words: Sequence[Word]) -> bool:
    """Tell "was war", "did … speak" from what is on or to come."""
    said = [word.text for word in words]
    english = any(after == "was" and word in _BEFORE_WAS for word, after in pairwise(said))
    return english or any(word in _PAST for word in said)


def _ends_with_particle(said: Sequence[str]) -> bool:
    return bool(said) and any(
        said[-1] == particle and any(word in verbs for word in said)
        for verbs, particle in _PARTICLES
    )


def _asks_when_about(said: Sequence[str]) -> bool:
    about = any(
        word in _GOES_ABOUT and "um" in said[at + 1 : at + 3] for at, word in enumerate(said)
    )
    return about and "wann" in said
