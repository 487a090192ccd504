"""A small knowledge folder to plant faults in; `‸` in a planted text marks where it is reported."""

import re
from collections.abc import Mapping
from pathlib import Path

MARK = "‸"

ENTRIES = """\
# Zwei Dinge in einer Stadt.
entries:
  - id: turmuhr
    topic: city
    origin: [ort.turmuhr]
    title: {de: Die Turmuhr, en: The tower clock}
    names: {de: [Kirchturmuhr]}
    questions:
      de: [welche uhr hängt am turm, zeigt der turm die zeit an]
      en: [which clock is on the tower]
    answer:
      de: >-
        Die Turmuhr zeigt die Zeit.
      en: >-
        The tower clock tells the time.
    details: {de: Sie hat vier Zeiger., en: It has four hands.}
    aspects:
      - about: where
        answer: {de: Sie hängt am Markt., en: It is on the square.}
      - about: cost
        unpublished: true
        answer: {de: Das ist nicht veröffentlicht., en: That is not published.}
      - questions: {de: [schlägt die turmuhr nachts], en: [does it strike at night]}
        answer: {de: Nachts schweigt sie., en: It is silent at night.}
    sources:
      - {url: "https://example.org/turm", seen: "2024-05"}
    as_of: "2024-05"
    review: 2027-03-01
    related: [springbrunnen]
    links:
      - {label: Der Turm, url: "https://example.org/turm"}
    place: {name: Markt, latitude: 51.44, longitude: 7.56}
    valid_from: 2024-01-01
    valid_until: 2027-12-31
  - id: springbrunnen
    title: {de: Der Springbrunnen, en: The fountain}
    questions: {de: [wann läuft der brunnen], en: [when does the fountain run]}
    answer: {de: Er läuft im Sommer., en: It runs in summer.}
"""

EVENTS = """\
language: en
events:
  - id: fair-2024
    title: The Fair 2024
    start: 2024-10-25
    end: 2024-10-27
    timezone: Europe/Berlin
    halls: {Big Stage: Hall 1}
    talks:
      - id: fair-2024.opening
        title: Opening
        speakers: [Ada Lovelace]
        stage: Big Stage
        start: 2024-10-25T10:00
        end: 2024-10-25T10:30
        about: [turmuhr]
        sequence: 1
      - id: fair-2024.closing
        title: Closing
        date: 2024-10-27
"""

PHRASES = """\
phrases:
  hello: {de: Hallo, en: Hello}
aspects:
  - id: where
    label: {de: "Wo?", en: "Where?"}
    cues: {de: [wo ist], en: [where is]}
  - id: cost
    label: {de: Kosten, en: Cost}
    cues: {de: [was kostet], en: [how much]}
topics:
  - id: city
    title: {de: Stadt, en: Town}
words:
  filler: {de: [bitte], en: [please]}
  synonyms: {de: [[brunnen, fontäne]], en: [[fountain, well]]}
"""

FILES = {"entries.yaml": ENTRIES, "events.yaml": EVENTS, "phrases.yaml": PHRASES}


def write_sample(folder: Path) -> Path:
    """Write the sample without any fault."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def plant(path: Path, old: str, new: str) -> tuple[int, int]:
    """Put `new` in the place of the first `old`; return line and column of its mark."""
    text = path.read_text(encoding="utf-8")
    return plant_at(path, text.index(old), len(old), new)


def plant_at(path: Path, start: int, length: int, new: str) -> tuple[int, int]:
    """Likewise, at a place in the text of the file."""
    text = path.read_text(encoding="utf-8")
    marked = text[:start] + new + text[start + length :]
    before = marked[: marked.index(MARK)]
    path.write_text(marked.replace(MARK, ""), encoding="utf-8", newline="")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def plant_in_one_of(files: list[Path], pattern: str, new: str) -> tuple[str, int, int]:
    """Plant in the first file with a line of that pattern; take the file off the list."""
    for path in files:
        line = re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
        if line:
            files.remove(path)
            return str(path), *plant_at(path, line.start(), len(line.group()), new)
    raise AssertionError(pattern)


def filled(text: str, gaps: Mapping[str, str]) -> str:
    """Put words into the gaps of a text."""
    for gap, words in gaps.items():
        text = text.replace(gap, words)
    return text
