"""Core: the names of speakers, stages and events, as people write them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.core.nouns import Entry, Event, Phrases, Texts
from bot.core.talk_phrases import PhraseTable
from bot.core.talk_words import SPOTS, folded_words

_ROLE = re.compile(r"\s*[(:].*")
_DEGREES = frozenset({"dr", "prof", "dipl", "ing", "med", "phil"})
_PLACES = (None, "fair", "places")
"""Topics of entries whose names may also name a stage; an organisation's may not."""

_ALSO_CALLED = ({"halle", "hall"}, {"buhne", "stage"}, {"raum", "room", "saal"}, {"stand", "booth"})


def name_of(speaker: str) -> str:
    """Return the name alone of "Name (role)"."""
    return _ROLE.sub("", speaker).strip() or speaker


def names_in(speaker: str) -> list[str]:
    """Return the name, and those of "Team (vor Ort: A, B)" too."""
    inner = re.search(r"\([^():]*:([^()]*)\)", speaker)
    others = inner.group(1).split(",") if inner else []
    return [name_of(speaker), *(name.strip() for name in others if name.strip())]


def main_titles(title: Texts) -> Iterator[str]:
    """Yield "Cooperation is king" of "Cooperation is king: So smart macht's Südwestfalen!"."""
    for text in title.values():
        ends = [found.start() for found in re.finditer(r":\s| [–-] ", text)]
        yield from (text[:end] for end in ends if len(folded_words(text[:end])) > 1)


def person_of(speaker: str) -> tuple[str, ...]:
    """Return the folded words of a speaker's name, without degrees."""
    words = folded_words(name_of(speaker))
    return tuple(word for word in words if word not in _DEGREES) or words


def stage_names(stage: str, linked: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """Yield every way to name a stage: whole, without brackets, translated, and linked names."""
    whole = folded_words(stage)
    inner = [folded_words(text) for text in re.split(r"[(),]", stage)]
    names = {whole, *(words for words in inner if len(words) > 1 or words == whole)}
    for entry in (entry for entry in linked if entry.topic in _PLACES):
        called = {folded_words(text) for text in (*entry.title.values(), *all_texts(entry.names))}
        if any(_same_place(name, one) for name in names for one in called):
            names |= called
    for words in names:
        for variant in _translated(words):
            yield variant
            if len(variant) == 2 and not variant[1].isdigit():
                yield ("".join(variant),)


def _same_place(stage: tuple[str, ...], called: tuple[str, ...]) -> bool:
    """Tell whether one name holds the other: "Halle 25" and "Halle 25 der Messe Berlin"."""
    short, long = sorted((stage, called), key=len)
    return bool(short) and (stage == called or (len(short) > 1 and long[: len(short)] == short))


def _translated(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    variants = {words}
    for group in _ALSO_CALLED:
        for place, word in enumerate(words):
            if word in group and word in SPOTS:
                variants |= {(*words[:place], other, *words[place + 1 :]) for other in group}
    return variants


def name_event(phrases: PhraseTable, event: Event, entry: Entry | None) -> None:
    """File the names of an event, also without the year, so that "SCCON" means each of them."""
    texts = [*event.title.values(), *(all_texts(entry.names) if entry else ())]
    for text in texts:
        words = folded_words(text)
        phrases.add(words, "event", event.id)
        bare = tuple(word for word in words if not re.fullmatch(r"(19|20)\d\d", word))
        if bare and bare != words:
            phrases.add(bare, "event", event.id)


def all_texts(phrases: Phrases | Texts) -> Iterable[str]:
    """Yield the texts of every language."""
    for texts in phrases.values():
        yield from [texts] if isinstance(texts, str) else texts
