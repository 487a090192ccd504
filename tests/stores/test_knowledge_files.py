"""Reading a folder: the contract's smallest files, what is borrowed, what would be ignored."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.nouns import Aspect, Entry, Event, Kind, Knowledge, Link, Origin, Place, Source, Talk
from bot.errors import KnowledgeError
from bot.stores.knowledge_files import find_faults, read_knowledge
from bot.wiring import SHIPPED
from tests.stores.knowledge_sample import ENTRIES, EVENTS, write_sample

BERLIN = ZoneInfo("Europe/Berlin")

SMALLEST = """\
language: en                 # optional, default de: the language of plain strings in this file
entries:
  - id: card-arrival         # a-z 0-9 - . ; at most 48 characters
    questions: ["When will my card arrive?", "card still not here"]
    answer: Cards arrive within ten days.
"""

SMALLEST_EVENT = """\
events:
  - id: sccon-2024
    title: Smart Country Convention 2024
    start: 2024-10-15
    end: 2024-10-17
    timezone: Europe/Berlin
    talks:
      - id: sccon-2024.forum-stage.learnings
        title: Learnings
        speakers: [Tristan Richter]
        stage: Forum Stage
        start: 2024-10-16T15:00     # left out when not published
        end: 2024-10-16T15:30
        source: https://example.org/talk
"""


def folder_with(folder: Path, **files: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        written = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.yaml").write_bytes(written)
    return folder


def test_the_smallest_file_of_the_contract_is_read(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "small", faq=SMALLEST)

    knowledge = read_knowledge(folder)

    asked = ("When will my card arrive?", "card still not here")
    assert knowledge.entries == {
        "card-arrival": Entry(
            id="card-arrival",
            title={"en": asked[0]},
            questions={"en": asked},
            answer={"en": "Cards arrive within ten days."},
            origin=Origin(str(folder / "faq.yaml"), 3, 5),
        )
    }


def test_the_smallest_event_of_the_contract_is_read(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "small", fair=SMALLEST_EVENT)
    file = str(folder / "fair.yaml")

    knowledge = read_knowledge(folder, SHIPPED)

    title = "Smart Country Convention 2024"
    talk = Talk(
        id="sccon-2024.forum-stage.learnings",
        event="sccon-2024",
        title={"de": "Learnings"},
        speakers=("Tristan Richter",),
        stage="Forum Stage",
        start=datetime(2024, 10, 16, 15, 0, tzinfo=BERLIN),
        end=datetime(2024, 10, 16, 15, 30, tzinfo=BERLIN),
        source="https://example.org/talk",
        origin=Origin(file, 8, 9),
    )
    event = Event(
        id="sccon-2024",
        title={"de": title},
        start=date(2024, 10, 15),
        end=date(2024, 10, 17),
        timezone="Europe/Berlin",
        talks=(talk,),
        origin=Origin(file, 2, 5),
    )
    asked = {"de": (title,)}
    entry = Entry("sccon-2024", {"de": title}, asked, {}, topic="fair", origin=event.origin)
    assert (knowledge.events, knowledge.entries) == ({event.id: event}, {entry.id: entry})


def test_every_field_of_an_entry_is_read(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "knowledge")

    entry = read_knowledge(folder).entries["turmuhr"]

    assert entry == Entry(
        id="turmuhr",
        title={"de": "Die Turmuhr", "en": "The tower clock"},
        questions={
            "de": ("welche uhr hängt am turm", "zeigt der turm die zeit an"),
            "en": ("which clock is on the tower",),
        },
        answer={"de": "Die Turmuhr zeigt die Zeit.", "en": "The tower clock tells the time."},
        kind=Kind.ANSWER,
        topic="city",
        names={"de": ("Kirchturmuhr",)},
        details={"de": "Sie hat vier Zeiger.", "en": "It has four hands."},
        aspects=(
            Aspect("where", {"de": "Sie hängt am Markt.", "en": "It is on the square."}, "where"),
            Aspect(
                "cost",
                {"de": "Das ist nicht veröffentlicht.", "en": "That is not published."},
                "cost",
                unpublished=True,
            ),
            Aspect(
                "schlaegt-die-turmuhr-nac",
                {"de": "Nachts schweigt sie.", "en": "It is silent at night."},
                questions={
                    "de": ("schlägt die turmuhr nachts",),
                    "en": ("does it strike at night",),
                },
            ),
        ),
        sources=(Source("https://example.org/turm", "2024-05"),),
        as_of="2024-05",
        review=date(2027, 3, 1),
        related=("springbrunnen",),
        links=(Link({"de": "Der Turm"}, "https://example.org/turm"),),
        place=Place("Markt", None, 51.44, 7.56),
        valid_from=date(2024, 1, 1),
        valid_until=date(2027, 12, 31),
        origin=Origin(str(folder / "entries.yaml"), 3, 5),
    )


def test_a_talk_has_the_hall_of_its_stage_and_a_day_without_a_time(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "knowledge")

    talks = read_knowledge(folder).talks

    assert talks["fair-2024.opening"].hall == "Hall 1"
    assert talks["fair-2024.closing"].day == date(2024, 10, 27)
    assert talks["fair-2024.closing"].start is None


def test_a_time_with_an_offset_is_the_same_moment_in_the_zone_of_the_event(tmp_path: Path) -> None:
    winter_time = EVENTS.replace("date: 2024-10-27", "start: 2024-10-27T02:30+01:00")
    folder = folder_with(
        tmp_path / "k", fair=winter_time.replace("about: [turmuhr]", "seen: '2024'")
    )

    talk = read_knowledge(folder).talks["fair-2024.closing"]

    assert talk.start is not None
    assert talk.start.tzinfo == BERLIN
    assert talk.start.astimezone(UTC) == datetime(2024, 10, 27, 1, 30, tzinfo=UTC)


def test_an_hour_that_summer_time_skips_is_a_fault(tmp_path: Path) -> None:
    spring = SMALLEST_EVENT.replace("2024-10-15", "2024-03-30").replace("2024-10-17", "2024-03-31")
    skipped = spring.replace("2024-10-16T15:00", "2024-03-31T02:30")
    folder = folder_with(
        tmp_path / "k", fair=skipped.replace("2024-10-16T15:30", "2024-03-31T04:00")
    )

    found = [(fault.line, fault.column, fault.problem) for fault in find_faults(folder)]

    problem = "02:30 Uhr gibt es an diesem Tag nicht (Umstellung auf Sommerzeit)"
    assert found == [(12, 16, problem)]


def test_phrases_aspects_topics_and_words_come_from_the_shipped_ones_where_missing(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    folder = folder_with(tmp_path / "k", faq=SMALLEST, own='phrases: {choice.none: "Nix davon"}')

    read = read_knowledge(folder, SHIPPED)

    assert list(read.entries) == ["card-arrival"]
    assert read.phrases == {**knowledge.phrases, "choice.none": {"de": "Nix davon"}}
    assert read.aspect_kinds == knowledge.aspect_kinds
    assert read.topics == knowledge.topics
    assert (read.filler, read.synonyms) == (knowledge.filler, knowledge.synonyms)


def test_plain_and_bilingual_items_may_stand_in_one_file(tmp_path: Path) -> None:
    both = "  - {id: b, questions: {de: [x], en: [y]}, answer: {de: z, en: z}, title: B}\n"
    words = "phrases: {hello: {de: Hallo, en: Hello}}\n"
    folder = folder_with(tmp_path / "k", faq=SMALLEST + both + words)

    knowledge = read_knowledge(folder)

    assert knowledge.entries["card-arrival"].answer == {"en": "Cards arrive within ten days."}
    assert knowledge.entries["b"].title == {"en": "B"}


def test_a_file_that_would_be_ignored_is_a_fault(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "k", faq=SMALLEST)
    allowed = ["README.md", "schema.json", ".gitignore", ".faq.yaml.swp", "faq.yaml~", "set.jsonl"]
    ignored = {
        "b.yml": "in „.yaml“ umbenennen",
        "c.yaml.txt": "in „.yaml“ umbenennen",
        "d.YAML": "in „.yaml“ umbenennen",
        "e.txt": "aus dem Ordner nehmen oder „.yaml“ daraus machen",
        "f.ics": "ein Zeitplan? Mit „import“ übernehmen; sonst aus dem Ordner nehmen",
        "g": "aus dem Ordner nehmen oder „.yaml“ daraus machen",
    }
    for name in [*allowed, *ignored]:
        (folder / name).write_text("x", encoding="utf-8")

    found = find_faults(folder)

    assert [str(fault) for fault in found] == [
        f"{folder}/{name}:1:1: die Datei „{name}“ würde nicht gelesen, nur „.yaml“ zählt – {remedy}"
        for name, remedy in ignored.items()
    ]


@pytest.mark.parametrize(
    ("content", "line", "column", "problem"),
    [
        (b"", 1, 1, "die Datei ist leer"),
        (b"# nur ein Kommentar\n", 1, 1, "die Datei ist leer"),
        (b"- a\n", 1, 1, "hier gehören Zeilen „Schlüssel: Wert“ hin (Wissensdatei)"),
        (b"\xef\xbb\xbfentries: []\n", 1, 1, "die Datei beginnt mit einem BOM (Byte Order Mark)"),
        ("ü: ü\nö: ".encode() + b"\xfc", 2, 4, "dieses Zeichen ist nicht in UTF-8 gespeichert"),
    ],
)
def test_a_file_that_is_no_knowledge_is_a_fault(
    content: bytes, line: int, column: int, problem: str, tmp_path: Path
) -> None:
    folder = folder_with(tmp_path / "k", faq=SMALLEST, other=content)

    found = [(fault.line, fault.column, fault.problem) for fault in find_faults(folder)]

    assert found == [(line, column, problem)]


def test_a_folder_that_is_missing_or_empty_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    found = [find_faults(tmp_path / name) for name in ("empty", "missing")]

    assert [len(faults) for faults in found] == [1, 1]


def test_a_broken_file_does_not_make_references_to_its_entries_dangle(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "k")
    (folder / "entries.yaml").write_text(ENTRIES + "  - [\n", encoding="utf-8")

    found = find_faults(folder)

    assert [fault.file for fault in found] == [str(folder / "entries.yaml")]


def test_all_faults_of_all_files_are_raised_at_once_in_their_order(tmp_path: Path) -> None:
    bad = SMALLEST.replace("answer:", "anwser:")
    folder = folder_with(tmp_path / "k", b=bad, a=bad.replace("card-arrival", "Card"))

    with pytest.raises(KnowledgeError) as raised:
        read_knowledge(folder)

    places = [(Path(fault.file).name, fault.line, fault.column) for fault in raised.value.faults]
    assert places == [
        *[("a.yaml", 3, 9), ("a.yaml", 5, 5)],
        *[("b.yaml", 4, 17), ("b.yaml", 4, 46), ("b.yaml", 5, 5)],
    ]


def test_a_hundred_thousand_brackets_are_a_fault_and_not_the_end(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "k", a="[" * 100_000 + "]" * 100_000, b="- " * 100_000)

    found = [fault.problem for fault in find_faults(folder)]

    assert found == ["die Datei ist zu tief verschachtelt"] * 2


PIECES = st.sampled_from(
    [*":-#'\"[]{}&*!|>%@`~?,\t\n\r ", "- ", ": ", "\n  ", "de", "no", "1e3", "\0", "ä"]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from([ENTRIES, EVENTS, SMALLEST]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(st.one_of(PIECES, st.text(max_size=5))) + text[end:]
    return text


@settings(max_examples=150, deadline=None)
@given(text=mutated())
def test_any_text_at_all_is_knowledge_or_faults(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = write_sample(tmp_path_factory.getbasetemp() / "mutated")
    (folder / "entries.yaml").write_bytes(text.encode(errors="surrogatepass"))

    try:
        read: object = read_knowledge(folder)
    except KnowledgeError as error:
        read = error.faults

    assert read


def test_a_copy_of_the_shipped_knowledge_is_as_sound(tmp_path: Path) -> None:
    copy = shutil.copytree(SHIPPED, tmp_path / "knowledge")

    found = find_faults(copy, SHIPPED)

    assert found == []
