"""An accepted phrasing, a withdrawal, a new entry: one place changes, every other byte stays."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.stores.knowledge_edit import (
    Edit,
    add_entries,
    add_phrasing,
    bring_back,
    withdraw,
    written_entry,
)
from bot.stores.knowledge_files import read_knowledge
from bot.wiring import SHIPPED

TEXT = """\
# Die Uhren der Stadt; bitte nicht umsortieren.
entries:
  - id: turmuhr   # die am Markt

    questions:
      de:
        - "welche uhr hängt am turm"   # häufig
        - >-
          zeigt der turm
          die zeit
      # englisch noch prüfen
      en: [which clock is on the tower]
    answer: {de: 'Die Turmuhr.', en: The tower clock.}

  # der Brunnen
  - {id: brunnen, questions: {de: [wann läuft er], en: [when]}, answer: {de: Im Sommer., en: Summer.}}
  - id: linde
    withdrawn: false
    title: {de: Linde, en: Lime}
    aspects:
      - about: where
        answer: {de: Am Markt., en: On the square.}
    questions: {de: [linde], en: [lime tree]}
    answer: {de: Sie ist alt., en: It is old.}
# Ende"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "uhren.yaml").write_text(TEXT, encoding="utf-8", newline="")
    return tmp_path


def content(folder: Path) -> str:
    return (folder / "uhren.yaml").read_bytes().decode()


@pytest.mark.parametrize(
    ("entry", "text", "language", "old", "new"),
    [
        (
            "turmuhr",
            "turmuhr?",
            "de",
            "          die zeit\n",
            '          die zeit\n        - "turmuhr?"\n',
        ),
        ("turmuhr", "tower: clock", "en", "the tower]", 'the tower, "tower: clock"]'),
        ("brunnen", "springt er", "de", "läuft er]", "läuft er, springt er]"),
        ("linde", "no", "en", "[lime tree]", '[lime tree, "no"]'),
    ],
)
def test_a_phrasing_goes_to_the_end_of_its_list(
    entry: str, text: str, language: str, old: str, new: str, folder: Path
) -> None:
    add_phrasing(folder, entry, text, language)

    assert content(folder) == TEXT.replace(old, new)
    assert read_knowledge(folder, SHIPPED).entries[entry].questions[language][-1] == text


def test_a_phrasing_of_one_side_goes_into_that_side(folder: Path) -> None:
    edit = add_phrasing(folder, "linde", "wo steht die linde", "de", about="where")

    line = "        questions: {de: [wo steht die linde]}\n"
    assert content(folder) == TEXT.replace("about: where\n", "about: where\n" + line)
    assert edit == Edit(str(folder / "uhren.yaml"), 22, line.strip())


def test_windows_line_ends_stay(folder: Path) -> None:
    windows = TEXT.replace("\n", "\r\n")
    (folder / "uhren.yaml").write_bytes(windows.encode())

    add_phrasing(folder, "turmuhr", "glocke", "de")

    assert content(folder) == windows.replace("die zeit\r\n", "die zeit\r\n        - glocke\r\n")


@pytest.mark.parametrize("entry", ["turmuhr", "linde"])
def test_withdrawing_and_bringing_back_leave_no_trace(entry: str, folder: Path) -> None:
    withdraw(folder, entry)
    withdrawn = read_knowledge(folder, SHIPPED).entries[entry].withdrawn

    bring_back(folder, entry)

    assert withdrawn
    assert content(folder) == TEXT.replace(
        "    withdrawn: false\n", "" if entry == "linde" else "    withdrawn: false\n"
    )


def test_an_entry_in_braces_is_withdrawn_in_its_line(folder: Path) -> None:
    withdraw(folder, "brunnen")

    assert content(folder) == TEXT.replace("en: Summer.}}", "en: Summer.}, withdrawn: true}")


def test_a_file_that_only_a_lenient_reader_takes_is_changed_all_the_same(folder: Path) -> None:
    lenient = TEXT.replace("[wann läuft er]", "[wann läuft er?, wann nicht?]")
    (folder / "uhren.yaml").write_text(lenient, encoding="utf-8", newline="")

    withdraw(folder, "linde")
    bring_back(folder, "linde")

    assert content(folder) == lenient.replace("    withdrawn: false\n", "")


@pytest.mark.parametrize("id_", ["linden", "uhr", ""])
def test_an_unknown_entry_is_said(id_: str, folder: Path) -> None:
    with pytest.raises(StoreError, match=f"„{id_}“ gibt es nicht"):
        add_phrasing(folder, id_, "x")


def test_new_entries_are_appended_or_begin_a_file(folder: Path) -> None:
    block = written_entry(
        {"id": "bank", "questions": {"de": ["wo ist die bank"]}, "answer": {"de": "Da: hier."}}
    )

    add_entries(folder / "neu.yaml", block)
    add_entries(folder / "neu.yaml", block.replace("bank", "baum"))

    knowledge = read_knowledge(folder, SHIPPED)
    assert [knowledge.entries[id_].answer for id_ in ("bank", "baum")] == [{"de": "Da: hier."}] * 2
    assert knowledge.entries["baum"].questions == {"de": ("wo ist die baum",)}


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_text_is_added_whole_or_refused(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("k")
    (folder / "uhren.yaml").write_text(TEXT, encoding="utf-8", newline="")
    before = content(folder)

    try:
        add_phrasing(folder, "turmuhr", text, "de")
    except StoreError:
        assert content(folder) == before
    else:
        new = [
            line
            for line in content(folder).splitlines(keepends=True)
            if line not in before.splitlines(keepends=True)
        ]
        assert content(folder).replace("".join(new), "") == before


def test_every_shipped_entry_takes_a_phrasing_and_gives_back_the_rest(tmp_path: Path) -> None:
    source = SHIPPED / "entries" / "stadt.yaml"
    before = source.read_bytes().decode()
    path = tmp_path / "stadt.yaml"
    ids = [line.split()[-1] for line in before.splitlines() if line.startswith("  - id: ")]

    for id_ in ids:
        path.write_bytes(source.read_bytes())
        edit = add_phrasing(tmp_path, id_, "eine ganz neue frage", "de")
        lines = path.read_bytes().decode().splitlines(keepends=True)
        del lines[edit.line - 1]

        assert "".join(lines) == before
