"""The environment, the .env file, and what is wrong with them."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import NAMES, Settings, read_settings


def test_nothing_set_gives_the_defaults(tmp_path: Path) -> None:
    assert read_settings({}, tmp_path) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_PORT=1\nTELEGRAM_BOT_TOKEN=file\nBOT_ADMINS=7, 8\n")

    settings = read_settings({"BOT_PORT": "9000"}, tmp_path)

    assert settings == Settings(token="file", port=9000, port_wanted=True, admins=frozenset({7, 8}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_PORT", "achtzig"),
        ("BOT_PORT", "70000"),
        ("BOT_PORT", "9" * 5000),
        ("BOT_ADMINS", "1;2"),
        ("BOT_ADMINS", "9" * 5000),
        ("TELEGRAM_API_URL", "localhost:8081"),
        ("BOT_WEBHOOK_URL", "schwerte.example"),
        ("BOT_WEBHOOK_URL", "http://schwerte.example"),
        ("BOT_WEBHOOK_SECRET", "geheim!"),
        ("TELEGRAM_BOT_TOKEN", "1:a/../b"),
        ("BOT_LOG", "xml"),
        ("BOT_DATA", __file__),
        ("TELEGRAM_API_URL", "http://[x]:8081"),
        ("TELEGRAM_API_URL", "http://x:99999"),
        ("TELEGRAM_API_URL", "https://"),
        ("HTTPS_PROXY", "http://proxy:port"),
        ("BOT_DATA", "da\0ta"),
        ("BOT_DATA", "d" * 300),
        ("BOT_KEY_FILE", "k" * 5000),
        ("BOT_KEY_FILE", "data/bot.key"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_it(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"{name}.* – bitte ") as fault:
        read_settings({"BOT_WEBHOOK_SECRET": "s", name: value}, tmp_path)

    assert str(fault.value).count("\n") == 0


def test_a_webhook_without_a_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="BOT_WEBHOOK_SECRET fehlt"):
        read_settings({"BOT_WEBHOOK_URL": "https://schwerte.example"}, tmp_path)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as fault:
        read_settings({"BOT_PORT": "x", "BOT_LOG": "y", "BOT_ADMINS": "z"}, tmp_path)

    assert str(fault.value).count("\n") == 2


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_PORT=\xff\xfe")

    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings({}, tmp_path)


@pytest.mark.parametrize("line", ["BOT_LOG='json", "BOT_LOG", "BOT_LOG json", '"BOT_LOG=json'])
def test_a_line_that_is_no_setting_is_one_sentence_that_names_it(line: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"BOT_PORT=80\n\n{line}\n")

    with pytest.raises(SettingsError, match=r"\.env:3 ist nicht lesbar – bitte"):
        read_settings({}, tmp_path)


def test_dollars_in_a_value_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("\ufeffBOT_DATA=${HOME}/x # wo\nexport BOT_PORT='81'\n")

    settings = read_settings({}, tmp_path)

    assert (settings.data, settings.port) == (Path("${HOME}/x"), 81)


def test_a_misspelt_name_is_noticed(tmp_path: Path) -> None:
    misspelt = {"BOT_ADMIN": "7", "TELEGRAM_TOKEN": "1:x", "PATH": "/"}

    assert read_settings(misspelt, tmp_path).unknown == ("BOT_ADMIN", "TELEGRAM_TOKEN")


def test_the_key_lies_apart_from_the_database() -> None:
    settings = Settings(data=Path("/var/lib/bot/data"))

    assert settings.key_file == Path("/var/lib/bot/data.key")
    assert settings.journal == Path("/var/lib/bot/data/journal.db")


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    settings = Settings(token="1:geheim", webhook_secret="auchgeheim")

    assert "geheim" not in repr(settings)
    assert settings.secrets == ("1:geheim", "auchgeheim")


def test_every_variable_is_documented() -> None:
    page = (Path(__file__).parent.parent / "docs" / "running.md").read_text(encoding="utf-8")

    assert [name for name in sorted(NAMES) if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"all_proxy": "http://proxy:3128", "NO_PROXY": "localhost,.example"}, "http://proxy:3128"),
        ({"https_proxy": "http://proxy:3128", "no_proxy": "localhost, .telegram.org"}, None),
        ({"https_proxy": "http://proxy:3128", "NO_PROXY": "*"}, None),
        ({"https_proxy": "socks5://proxy:1080"}, None),
    ],
)
def test_the_proxy_has_the_usual_names(
    environment: dict[str, str], proxy: str | None, tmp_path: Path
) -> None:
    assert read_settings(environment, tmp_path).proxy == proxy
