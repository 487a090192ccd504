"""Core: the words of time in German and English, and the tokens a moment is read from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core import reading

_TOKEN = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2})"
    r"|(?P<date>\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}\b|\d{2}\b)?)"
    r"|(?P<clock>\b\d{1,2}[:.h]\d{2}(?!\d))"
    r"|(?P<slash>\b\d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\d))"
    r"|(?P<ordinal>\b\d{1,2}(?:st|nd|rd|th|te[nrs]?)\b|\b\d{1,2}\.(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’`´][^\W\d_]+)*)"
    r"|(?P<dash>[-–—])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one word, number, clock or date of the text; `start` and `end` count characters."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        """Return the value of a number or ordinal, or of a number word; None for others."""
        if self.kind in ("number", "ordinal"):
            return int(re.sub(r"\D", "", self.text)[:4])
        return NUMBERS.get(self.text) if self.kind == "word" else None

    @property
    def parts(self) -> tuple[int, ...]:
        """Return the numbers a clock or a date is written with, in their order."""
        return tuple(int(part) for part in re.findall(r"\d+", self.text))


def tokens_of(text: str, reserved: Iterable[tuple[int, int]] = ()) -> list[Token]:
    """Return the tokens of a text; what touches a reserved stretch of it becomes a block."""
    taken = list(reserved)
    return [_token(match, taken) for match in _TOKEN.finditer(text)]


def token_at(tokens: Sequence[Token], place: int) -> Token | None:
    """Return the token at that place, or None beyond the ends."""
    return tokens[place] if 0 <= place < len(tokens) else None


def text_at(tokens: Sequence[Token], place: int) -> str:
    """Return the text of the token at that place, "-" for a dash, "" beyond the ends."""
    token = token_at(tokens, place)
    if token is None:
        return ""
    return "-" if token.kind == "dash" else token.text


def _token(match: re.Match[str], taken: Sequence[tuple[int, int]]) -> Token:
    start, end = match.span()
    if any(start < stop and end > begin for begin, stop in taken):
        return Token("block", "", start, end)
    kind = match.lastgroup or "word"
    written = match.group()
    if kind != "word":
        return Token(kind, written.lower(), start, end)
    return Token(kind, _known(reading.fold(re.sub(r"['’`´]", "", written))), start, end)


def _table(text: str) -> dict[str, int]:
    """Read `word word=3 word=4 …`: words before a value share it."""
    table: dict[str, int] = {}
    for group in re.findall(r"([^=]+?)=(-?\d+)\s*", text):
        table.update(dict.fromkeys(map(reading.fold, group[0].split()), int(group[1])))
    return table


def word_set(text: str) -> frozenset[str]:
    """Return the folded words of a text."""
    return frozenset(reading.fold(word) for word in text.split())


WEEKDAYS = _table(
    "montag montags monday mondays=0 dienstag dienstags tuesday tues tue=1 "
    "mittwoch mittwochs wednesday wed=2 donnerstag donnerstags thursday thurs thur thu=3 "
    "freitag freitags friday fri=4 samstag samstags sonnabend saturday=5 "
    "sonntag sonntags sunday=6"
)
SHORT_WEEKDAYS = _table("mo mon=0 di=1 mi=2 do=3 fr=4 sa sat=5 sun so=6")
MONTHS = _table(
    "januar january jan jänner=1 februar february feb=2 märz march mar=3 april apr=4 mai may=5 "
    "juni june jun=6 juli july jul=7 august aug=8 september sept sep=9 "
    "oktober october okt oct=10 november nov=11 dezember december dez dec=12"
)
NUMBERS = _table(
    "ein eins eine einer einem einen one a an=1 zwei zwo two=2 drei three=3 vier four=4 "
    "fünf five=5 sechs six=6 sieben seven=7 acht eight=8 neun nine=9 zehn ten=10 "
    "elf eleven=11 zwölf twelve=12 dreizehn thirteen=13 vierzehn fourteen=14 "
    "fünfzehn fifteen=15 sechzehn sixteen=16 siebzehn seventeen=17 achtzehn eighteen=18 "
    "neunzehn nineteen=19 zwanzig twenty=20 dreißig dreissig thirty=30 "
    "fünfundvierzig fortyfive=45"
)
ORDINALS = _table(
    "erste erster ersten erstes first=1 zweite zweiter zweiten zweites second=2 "
    "dritte dritter dritten drittes third=3 vierte vierter vierten fourth=4 "
    "fünfte fünfter fünften fifth=5 letzte letzter letzten letztes last=-1"
)
DAY_SHIFTS = _table(
    "heute heut today tonight=0 morgen tomorrow tomorrows=1 übermorgen=2 gestern yesterday=-1 "
    "vorgestern=-2"
)
UNITS = _table(
    "minute minuten min mins minutes minutn=1 stunde stunden std stündchen hour hours hrs h=60 "
    "tag tagen tage day days=1440 woche wochen week weeks=10080"
)
PART_STARTS = _table(
    "früh morgens morning mornings vormittag vormittags vormittagsprogramm=5 mittag mittags midday lunchtime "
    "mittagszeit mittagspause=11 nachmittag nachmittags nachmittagsprogramm afternoon afternoons=12 "
    "abend abends abendprogramm evening evenings tonight=17 nacht nachts night nighttime=20"
)
PART_ENDS = {5: 12, 11: 14, 12: 18, 17: 24, 20: 28}
"""The hour a part of the day ends, by the hour it starts; 28 is four in the next morning."""

PROGRAMME_NOUNS = word_set(
    "vortrag vorträge vortrags talk talks session sessions programmpunkt programmpunkte panel "
    "keynote workshop beitrag rede termin slot redner rednerin speaker speakers presentation "
    "lecture event events punkt item"
)
NOW = word_set(
    "jetzt gerade grad grade aktuell momentan derzeit zurzeit now currently jetz jz jtz jzt jez"
)
NEXT = word_set("gleich bald demnächst soon shortly upcoming nächstes kommendes")
NEXT_BEFORE = word_set("nächste nächster nächsten nächstem next kommende kommender kommenden")
LATER = word_set("später nachher later")
AFTER = word_set(
    "danach dannach anschließend anschliessend hinterher afterwards afterward thereafter"
)
BEFORE = word_set("davor vorher zuvor")
EVENT_DAYS = word_set(
    "tag tages tags day messetag messetags messetages konferenztag konferenztags kongresstag "
    "veranstaltungstag tagen"
)

_REPAIRED = sorted(
    word
    for table in (WEEKDAYS, MONTHS, DAY_SHIFTS, PART_STARTS)
    for word in table
    if len(word) >= 6 and word not in ("morgens", "mittags", "abends", "nachts")
)
_EXACT = frozenset().union(
    *(WEEKDAYS, MONTHS, NUMBERS, ORDINALS, DAY_SHIFTS, UNITS, PART_STARTS),
    *(PROGRAMME_NOUNS, NOW, NEXT, NEXT_BEFORE, LATER, AFTER, BEFORE, EVENT_DAYS),
)


def _known(word: str) -> str:
    """Return the time word that one slip of the keys turned into this word, else the word."""
    if len(word) < 6 or word in _EXACT:
        return word
    return next((known for known in _REPAIRED if _is_slip(word, known)), word)


def _is_slip(typed: str, known: str) -> bool:
    """Tell whether one letter is missing, doubled or swapped; a replaced one may be a name."""
    if typed[0] != known[0] or abs(len(typed) - len(known)) > 1:
        return False
    if len(typed) == len(known):
        wrong = [place for place in range(len(typed)) if typed[place] != known[place]]
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and typed[wrong[0]] == known[wrong[1]]
            and typed[wrong[1]] == known[wrong[0]]
        ) or (len(wrong) == 1 and len(known) >= 8)
    longer, shorter = (typed, known) if len(typed) > len(known) else (known, typed)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
