"""Fake Bot API: a small knowledge folder for whole runs: things with one answer each, and talks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

THINGS = (
    ("Springbrunnen", "fountain"),
    ("Turmuhr", "tower clock"),
    ("Bücherbus", "library bus"),
    ("Wetterstation", "weather station"),
    ("Eislaufbahn", "skating rink"),
    ("Kräutergarten", "herb garden"),
    ("Repaircafé", "repair café"),
    ("Lastenrad", "cargo bike"),
    ("Sternwarte", "observatory"),
    ("Kletterwand", "climbing wall"),
    ("Hafenkran", "harbour crane"),
    ("Glockenspiel", "carillon"),
    ("Imkerei", "bee yard"),
    ("Flohmarkt", "flea market"),
    ("Töpferei", "pottery"),
    ("Radioclub", "radio club"),
)
"""What the town has, in German and English; invented."""

STAGES = ("Blaue Bühne", "Rote Bühne")


def question(thing: str) -> str:
    """Return how people ask for a thing."""
    return f"Wo ist {thing}?"


def answer(thing: str) -> str:
    """Return the whole answer about a thing; no other answer has these words."""
    return f"Auskunft zu {thing} gibt es im Rathaus."


def write_town(folder: Path, talks: Sequence[datetime] = ()) -> Path:
    """Write the town's knowledge, with one talk for each start, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["entries:"]
    for german, english in THINGS:
        lines += [
            f"  - id: {identifier(german)}",
            f"    title: {{de: {german}, en: The {english}}}",
            "    questions:",
            f'      de: ["{question(german)}", "{german}", "was ist mit {german}"]',
            f'      en: ["Where is the {english}?", "{english}"]',
            "    answer:",
            f"      de: {answer(german)}",
            f"      en: Ask at the town hall about the {english}.",
        ]
    (folder / "town.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if talks:
        write_talks(folder, talks)
    return folder


def write_talks(folder: Path, starts: Sequence[datetime]) -> None:
    """Write the fair's talks, numbered, one for each start."""
    lines = [
        "events:",
        "  - id: fair",
        "    title: Stadtmesse",
        f"    start: {min(starts).date()}",
        f"    end: {max(starts).date() + timedelta(days=1)}",
        "    timezone: UTC",
        "    talks:",
    ]
    for number, start in enumerate(starts, 1):
        lines += [
            f"      - id: fair.talk-{number}",
            f"        title: Vortrag Nummer {number}",
            f"        stage: {STAGES[number % 2]}",
            f"        start: {start:%Y-%m-%dT%H:%M:%S}",
            f"        end: {start + timedelta(minutes=30):%Y-%m-%dT%H:%M:%S}",
        ]
    (folder / "fair.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def identifier(thing: str) -> str:
    """Return the id of a thing."""
    table = {"ä": "ae", "ö": "oe", "ü": "ue", "é": "e"}
    return "".join(table.get(char, char) for char in thing.lower())
