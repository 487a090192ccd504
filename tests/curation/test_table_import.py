"""Tables of questions and answers: what they bring is shown, written and answers."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from bot.core.nouns import Knowledge, Topic
from bot.curation.table_import import import_table, plan
from bot.errors import BotError
from bot.stores.knowledge_files import read_knowledge
from bot.stores.table_files import TableError, read_table

CSV = """\
Frage;Antwort;Sprache;Quelle;Stand
Wann öffnet das Café?;Um acht: täglich.;de;https://example.org/cafe;2025-08
café öffnungszeiten;Um acht: täglich.;;;
When does the café open?;At eight.;englisch;;
Wo ist die Bank?;Am Markt.;;kein link;gestern
;ohne Frage;;;
wo ist die bank;Anderswo.;;;
"""
EMPTY = Knowledge({})


def test_rows_with_the_same_answer_are_one_entry(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_text(CSV, encoding="utf-8")

    planned = plan(read_table(path), EMPTY)

    assert [(each.id, each.language, each.questions) for each in planned.entries] == [
        ("wann-oeffnet-das-cafe", "de", ["Wann öffnet das Café?", "café öffnungszeiten"]),
        ("when-does-the-cafe-open", "en", ["When does the café open?"]),
        ("wo-ist-die-bank", "de", ["Wo ist die Bank?"]),
    ]
    assert planned.left_out == (
        "Zeile 5: die Quelle „kein link“ ist keine Webadresse",
        "Zeile 5: der Stand „gestern“ ist kein Datum wie 2025-08",
        "Zeile 6: die Frage fehlt",
        "Zeile 7: „wo ist die bank“ gehört schon zu „wo-ist-die-bank“",
    )


def test_what_is_written_is_sound_knowledge(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_text(CSV, encoding="cp1252")
    folder = tmp_path / "knowledge"
    asked: list[str] = []

    status = import_table(
        plan(read_table(path), EMPTY),
        folder,
        None,
        folder / "faq.yaml",
        lambda text: not asked.append(text),
    )

    entries = read_knowledge(folder).entries
    assert status == 0
    assert asked[0].startswith("3 neue Einträge mit 4 Fragen.\n  + wann-oeffnet-das-cafe: „Wann")
    assert entries["wann-oeffnet-das-cafe"].answer == {"de": "Um acht: täglich."}
    assert entries["wann-oeffnet-das-cafe"].as_of == "2025-08"
    assert entries["when-does-the-cafe-open"].questions == {"en": ("When does the café open?",)}


def test_no_means_nothing_is_written(tmp_path: Path) -> None:
    planned = plan([["Frage", "Antwort"], ["wo", "da"]], EMPTY)

    status = import_table(planned, tmp_path, None, tmp_path / "x.yaml", lambda _: False)

    assert (status, list(tmp_path.iterdir())) == (1, [])


def test_what_is_known_is_left_out(tmp_path: Path) -> None:
    rows = [["Frage", "Antwort", "Kennung"], ["wo", "da", "Ort"], ["wohin", "dorthin", "Ort"]]
    (tmp_path / "ort.yaml").write_text(
        "entries: [{id: ort, questions: [wo denn], answer: da}]", encoding="utf-8"
    )

    planned = plan(rows, read_knowledge(tmp_path))

    assert planned.entries == ()
    assert planned.left_out == tuple(f"Zeile {n}: den Eintrag „ort“ gibt es schon" for n in (2, 3))


def test_nothing_of_a_table_is_dropped_in_silence(tmp_path: Path) -> None:
    topics = {"city": Topic("city", {"de": "Unsere Stadt"})}
    rows = [
        ["", "", "", "", "", ""],
        ["Frage", "Antwort", "Kennung", "Thema", "Sprache", "Bemerkung"],
        ["", "", "", "", "", ""],
        ["wo ist es", "da", "ort", "unsere stadt", "", "dringend"],
        ["wo denn", "dort", "ort", "", "", ""],
        ["ou est-il", "là", "", "", "fr", ""],
        ["wer da", "ich", "", "Sport", "", ""],
        ["was", "", "", "", "", ""],
    ]

    planned = plan(rows, Knowledge({}, topics=topics))

    assert [each.plain() for each in planned.entries] == [
        {"id": "ort", "topic": "city", "questions": ["wo ist es"], "answer": "da"},
        {"id": "wer-da", "questions": ["wer da"], "answer": "ich"},
    ]
    assert planned.left_out == (
        "Zeile 5: „ort“ hat weiter oben schon eine andere Antwort",
        "Zeile 6: die Sprache „fr“ ist unbekannt",
        "Zeile 7: das Thema „Sport“ gibt es nicht",
        "Zeile 8: die Antwort fehlt",
        "die Spalte „Bemerkung“ ist unbekannt",
    )


def test_a_new_file_names_the_schema_in_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / "entries").mkdir()
    path = tmp_path / "entries" / "faq.yaml"

    import_table(plan([["Frage", "Antwort"], ["wo", "da"]], EMPTY), tmp_path, None, path, None)

    first, second, *_ = path.read_text(encoding="utf-8").split("\n")
    assert first == "# yaml-language-server: $schema=../schema.json"
    assert second == "# Aus einer Tabelle übernommen."


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(BotError, match="fehlt „Frage“ oder „Antwort“"):
        plan([["a", "b"], ["c", "d"]], EMPTY)


def test_a_spreadsheet_is_read_like_a_csv(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    day = datetime(2025, 8, 4)  # noqa: DTZ001 - as a spreadsheet has it
    for row in [["Frage", "Antwort", "Stand"], [None, None, None], ["Wo ist es?", "Da.", day]]:
        book.active.append(row)
    book.save(tmp_path / "faq.xlsx")

    rows = read_table(tmp_path / "faq.xlsx")

    assert rows == [
        ["Frage", "Antwort", "Stand"],
        ["", "", ""],
        ["Wo ist es?", "Da.", "2025-08-04"],
    ]


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", b'Frage;Antwort\n"x'), ("a.xlsx", b"PK no")]
)
def test_a_broken_table_is_said_in_a_sentence(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(TableError, match="CSV"):
        read_table(tmp_path / name)
