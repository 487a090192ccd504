"""The figures over questions whose answers are known."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.curation.evaluate import Labelled, ask_all, figures, read_labelled
from bot.errors import BotError
from tests.core.small_knowledge import assistant_of


def test_the_figures_count_right_wrong_and_refused() -> None:
    questions = [
        Labelled("welche uhr hängt am turm", "turmuhr"),
        Labelled("moin", "hallo"),
        Labelled("springbrunnen", "turmuhr"),
        Labelled("xyz", None),
    ]
    now = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))

    result = figures(ask_all(assistant_of(), questions, lambda: now))

    shares = ("top1", "answered_right", "answered_wrong", "asked_back_right", "unknown_right")
    assert [result[name] for name in shares] == [0.6667, 0.6667, 0.3333, 0.0, 1.0]
    assert (result["questions"], result["in_scope"], result["out_of_scope"]) == (4, 3, 1)
    assert result["auroc"] == 1.0


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"text": "a", "label": null}\n{"text": "b"}\n')

    with pytest.raises(BotError, match=r"q\.jsonl:2:1: keine gültige Zeile – bitte"):
        read_labelled(path)
