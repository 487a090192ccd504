"""The robustness gate: what a change breaks is found, and named with whoever took it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.curation.asking import Asked, Asking, ask
from bot.curation.mutations import AS_WRITTEN, Form
from bot.curation.robustness import (
    LEAST_HITS,
    MOST_WRONG,
    Drop,
    Robustness,
    is_sampled,
    robustness,
)
from bot.curation.robustness_text import robustness_text
from bot.stores.knowledge_files import read_knowledge
from bot.wiring import SHIPPED, learn

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ENTRIES = {
    "turmuhr": ("Die Turmuhr", ["welche uhr hängt am turm", "zeigt der turm die zeit an"]),
    "linde": ("Die Linde", ["wie alt ist die linde", "wer hat den baum gepflanzt"]),
    "freibad": ("Das Freibad", ["wann öffnet das freibad", "kann man im elsetal schwimmen"]),
    "wochenmarkt": ("Der Wochenmarkt", ["wo ist der wochenmarkt", "wer verkauft gemüse"]),
}


def built(folder: Path, **changed: tuple[str, list[str]] | None) -> Assistant:
    """Write and learn the entries, some of them changed, added, or (None) left out."""
    folder.mkdir()
    entries = {id_: entry for id_, entry in {**ENTRIES, **changed}.items() if entry}
    text = "entries:\n" + "".join(
        f"  - {{id: {id_}, title: {title}, questions: {questions}, answer: Antwort {id_}.}}\n"
        for id_, (title, questions) in entries.items()
    )
    (folder / "a.yaml").write_text(text.replace("'", ""), encoding="utf-8")
    knowledge = read_knowledge(folder, SHIPPED)
    return Assistant(knowledge, learn(knowledge))


@pytest.fixture
def published(tmp_path: Path) -> Assistant:
    return built(tmp_path / "published")


def test_without_a_change_nothing_is_worse(published: Assistant) -> None:
    found = robustness(Asking(published, NOW), published)

    assert (found.drops, found.gone, found.compared) == ((), (), True)
    assert {each.entry for each in found.asked} == set(ENTRIES)
    assert "ist nichts schlechter geworden" in robustness_text(found)


def test_a_planted_collision_is_found_and_named(published: Assistant, tmp_path: Path) -> None:
    """A new entry says, in another order, what an old one says: it takes questions away."""
    thief = (
        "Gepflanzt hat wer den Baum",
        ["den baum hat wer gepflanzt", "baum gepflanzt wer hat den"],
    )
    now = built(tmp_path / "now", pflanzung=thief)

    found = robustness(Asking(now, NOW), published)

    worst = found.drops[0]
    assert worst.entry == "linde"
    assert {each.taker for each in worst.broken} <= {"pflanzung", None}
    assert worst.closes_the_gate
    assert not found.passed
    text = robustness_text(found)
    assert "Schlechter: „linde“ von " in text
    assert " → genommen von „pflanzung“" in text


def test_a_planted_loss_is_found_and_named(published: Assistant, tmp_path: Path) -> None:
    """A deleted phrasing leaves its questions without an answer."""
    now = built(tmp_path / "now", freibad=("Das Freibad", ["wann öffnet das freibad"]))

    found = robustness(Asking(now, NOW), published)

    assert [drop.entry for drop in found.drops if drop.closes_the_gate] == ["freibad"]
    broken = {each.form.text for drop in found.drops for each in drop.broken}
    assert "kann man im elsetal schwimmen" in broken
    assert "kann man im elsetal schwimmen → " in robustness_text(found)
    assert not found.passed


def test_an_entry_that_is_gone_is_named(published: Assistant, tmp_path: Path) -> None:
    now = built(tmp_path / "now", wochenmarkt=None)

    found = robustness(Asking(now, NOW), published)

    assert found.gone == ("wochenmarkt",)
    assert "Eintrag „wochenmarkt“ gibt es nicht mehr." in robustness_text(found)


def test_what_is_withdrawn_is_not_asked(tmp_path: Path) -> None:
    assistant = built(tmp_path / "now")
    path = tmp_path / "now" / "a.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("{id: linde,", "{id: linde, withdrawn: true,"),
        encoding="utf-8",
    )
    knowledge = read_knowledge(tmp_path / "now", SHIPPED)

    found = robustness(Asking(Assistant(knowledge, assistant.matcher), NOW))

    assert {each.entry for each in found.asked} == set(ENTRIES) - {"linde"}
    assert not found.compared
    assert "Kein veröffentlichter Stand, der anders wäre" in robustness_text(found)


def test_who_took_a_question_is_known(published: Assistant) -> None:
    right = ask(published, "turmuhr", Form(AS_WRITTEN, "welche uhr hängt am turm"), NOW)
    wrong = ask(published, "linde", Form(AS_WRITTEN, "welche uhr hängt am turm"), NOW)
    lost = ask(published, "linde", Form(AS_WRITTEN, "qqq www eee"), NOW)

    assert [(each.hit, each.is_wrong, each.taker) for each in (right, wrong, lost)] == [
        (True, False, "turmuhr"),
        (False, True, "turmuhr"),
        (False, False, None),
    ]


def test_of_what_is_outside_a_refusal_is_right(tmp_path: Path) -> None:
    built(tmp_path / "now")
    path = tmp_path / "now" / "a.yaml"
    text = path.read_text(encoding="utf-8").replace("{id: linde,", "{id: linde, kind: outside,")
    path.write_text(text, encoding="utf-8")
    knowledge = read_knowledge(tmp_path / "now", SHIPPED)
    assistant = Assistant(knowledge, learn(knowledge))

    refused = ask(assistant, "linde", Form(AS_WRITTEN, "wie alt ist die linde"), NOW)
    answered = ask(assistant, "linde", Form(AS_WRITTEN, "wo ist der wochenmarkt"), NOW)

    assert (refused.hit, refused.is_wrong) == (True, False)
    assert (answered.hit, answered.taker) == (False, "wochenmarkt")


def asked(hits: int, wrong: int, lost: int) -> tuple[Asked, ...]:
    form = Form(AS_WRITTEN, "x")
    return (
        *[Asked("a", form, hit=True, taker="a")] * hits,
        *[Asked("a", form, hit=False, taker="b")] * wrong,
        *[Asked("a", form, hit=False, taker=None)] * lost,
    )


@pytest.mark.parametrize(
    ("found", "passed"),
    [
        (Robustness(asked(97, 1, 2)), True),
        (Robustness(asked(96, 1, 3)), False),
        (Robustness(asked(97, 2, 1)), False),
        (Robustness(asked(100, 0, 0), (Drop("a", 1.0, 0.99, ()),)), True),
        (Robustness(asked(100, 0, 0), (Drop("a", 1.0, 0.97, ()),)), False),
        (Robustness(asked(100, 0, 0), (Drop("a", 1.0, 0.99, asked(0, 0, 1)),)), False),
    ],
)
def test_the_gate_opens_for_enough_hits_few_wrong_ones_and_no_drop(
    found: Robustness,
    passed: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert (LEAST_HITS, MOST_WRONG) == (0.97, 0.01)
    assert found.passed is passed
    assert robustness_text(found).endswith("Bestanden." if passed else "bitte oben nachsehen.")


def test_a_sample_is_the_same_each_time_and_about_as_large_as_wanted() -> None:
    texts = [f"frage nummer {number}" for number in range(1000)]

    sampled = [text for text in texts if is_sampled(text, 0.1)]

    assert 60 < len(sampled) < 140
    assert all(is_sampled(text, 0.2) for text in sampled)
    assert all(is_sampled(text, 1.0) for text in texts)


def test_several_processes_find_the_same_as_one(published: Assistant) -> None:
    heard: list[tuple[int, int]] = []

    alone = robustness(Asking(published, NOW))
    together = robustness(Asking(published, NOW, 2, lambda done, of: heard.append((done, of))))

    number = len(alone.asked)
    assert together == alone
    assert heard == [(done, number) for done in range(1, number + 1)]
