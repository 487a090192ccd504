"""What is shipped to operators fits the program: settings, commands, papers."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.call import read_call
from bot.settings import NAMES, read_settings
from bot.stores.journal_retention import KEPT_DAYS

ROOT = Path(__file__).parent.parent.parent
UNITS = sorted((ROOT / "deploy").glob("*.service"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def values_of(unit: Path, key: str) -> list[str]:
    found = re.findall(rf"^{key}=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    return [str(value) for value in found]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_calls_a_command_with_settings_that_hold(unit: Path, tmp_path: Path) -> None:
    [start] = values_of(unit, "ExecStart")
    words = shlex.split(start.replace("$$(date +%%u)", "1"))
    words = shlex.split(words[-1]) if words[0] == "/bin/sh" else words
    pairs = [pair for line in values_of(unit, "Environment") for pair in line.split()]
    environment = dict(pair.split("=", 1) for pair in pairs)

    call = read_call(words[words.index("run_bot.py") + 1 :])
    settings = read_settings(environment, tmp_path)

    assert call.command in {"telegram", "backup"}
    assert {name for name in environment if name.startswith("BOT_")} <= NAMES
    assert settings.journal.parent not in settings.key_file.parents


def test_the_service_may_do_what_learning_needs() -> None:
    [service] = [unit for unit in UNITS if unit.name == "buergerbot.service"]

    filters = values_of(service, "SystemCallFilter")

    assert filters.index("setpriority") > filters.index("~@privileged @resources")
    assert values_of(service, "OOMPolicy") == ["continue"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_and_little_exposed(unit: Path, tmp_path: Path) -> None:
    units = tmp_path / "etc/systemd/system"
    for program in (tmp_path / "usr/local/lib/buergerbot/.venv/bin/python", tmp_path / "bin/sh"):
        program.parent.mkdir(parents=True)
        program.touch(0o755)
    units.mkdir(parents=True)
    for target in ("sysinit", "basic", "shutdown", "network-online", "time-sync"):
        (units / f"{target}.target").write_text("[Unit]\nDescription=there\n")
    shutil.copy(unit, units)
    at = f"--root={tmp_path}"

    verified = analysed("verify", at, unit.name)
    exposed = analysed("security", at, "--offline=true", "--threshold=15", unit.name)

    assert (verified.returncode, unit.name in verified.stderr) == (0, False), verified.stderr
    assert exposed.returncode == 0, exposed.stdout


def analysed(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_container_runs_a_command_as_nobody_with_settings_that_hold(tmp_path: Path) -> None:
    lines = read("Containerfile")
    environment = dict(re.findall(r"(BOT_\w+)=(\S+)", lines))

    assert read_settings(environment, tmp_path).port_wanted
    assert set(environment) <= NAMES
    assert read_call(yaml.safe_load(re.findall(r"^CMD (.*)$", lines, re.MULTILINE)[-1])).command
    assert "USER 10001:10001" in lines


def test_compose_takes_away_what_the_bot_does_not_need(tmp_path: Path) -> None:
    bot = yaml.safe_load(read("compose.yaml"))["services"]["bot"]

    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert set(bot["environment"]) <= NAMES
    assert read_settings(bot["environment"], tmp_path).address == "0.0.0.0"


def test_nothing_private_gets_into_the_container() -> None:
    lines = read(".containerignore").splitlines()

    assert lines[0] == "*"
    assert not {"!.env", "!data", "!tests", "!.git"} & set(lines)


def test_the_privacy_paper_names_every_period() -> None:
    paper = read("PRIVACY.md")

    assert [days for days in sorted(set(KEPT_DAYS.values())) if f"{days} Tage" not in paper] == []
    assert "Telegram FZ-LLC" in paper


def test_publiccode_says_what_the_standard_asks_for() -> None:
    said = yaml.safe_load(read("publiccode.yml"))

    required = {
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert required <= set(said)
    for texts in said["description"].values():
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in texts["features"])
    assert said["legal"]["license"] in read("pyproject.toml")


@pytest.mark.parametrize("paper", ["docs/running.md", "docs/threat-model.md", "docs/capacity.md", "SECURITY.md", "PRIVACY.md"])  # fmt: skip
def test_every_link_and_path_in_the_papers_leads_somewhere(paper: str) -> None:
    text = read(paper)
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    paths = re.findall(r"`((?:tests|deploy|docs)/[\w./-]+)`", text)

    missing = [link for link in links if not ((ROOT / paper).parent / link).exists()]
    missing += [path for path in paths if not (ROOT / path).exists()]

    assert missing == []
