"""The inbox: what went unanswered, largest first; what an editor takes in is in the YAML."""

import io
import shutil
from datetime import date
from pathlib import Path

from bot.core.assistant import Assistant
from bot.core.nouns import Candidate
from bot.curation.inbox import Bundle, bundled, inbox_text
from bot.curation.review import Review, proposed_id
from bot.stores.journal_nouns import KeptQuestion
from bot.stores.knowledge_files import read_knowledge
from bot.wiring import learn

ENTRIES = """\
# Unser Wissen
entries:
  - id: uhr
    questions: {de: [welche uhr hängt am turm]}   # alt
    answer: {de: Die Turmuhr.}
  - id: linde
    questions:
      de:
        - wie alt ist die linde
    answer: {de: Sehr alt.}
"""


def kept(*texts: str, outcome: str = "unknown") -> list[KeptQuestion]:
    day = date(2026, 3, 2)
    return [
        KeptQuestion(number, text, "de", outcome, None, 0.1, day)
        for number, text in enumerate(texts, start=1)
    ]


def made(folder: Path) -> Assistant:
    (folder / "entries").mkdir()
    (folder / "entries" / "turm.yaml").write_text(ENTRIES, encoding="utf-8")
    knowledge = read_knowledge(folder)
    return Assistant(knowledge, learn(knowledge))


def reviewed(folder: Path, bundles: list[Bundle], typed: str) -> tuple[list[int], str]:
    settled: list[int] = []
    sink = io.StringIO()
    Review(folder, None, settled.extend, io.StringIO(typed), sink).run(bundles)
    return settled, sink.getvalue()


def test_groups_come_largest_first_with_what_is_nearest(tmp_path: Path) -> None:
    questions = kept("zeit am turm?", "Turm Zeit", "schwimmbad", "zeit am turm")

    bundles = bundled(questions, made(tmp_path))

    assert [each.ids for each in bundles] == [(4, 1, 2), (3,)]
    assert bundles[0].phrasings == ("zeit am turm", "Turm Zeit")
    assert inbox_text(bundles).startswith(
        "4 offene Fragen in 2 Gruppen:\n1. 3× zeit am turm – am nächsten: uhr (0,"
    )


def test_an_empty_inbox_says_so() -> None:
    assert inbox_text([]) == "Keine offenen Fragen."


def test_badly_rated_answers_are_marked() -> None:
    bundle = Bundle("uhr", "de", tuple(kept("uhr", "uhr", outcome="answer")), Candidate("a.b", 0.5))

    assert (
        str(bundle)
        == "2× uhr – am nächsten: a.b (0,50) – davon 2 beantwortet, aber schlecht bewertet"
    )


def test_a_question_becomes_a_phrasing_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    bundles = bundled(kept("Wie dick ist die Linde?", "wie dick ist die linde"), made(tmp_path))

    settled, said = reviewed(tmp_path, bundles, "f\nlinde\nwie dick ist der stamm\n")

    changed = (tmp_path / "entries" / "turm.yaml").read_text(encoding="utf-8")
    old = "        - wie alt ist die linde\n"
    assert changed == ENTRIES.replace(old, old + "        - wie dick ist der stamm\n")
    assert sorted(settled) == [1, 2]
    assert "turm.yaml:10: - wie dick ist der stamm" in said


def test_an_entry_that_is_offered_is_taken_by_its_number(tmp_path: Path) -> None:
    bundles = bundled(kept("wie dick ist die linde"), made(tmp_path))
    number = [each.id for each in bundles[0].offered].index("linde") + 1

    settled, said = reviewed(tmp_path, bundles, f"{number}\n\n")

    assert f"[{number}] als Frage zu linde" in said
    assert read_knowledge(tmp_path).entries["linde"].questions["de"][-1] == "wie dick ist die linde"
    assert settled == [1]


def test_a_phrasing_another_entry_claims_is_refused_and_undone(tmp_path: Path) -> None:
    bundles = bundled(kept("wie alt ist die linde"), made(tmp_path))

    settled, said = reviewed(tmp_path, bundles, "f\nuhr\n\ne\n")

    assert (tmp_path / "entries" / "turm.yaml").read_text(encoding="utf-8") == ENTRIES
    assert settled == []
    assert "Nicht übernommen" in said
    assert "beansprucht auch der Eintrag" in said


def test_a_question_begins_an_entry(tmp_path: Path) -> None:
    bundles = bundled(kept("Wann öffnet das Café?", "cafe öffnung"), made(tmp_path))

    settled, _ = reviewed(tmp_path, bundles[:1], "n\n\nUm acht: täglich.\n")

    knowledge = read_knowledge(tmp_path)
    entry = knowledge.entries[proposed_id(bundles[0].text)]
    assert entry.answer == {"de": "Um acht: täglich."}
    assert settled == list(bundles[0].ids)


def test_setting_aside_settles_and_skipping_does_not(tmp_path: Path) -> None:
    bundles = bundled(kept("schwimmbad", "rathaus", "bücherei"), made(tmp_path))

    settled, said = reviewed(tmp_path, bundles, "\nb\nwas?\n")

    assert settled == list(bundles[1].ids)
    assert said.count("beiseite legen") == 4
    shutil.rmtree(tmp_path)
