"""The front door: one question, a conversation, and any text at all."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.nouns import Choice, Context, Question, Reply
from tests.core.small_knowledge import ENTRIES, assistant_of

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
ASSISTANT = assistant_of()


def talk(*texts: str, every: timedelta = timedelta(minutes=1)) -> Reply:
    context, reply = Context(), Reply("unknown", "de", "")
    for place, text in enumerate(texts):
        reply, context = ASSISTANT.reply(Question(text, NOW + place * every), context)
    return reply


@pytest.mark.parametrize(
    ("text", "id_", "aspect", "language"),
    [
        ("welche uhr hängt am turm", "turmuhr", None, "de"),
        ("TURMUHR", "turmuhr", None, "de"),
        ("wo ist die turmuhr", "turmuhr", "where", "de"),
        ("was kostet die turmuhr", "turmuhr", "cost", "de"),
        ("where is the fountain", "springbrunnen", "where", "en"),
        ("es brennt", "notruf", None, "de"),
    ],
)
def test_a_question_gets_its_entry_and_side(
    text: str, id_: str, aspect: str | None, language: str
) -> None:
    reply = talk(text)

    assert (reply.outcome, reply.id, reply.aspect, reply.language) == (
        "answer",
        id_,
        aspect,
        language,
    )


def test_an_unknown_follow_up_keeps_the_subject_a_new_question_drops_it() -> None:
    assert talk("turmuhr", "kann man da hinauf steigen", "wo ist das").id == "turmuhr"
    assert talk("turmuhr", "wer züchtet lamas", "wo ist das").id is None


def test_words_that_lean_on_the_subject_are_looked_up_in_its_texts() -> None:
    reply = talk("turmuhr", "hat die da auch zifferblätter")

    assert (reply.outcome, reply.id) == ("answer", "turmuhr")


def test_a_turn_without_a_cue_goes_on_where_the_entry_tells_of_it() -> None:
    assert talk("turmuhr", "und die zifferblätter").id == "turmuhr"
    assert talk("turmuhr", "züchtet da wer lamas").id is None


def test_another_subject_alone_is_asked_for_the_same_side() -> None:
    reply = talk("wo ist die turmuhr", "und der springbrunnen?")

    assert (reply.id, reply.aspect) == ("springbrunnen", "where")


def test_a_correction_turns_to_the_other_subject_and_keeps_the_side() -> None:
    reply = talk("wo ist die turmuhr", "nein ich meinte der springbrunnen")

    assert (reply.id, reply.aspect) == ("springbrunnen", "where")


def test_an_interruption_leaves_the_subject_for_a_turn_that_names_something_of_it() -> None:
    assert talk("turmuhr", "wer züchtet lamas", "und wo ist die turmuhr").aspect == "where"
    assert talk("turmuhr", "wer züchtet lamas", "mehr").text == "Sie hat vier Zifferblätter."


def test_an_opening_word_does_not_hide_the_question() -> None:
    assert talk("turmuhr", "haha ok. und wo ist das?").aspect == "where"


@pytest.mark.parametrize("text", ["Regnet es heute noch?", "wird das wetter morgen gut"])
def test_what_is_outside_is_refused_in_an_editors_words(text: str) -> None:
    reply = talk(text)

    assert (reply.outcome, reply.id, reply.text) == ("unknown", None, "Das weiß der Wetterdienst.")
    assert reply.suggestions == (Choice("Die Turmuhr", "turmuhr"),)
    assert "wetter" not in {each.id for each in reply.candidates}


def test_an_answer_carries_source_date_and_where_to_go_on() -> None:
    reply = talk("zeigt der turm die zeit an")

    assert reply.text == "Die Turmuhr zeigt die Zeit seit langem."
    assert reply.details == "Sie hat vier Zifferblätter."
    assert reply.sources == ENTRIES[0].sources
    assert reply.as_of == "2024-05"
    assert reply.suggestions == (
        Choice("Wo?", "turmuhr/where"),
        Choice("Kosten", "turmuhr/cost"),
        Choice("Der Springbrunnen", "springbrunnen"),
    )


def test_small_talk_has_no_id() -> None:
    reply = talk("guten tag")

    assert (reply.outcome, reply.id, reply.text) == ("answer", None, "Guten Tag!")


@pytest.mark.parametrize(
    ("texts", "id_", "aspect"),
    [
        (("turmuhr", "und wo ist das?"), "turmuhr", "where"),
        (("turmuhr", "wo ist das?", "wer bezahlt das"), "turmuhr", "cost"),
        (("turmuhr", "moin", "wo ist das?"), "turmuhr", "where"),
        (("turmuhr", "wann sprudelt der brunnen", "wo steht das"), "springbrunnen", "where"),
    ],
)
def test_a_follow_up_keeps_the_subject(
    texts: tuple[str, ...], id_: str, aspect: str | None
) -> None:
    reply = talk(*texts)

    assert (reply.id, reply.aspect) == (id_, aspect)


def test_a_follow_up_without_a_subject_asks_back() -> None:
    reply = talk("und wo ist das?")

    assert (reply.outcome, reply.id, reply.text) == ("choice", None, "Worum geht es?")


def test_the_subject_fades() -> None:
    reply = talk("turmuhr", "und wo ist das?", every=timedelta(hours=1))

    assert (reply.outcome, reply.id) == ("choice", None)


def test_more_gives_the_details() -> None:
    reply = talk("turmuhr", "mehr")

    assert reply.text == "Sie hat vier Zifferblätter."


def test_two_questions_in_one_get_two_answers() -> None:
    reply = talk("wo ist die turmuhr und wer bezahlt das?")

    assert reply.text == "Sie hängt am Markt.\n\nDer Verein bezahlt sie."


def test_what_is_ruled_out_is_not_answered() -> None:
    reply = talk("nicht die turmuhr, der springbrunnen")

    assert reply.id == "springbrunnen"


def test_a_side_nobody_published_is_said_to_be_unpublished() -> None:
    reply = talk("seit wann gibt es die turmuhr")

    assert reply.text.startswith("Dazu ist nichts veröffentlicht.\nDie Turmuhr")


@pytest.mark.parametrize(
    ("words", "outcome", "id_"),
    [
        ("2", "answer", "springbrunnen"),
        ("die erste", "answer", "turmuhr"),
        ("Der Springbrunnen", "answer", "springbrunnen"),
        ("nichts davon", "unknown", None),
    ],
)
def test_choices_are_picked_by_number_position_or_words(
    words: str, outcome: str, id_: str | None
) -> None:
    choices = (
        Choice("Die Turmuhr", "turmuhr"),
        Choice("Der Springbrunnen", "springbrunnen"),
        Choice("Nichts davon", "none"),
    )

    reply, _ = ASSISTANT.reply(Question(words, NOW), Context(choices=choices, at=NOW))

    assert (reply.outcome, reply.id) == (outcome, id_)


def test_a_withdrawn_answer_says_so_and_shows_nothing() -> None:
    assistant = assistant_of(replace(ENTRIES[0], withdrawn=True), *ENTRIES[1:])

    reply, _ = assistant.reply(Question("wo ist die turmuhr", NOW))

    assert (reply.text, reply.sources) == ("Wird gerade geprüft.", ())


@pytest.mark.parametrize(
    ("first", "last", "valid"),
    [
        (None, date(2026, 3, 1), False),
        (None, date(2026, 3, 2), True),
        (date(2026, 3, 2), date(2026, 3, 2), True),
        (date(2026, 3, 3), None, False),
    ],
)
def test_an_answer_is_given_from_its_first_day_to_its_last(
    first: date | None,
    last: date | None,
    valid: bool,  # noqa: FBT001 - a column of the table
) -> None:
    entry = replace(ENTRIES[0], valid_from=first, valid_until=last)

    reply, _ = assistant_of(entry, *ENTRIES[1:]).reply(Question("turmuhr", NOW))

    assert reply.text == (entry.answer["de"] if valid else "Gilt nicht mehr.")


def test_an_empty_text_asks_for_a_question() -> None:
    assert talk("  ?! ").text == "Bitte fragen Sie."


@given(st.text(max_size=4096))
@settings(max_examples=200, deadline=None)
def test_any_text_gets_a_reply_and_the_same_one_twice(text: str) -> None:
    first = ASSISTANT.reply(Question(text, NOW))
    second = ASSISTANT.reply(Question(text, NOW))

    assert first == second
    assert first[0].text
