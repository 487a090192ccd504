"""The call: what is typed is understood or refused in one German sentence, with the right status."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from bot.call import ZONE, read_call
from bot.door import main
from bot.errors import SettingsError
from tests.stores.knowledge_sample import plant, write_sample

COMMANDS = ("chat", "telegram", "ask", "show", "check", "evaluate", "import", "review", "stats")
SCHEDULE = Path(__file__).parent / "stores" / "schedules" / "pretalx.json"
HINT = " – siehe: python run_bot.py"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    return write_sample(tmp_path / "knowledge")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], f"BEFEHL „chekc“ gibt es nicht, meinten Sie check?{HINT} --help"),
        (["ask"], f"es fehlt TEXT{HINT} ask --help"),
        (["check", "--xx"], f"--xx gibt es hier nicht{HINT} --help"),
        (["ask", "x", "--lang", "fr"], f"--lang „fr“ gibt es nicht, möglich sind de, en{HINT} ask"),
        (["stats", "--days"], f"nach --days fehlt eine Angabe{HINT} stats --help"),
        (["check", "--all=3"], f"nach --all steht nichts, also nicht '3'{HINT} check --help"),
        (["check", "--a"], f"--a kann --all, --against heißen{HINT} check --help"),
    ],
)
def test_a_wrong_call_is_one_german_sentence(arguments: list[str], said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_call(arguments)

    assert str(raised.value).startswith(f"Aufruf nicht verstanden: {said}")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "x", "--now", "12:99"], "--now '12:99' ist kein Zeitpunkt – bitte als 2024-"),
        (["check", "--sample", "3"], "--sample '3' ist kein Anteil – bitte zum Beispiel 0.1 "),
        (["stats", "--days", "0"], "--days '0' passt nicht – bitte eine Zahl von 1 bis 400 "),
    ],
)
def test_a_wrong_value_says_how_to_write_it(arguments: list[str], said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_call(arguments)

    assert str(raised.value).startswith(said)


def test_options_of_all_stand_after_the_command() -> None:
    call = read_call(
        ["ask", "wo", "--knowledge", "k", "--now", "2024-10-16T13:05", "--lang", "en", "--json"]
    )

    now = datetime(2024, 10, 16, 13, 5, tzinfo=ZONE)
    assert (call.command, call.text, call.knowledge, call.lang) == ("ask", "wo", Path("k"), "en")
    assert (call.now, call.json, call.dialogue) == (now, True, False)


def test_the_help_names_every_command_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_call(["--help"])

    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert [name for name in COMMANDS if f"\n    {name} " not in shown] == []
    assert [word for word in ("usage", "positional", "options", "show this") if word in shown] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_commands_help_ends_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        read_call([name, "--help"])

    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith(f"Aufruf: run_bot.py {name} ")
    assert shown[-1].startswith(f"Beispiel: python run_bot.py {name}")


def test_sound_knowledge_is_status_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", "--knowledge", str(folder), "--now", "2026-03-02"])

    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    assert said.out.startswith("Alles in Ordnung: 3 Einträge, 1 Ereignis mit 2 Programmpunkten.\n")
    assert "„springbrunnen“ sagt nicht, von wann die Auskunft ist" in said.out


def test_faults_are_status_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line, column = plant(folder / "entries.yaml", "topic: city", "‸topik: city")

    status = main(["check", "--knowledge", str(folder)])

    said = capsys.readouterr().out.splitlines()
    assert (status, len(said), said[-1]) == (1, 3, "Ein Fehler in einer Datei.")
    assert said[0].startswith(f"{folder}/entries.yaml:{line}:{column}: der Schlüssel „topik“")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--knowledge", "nowhere"],
        ["ask", "wo", "--knowledge", "nowhere"],
        ["import", "nowhere.csv"],
        ["import", "nowhere.ics"],
        ["import", str(SCHEDULE), "--knowledge", "nowhere"],
        ["evaluate", "nowhere.jsonl"],
        ["quatsch"],
    ],
)
def test_a_wrong_path_or_call_is_status_2_and_one_sentence_on_standard_error(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(arguments)

    said = capsys.readouterr()
    assert (status, said.out, said.err.count("\n")) == (2, "", 1)
    assert " – " in said.err


def test_reasons_keep_json_one_object_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["ask", "kirchturmuhr", "--json", "--why", "--knowledge", str(folder)])

    lines = capsys.readouterr().out.splitlines()
    assert (status, len(lines)) == (0, 1)
    assert json.loads(lines[0])["id"] == "turmuhr"
    assert json.loads(lines[0])["why"].startswith("Warum diese Antwort?\nEintrag: turmuhr")


def test_a_table_is_taken_over_and_answers(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "faq.csv"
    table.write_text("Frage;Antwort\nwo ist die bank;Am Markt.\n", encoding="utf-8")

    status = main(["import", str(table), "--knowledge", str(folder)])
    main(["ask", "wo ist die bank", "--knowledge", str(folder)])

    said = capsys.readouterr().out
    assert status == 0
    assert said.startswith("1 neuer Eintrag mit 1 Frage.\n  + wo-ist-die-bank: „wo ist die bank“\n")
    assert said.splitlines()[-1] == "Am Markt."
