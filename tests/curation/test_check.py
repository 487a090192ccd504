"""Check: what an editor sees."""

from io import StringIO
from pathlib import Path

import pytest

from bot.curation.check import report
from tests.stores.knowledge_sample import plant, write_sample


def test_sound_knowledge_is_counted(tmp_path: Path) -> None:
    folder, out = write_sample(tmp_path / "knowledge"), StringIO()

    status = report(folder, None, out)

    said = "Alles in Ordnung: 3 Einträge, 1 Ereignis mit 2 Programmpunkten.\n"
    assert (status, out.getvalue()) == (0, said)


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    folder, out = write_sample(tmp_path / "knowledge"), StringIO()
    plant(folder / "entries.yaml", "topic: city", "‸topik: city")
    plant(folder / "phrases.yaml", "hello: {", "hello: {‸fr: Allô, ")

    status = report(folder, None, out)

    said = (
        f"{folder}/entries.yaml:4:5: der Schlüssel „topik“ ist hier unbekannt (Eintrag)"
        " – meinten Sie „topic“?\n"
        f"{folder}/phrases.yaml:2:11: die Sprache „fr“ ist unbekannt – „de“ oder „en“ schreiben\n"
        "\n2 Fehler in 2 Dateien.\n"
    )
    assert (status, out.getvalue()) == (1, said)


def test_paths_below_the_working_folder_are_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(write_sample(tmp_path / "knowledge") / "entries.yaml", "topic: city", "topic: ‸town")
    monkeypatch.chdir(tmp_path)
    out = [StringIO(), StringIO()]

    for folder, each in zip((Path("knowledge"), tmp_path / "knowledge"), out, strict=True):
        report(folder, None, each)

    said = "knowledge/entries.yaml:4:12: das Thema „town“ gibt es nicht"
    assert [each.getvalue().startswith(said) for each in out] == [True, True]
