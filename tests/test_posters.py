"""`posters`: codes are drawn where they are wanted; what can't be drawn is one sentence."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.door import main
from tests.bot_api.small_town import write_town

THING = "turmuhr"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("BOT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    return str(write_town(tmp_path / "town", [datetime(2030, 5, 4, 10, tzinfo=UTC)] * 9))


def drawn(folder: Path, pattern: str) -> list[str]:
    return sorted(path.name for path in folder.glob(pattern))


@pytest.mark.parametrize(
    ("file", "ids", "files"),
    [
        ("codes.svg", [THING], ["codes.svg"]),
        ("codes.svg", [THING, "fair"], ["codes-1.svg", "codes-2.svg"]),
        ("codes.png", [THING], ["codes.png"]),
        ("codes.png", [THING, "imkerei"], ["codes-imkerei.png", "codes-turmuhr.png"]),
    ],
)
def test_codes_are_drawn_into_files_named_after_the_one_called(
    tmp_path: Path, town: str, file: str, ids: list[str], files: list[str]
) -> None:
    status = main(["posters", str(tmp_path / file), *ids, "--bot", "@a_bot", "--knowledge", town])

    assert status == 0
    assert drawn(tmp_path, "codes*") == files


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["codes.pdf", THING, "--bot", "a"], 2, "codes.pdf ist weder .svg noch .png – bitte eine"),
        (["codes.svg", "nothing", "--bot", "a"], 1, "Die Kennung 'nothing' gibt es nicht – bitte"),
        (["codes.svg", THING], 2, "Der Name des Bots ist nicht bekannt – bitte --bot NAME angeben"),
        (
            ["town/town.yaml/x.svg", THING, "--bot", "a"],
            2,
            "town/town.yaml/x.svg lässt sich nicht schreiben",
        ),
    ],
)
def test_what_can_not_be_drawn_is_said(
    town: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["posters", *arguments, "--knowledge", town]) == status
    assert capsys.readouterr().err.startswith(said)
