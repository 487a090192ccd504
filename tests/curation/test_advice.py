"""Advice: what a colleague would say of sound knowledge; each line names its place."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.curation.advice import Noticed, advice_text, notice, notice_by_asking
from bot.curation.advice_nouns import Advice
from bot.curation.advice_phrasings import unreachable
from bot.curation.mutations import FILLED_AFTER, forms
from bot.stores.knowledge_files import read_knowledge
from bot.stores.knowledge_places import places_of
from bot.wiring import SHIPPED, learn
from tests.stores.knowledge_sample import plant, write_sample

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DETAILS = "{de: Sie hat vier Zeiger., "
EASY = (
    "Bescheide verschicken Verwaltungsmitarbeitende postalisch. Danach bekommen Sie gern eine "
    "Auskunft am Telefon oder im Rathaus."
)
HARD = "Die Unterlagen bearbeiten Mitarbeitende verschiedener Verwaltungseinheiten."
LONG = (
    "Die Uhr am alten Turm wurde vor langer Zeit von vielen Leuten aus dem Ort gebaut und sie "
    "geht noch heute so gut wie am ersten Tag."
)
TOO_LONG = "Er läuft. " * 43
PRUNE = "bei einem der beiden löschen oder deutlicher sagen, was gemeint ist"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hold the sample without anything to notice."""
    folder = write_sample(tmp_path / "knowledge")
    summer = "en: It runs in summer.}\n"
    plant(folder / "entries.yaml", summer, f'{summer}    as_of: "2025"\n‸')
    plant(folder / "events.yaml", "    timezone:", '    as_of: "2024"\n‸    timezone:')
    return folder


def noticed(folder: Path, today: date = TODAY) -> list[str]:
    knowledge, now = read_knowledge(folder), datetime.combine(today, time(12), UTC)
    assistant = Assistant(knowledge, learn(knowledge))
    found = [*notice(knowledge, folder, today), *notice_by_asking(assistant, folder, now)]
    return [f"{each.kind}: {advice}" for each in found for advice in each.advice]


def test_good_knowledge_is_left_alone(folder: Path) -> None:
    assert noticed(folder) == []
    assert advice_text([]) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (', seen: "2024-05"}', "}", "die Quelle „https://example.org/turm“ hat kein Datum – „seen: "),
        ('    as_of: "2025"\n', "", "„springbrunnen“ sagt nicht, von wann die Auskunft ist – „as_of: "),
        (DETAILS, '{de: "Das gibt es seitens der Stadt.", ', "Amtsdeutsch: „seitens…“ – lieber: von"),
        (DETAILS, '{de: "Dort hast du Zeit.", ', "„du“: hier wird geduzt – mit „Sie“ anreden"),
        (DETAILS, f'{{de: "{LONG}", ', f"ein Satz mit 27 Wörtern: „{LONG}“ – in zwei Sätze teilen"),
        (DETAILS, f'{{de: "{EASY} {HARD}", ', f"schwer zu lesen (18. Schuljahr), am schwersten: „{HARD}“ – "),
        ("de: Er läuft im Sommer.", f'de: "{TOO_LONG}"', "„springbrunnen“ (de) hat 430 Zeichen – auf höchstens 420"),
    ],
)  # fmt: skip
def test_each_kind_is_noticed_alone(old: str, new: str, said: str, folder: Path) -> None:
    plant(folder / "entries.yaml", old, f"{new}‸")

    found = noticed(folder)

    assert [said in each for each in found] == [True], found


@pytest.mark.parametrize(
    ("text", "other", "column", "how"),
    [
        ("bitte die zeit zeigt der turm an", "zeigt der turm die zeit an", 38, "gleichen sich"),
        ("kirchturmuhhr", "Kirchturmuhr", 18, "sind fast gleich"),
    ],
)
def test_phrasings_that_collide_are_named_with_both_lines(
    text: str, other: str, column: int, how: str, folder: Path
) -> None:
    line, _ = plant(folder / "entries.yaml", "[wann läuft", f"[‸{text}, wann läuft")

    found = noticed(folder)

    here = f"{folder}/entries.yaml:{9 if ' ' in other else 7}:{column}"
    there = f"{folder}/entries.yaml:{line}"
    two = f"„{other}“ und „{text}“ ({there}, Eintrag „springbrunnen“) {how}"
    assert f"Fragen, die zwei Einträge beanspruchen: {here}: {two} – {PRUNE}" in found


def test_a_title_that_means_something_else_to_the_assistant_is_noticed(folder: Path) -> None:
    plant(folder / "entries.yaml", "{de: Der Springbrunnen, ", "{de: Mehr‸, ")
    knowledge = read_knowledge(folder, SHIPPED)

    found = unreachable(Assistant(knowledge, learn(knowledge)), places_of(folder), NOON)

    said = "der eigene Titel „Mehr“ führt zu nichts – einen eindeutigen Titel wählen"
    assert [said in str(each) for each in found] == [True]


def test_a_title_that_leads_home_only_to_the_letter_is_noticed(folder: Path) -> None:
    framed = next(
        f for f in forms("Der Springbrunnen", "de", frozenset()) if f.kind == FILLED_AFTER
    )
    plant(folder / "entries.yaml", "[welche uhr hängt", f'["{framed.text}‸", welche uhr hängt')

    found = noticed(folder)

    said = f"der Titel „Der Springbrunnen“ führt nur wörtlich hierher; „{framed.text}“ führt zu „turmuhr“"
    assert any(said in each for each in found), found


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 1, 29), None),
        (
            date(2027, 1, 30),
            "„turmuhr“ wird am 1.3.2027 zur Wiedervorlage fällig – bald nachsehen und „review“ neu setzen",
        ),
        (
            date(2027, 3, 2),
            "„turmuhr“ war am 1.3.2027 zur Wiedervorlage fällig – nachsehen, ob noch alles stimmt; „review“ neu setzen",
        ),
        (
            date(2028, 1, 1),
            "„turmuhr“ galt nur bis 31.12.2027 und wird nicht beantwortet – „valid_until“ ändern oder den Eintrag löschen",
        ),
    ],
)
def test_dates_come_up_in_time(today: date, said: str | None, folder: Path) -> None:
    found = noticed(folder, today)

    where = f"Wiedervorlage und Quellen: {folder}/entries.yaml:3:5: "
    assert (where + said in found) if said else found == []


def test_talks_in_one_room_at_once_are_noticed(folder: Path) -> None:
    plant(folder / "events.yaml", "date: 2024-10-27", CLASHING + "‸")

    found = noticed(folder)

    said = (
        f"Programm: {folder}/events.yaml:11:9: „fair-2024.opening“ und „fair-2024.closing“ "
        f"({folder}/events.yaml:19) sind zur selben Zeit auf derselben Bühne (Big Stage) – Zeit oder Bühne prüfen"
    )
    assert found == [said]


CLASHING = "stage: Big Stage\n        start: 2024-10-25T10:29"


def test_a_talk_that_begins_when_another_ends_or_is_cancelled_is_no_clash(folder: Path) -> None:
    plant(folder / "events.yaml", "date: 2024-10-27", CLASHING.replace("29", "30") + "‸")
    adjoining = noticed(folder)
    plant(folder / "events.yaml", "T10:30\n", "T10:40\n        status: cancelled\n‸")
    cancelled = noticed(folder)

    assert [adjoining, cancelled] == [[], []]


@pytest.mark.parametrize(
    ("other", "twice"),
    [
        ("Ada Lovelase", True),
        ("A. Lovelace", True),
        ("ada lovelace", True),
        ("Dr. Ada Lovelace, Analytical Engines", False),
        ("Ada Lovelace (Analytical Engines)", False),
        ("Grace Hopper", False),
        ("Eva Lovelace", False),
    ],
)
def test_a_speaker_spelt_in_two_ways_is_noticed(other: str, twice: bool, folder: Path) -> None:  # noqa: FBT001
    plant(folder / "events.yaml", "date: 2024-10-27", f'speakers: ["{other}"]‸')

    found = noticed(folder)

    line = (
        f"({folder}/events.yaml:21) sind wohl dieselbe Person – an beiden Stellen gleich schreiben"
    )
    assert [line in each for each in found] == [True] * twice


def test_a_missing_translation_is_noticed(folder: Path) -> None:
    (folder / "new.yaml").write_text(ONLY_GERMAN, encoding="utf-8")

    found = noticed(folder)

    where = f"Übersetzungen: {folder}/new.yaml:3:5: "
    assert found == [f"{where}„linde“: „answer“ fehlt in der Sprache „en“ – übersetzen"]


ONLY_GERMAN = """\
entries:

  - id: linde
    questions: [wie alt ist die linde]
    answer: Sehr alt.
    as_of: "2025"
"""


def test_only_the_first_few_of_a_kind_are_shown_unless_all_are_wanted() -> None:
    each = [Advice("a.yaml", line, 1, "zu lang", "kürzen") for line in range(1, 4)]

    few, whole = (
        advice_text([Noticed("Texte", tuple(each))], 2),
        advice_text([Noticed("Texte", tuple(each))], None),
    )

    lines = ["", "Texte (3):", *map(str, each)]
    assert few.split("\n") == [*lines[:4], "… und 1 weitere (alle mit: check --all)"]
    assert whole.split("\n") == lines
