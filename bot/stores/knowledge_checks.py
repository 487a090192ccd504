"""Stores: what only shows across files – ids given twice, phrasings claimed twice, dangling references."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.stores.faults import quoted
from bot.stores.knowledge_near import nearest
from bot.stores.knowledge_pieces import Piece
from bot.stores.knowledge_reading import Reading

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """Note who was first to use an id or a phrasing, and where."""

    owner: Piece
    place: str


@dataclass(slots=True)
class Register:
    """Keep what each id and each phrasing was first used for.

    `lost` are ids of files that couldn't be read: who refers to them is not at fault.
    """

    ids: dict[str, dict[str, Claim]] = field(default_factory=dict)
    phrasings: dict[str, Claim] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def enter(self, space: str, reading: Reading, piece: Piece | None) -> None:
        """Note an id of its space ("entry", "talk", "topic" …); report one already taken."""
        if piece is None:
            return
        taken = self.ids.setdefault(space, {})
        first = taken.get(piece.value) or self.ids.get(_BESIDE.get(space, ""), {}).get(piece.value)
        if first is not None:
            problem = f"die Kennung {quoted(piece.value)} steht schon in {first.place}"
            reading.report(piece, problem, "eine andere Kennung nehmen oder beides zusammenfassen")
        else:
            taken[piece.value] = Claim(piece, f"{reading.file}:{piece.line}")

    def claim(self, reading: Reading, owner: Piece, phrasing: Piece) -> None:
        """Note a phrasing for an entry; report it if another entry claims it too."""
        key = folded(phrasing.value)
        claim = self.phrasings.setdefault(key, Claim(owner, f"{reading.file}:{phrasing.line}"))
        if claim.owner is not owner:
            said, other = quoted(phrasing.value), quoted(str(claim.owner.said("id")))
            problem = f"{said} beansprucht auch der Eintrag {other} in {claim.place}"
            reading.report(phrasing, problem, "bei einem der beiden löschen oder anders sagen")

    def check_mentions(self, reading: Reading) -> None:
        """Report every reference of a file to something that isn't there."""
        for mention in reading.mentions:
            known = self.ids.get(mention.to, {})
            if mention.id.value not in known and mention.id.value not in self.lost:
                problem = f"{_NAMES[mention.to]} {quoted(mention.id.value)} gibt es nicht"
                reading.report(mention.id, problem, _guess(mention.id.value, known))


_BESIDE = {"entry": "talk", "talk": "entry"}
"""Both are shown by their id, so no entry may have that of a talk."""

_NAMES = {"entry": "den Eintrag", "topic": "das Thema", "aspect": "die Art von Seite"}


def folded(text: str) -> str:
    """Return the bare words of a text: case, punctuation and ä/ae make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_SPELT_OUT)
    return " ".join(_WORDS.findall(plain)) or plain


def phrasings_in(entry: Piece) -> Iterator[Piece]:
    """List every text by which an entry asks to be found: title, names, its and its aspects' questions."""
    for key in ("title", "names", "questions"):
        yield from _texts(entry, key)
    for aspect in entry.items("aspects"):
        yield from _texts(aspect, "questions")


def _texts(item: Piece, key: str) -> Iterable[Piece]:
    piece = item.part(key)
    return () if piece is None else piece.texts()


def check_aspects(reading: Reading, entry: Piece) -> None:
    """Report two aspects of the same kind in one entry."""
    first: dict[str, int] = {}
    for aspect in entry.items("aspects"):
        about = aspect.part("about")
        if about is None:
            continue
        if about.value in first:
            problem = f"„about: {about.value}“ steht schon in Zeile {first[about.value]}"
            reading.report(about, problem, "zu einer Seite zusammenfassen")
        first.setdefault(about.value, about.line)


def check_halls(reading: Reading, event: Piece) -> None:
    """Report a talk whose hall is another than the one its stage is in."""
    halls = event.table("halls")
    for talk in event.items("talks"):
        stage, hall = talk.said("stage"), talk.part("hall")
        said = halls.get(stage)
        if hall is not None and said is not None and said.value != hall.value:
            problem = (
                f"die Bühne {quoted(stage)} liegt laut Zeile {said.line} in {quoted(said.value)}"
            )
            reading.report(hall, problem, "die Halle an einer der beiden Stellen ändern")


def _guess(id_: str, known: Iterable[str]) -> str:
    near = nearest(id_, known)
    return f"meinten Sie „{near}“?" if near else "Schreibweise prüfen oder die Zeile löschen"
