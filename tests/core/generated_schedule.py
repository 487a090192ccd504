"""A made-up schedule of any size, always the same for the same size; for tests only."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.core.nouns import Event, Knowledge, Talk

ZONE = ZoneInfo("Europe/Berlin")
FIRST_DAY = date(2027, 9, 14)
DAYS = 4
SLOTS = 20
SLOT = timedelta(minutes=30)


def split_at(mark: str, text: str) -> list[str]:
    return text.split(mark)


_FIRST_NAMES = split_at(
    " ",
    "Anna Ben Clara David Emma Frank Grace Hannah Ivan Julia Karl Lena Mark May Nina Otto Paula "
    "Quentin Rosa Sven Tara Ulf Vera Will Xenia Yara Ernst April Art Sunny",
)
_LAST_NAMES = split_at(
    " ",
    "Schmidt Schmitt Schmitz Meier Meyer Maier Müller Möller Becker Bäcker Klein Lang Kurz Jung "
    "Young Best Winter Sommer Freitag Morgan Stern Berg Bach Wolf Fuchs Vogel Koch Weber Wagner "
    "Richter Kaiser König Bauer Schäfer Krause Vogt Haas Groß Weiß Schwarz Braun Day March Early "
    "Late Stage Hall Stand Messe Zeit Uhr",
)
_SUBJECTS = split_at(
    ",",
    "Open Data,Künstliche Intelligenz,Smart Parking,Klimaanpassung,Digitale Souveränität,LoRaWAN,"
    "Bürgerbeteiligung,Cloud Computing,Cyber Security,Mobilität,Glasfaser,Urban Twins,E-Government,"
    "Green IT,Quantum Networks,Hochwasserschutz,Public Wi-Fi,Low Code,Prozessmanagement,Datenschutz",
)
_FRAMES = split_at(
    ",",
    "{a} in der Praxis,Was kommt nach {a}?,The future of {a},{a} und {b}: ein Erfahrungsbericht,"
    "How {a} changed tomorrow,Warum {a} heute zählt,{a} meets {b},Next steps for {a},"
    "Ein Jahr {a},Lessons learned from {a},{a} für alle,Zwischen {a} und {b},Now or never: {a}",
)
_PLACES = split_at(
    " ",
    "Ahlen Bonn Calw Damme Essen Fulda Gera Hamm Ilmenau Jena Kiel Lünen Mainz Neuss Olpe Passau "
    "Quern Rheine Soest Trier Ulm Velbert Wesel Xanten Zwickau",
)


def schedule(talks: int = 1000, speakers: int = 500, stages: int = 14) -> Event:
    """Return an event with that many talks, no two of one title or at one stage and time."""
    random = Random(20240816)
    names = _names(speakers)
    made = [_talk(number, random, names, stages) for number in range(talks)]
    return Event(
        id="generated-2027",
        title={"de": "Erdachte Konferenz 2027", "en": "Invented Conference 2027"},
        start=FIRST_DAY,
        end=FIRST_DAY + timedelta(DAYS - 1),
        timezone="Europe/Berlin",
        talks=tuple(made),
    )


def knowledge(talks: int = 1000, speakers: int = 500) -> Knowledge:
    """Return a knowledge that holds only the made-up schedule."""
    event = schedule(talks, speakers)
    return Knowledge(entries={}, events={event.id: event})


def stage_name(number: int) -> str:
    """Return the name of a stage; some are only numbers, some look like words of time."""
    special = {0: "Main Stage", 1: "Halle 25", 2: "Plaza Stage", 3: "Morgenstern Bühne"}
    return special.get(number, f"Saal {number}")


def _names(count: int) -> list[str]:
    names = [f"{first} {last}" for last in _LAST_NAMES for first in _FIRST_NAMES]
    return Random(7).sample(names, count)


def _talk(number: int, random: Random, names: list[str], stages: int) -> Talk:
    slot, stage = divmod(number, stages)
    day, place = divmod(slot, SLOTS)
    start = datetime.combine(FIRST_DAY + timedelta(day), time(9), ZONE) + place * SLOT
    first, second = random.sample(_SUBJECTS, 2)
    frame = _FRAMES[number % len(_FRAMES)]
    title = f"{frame.format(a=first, b=second)} – {_PLACES[number % len(_PLACES)]} {number + 1}"
    return Talk(
        id=f"generated-2027.{number + 1:04}",
        event="generated-2027",
        title={"de": title},
        speakers=tuple(random.sample(names, 1 + number % 2)),
        stage=stage_name(stage),
        start=start,
        end=start + SLOT,
        topics=(first, second),
        language=("de", "en")[number % 2],
        abstract={"de": f"{first} und {second} in {_PLACES[number % len(_PLACES)]}. " * 3 + second},
    )
