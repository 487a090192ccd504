"""Buttons do what stands on them, in place; every press is answered, also of an old button."""

from dataclasses import replace

import pytest

from bot.core.assistant import Assistant
from bot.core.nouns import Choice, Reply
from bot.faces.telegram.sender import Where
from bot.stores.journal import Journal
from tests.faces.telegram.in_process import TALK, InProcess, now_of, shown


async def test_more_unfolds_in_place_and_less_folds_again(bot: InProcess) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/start factory-4")
    folded = message["text"]

    await bot.pressed(anna, message, "Mehr")
    unfolded = now_of(anna, message)
    await bot.pressed(anna, unfolded, "Weniger")

    assert len(unfolded["text"]) > len(folded)
    assert shown(unfolded)[0] == ["Weniger"]
    assert now_of(anna, message)["text"] == folded
    assert len(anna.chat.sent) == 1


async def test_a_side_turns_the_message_and_leads_back_to_the_whole(bot: InProcess) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/start factory-4")
    whole = message["text"]

    await bot.pressed(anna, message, "Wo?")
    side = now_of(anna, message)
    await bot.pressed(anna, side, "Ganze Antwort")

    assert side["text"] != whole
    assert now_of(anna, message)["text"] == whole


async def test_a_related_topic_opens_in_a_message_of_its_own(bot: InProcess) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/start factory-4")

    await bot.pressed(anna, message, "Maker Space Schwerte")

    assert [each["text"].split("\n")[0] for each in anna.chat.sent] == [
        "Factory 4 in Schwerte",
        "Maker Space Schwerte",
    ]


async def test_a_choice_turns_into_the_answer_or_into_none_of_these(bot: InProcess) -> None:
    anna = bot.person()
    options = (
        ("Freies WLAN in der Innenstadt", "freies-wlan"),
        ("Factory 4 in Schwerte", "factory-4"),
    )
    choices = (*(Choice(*each) for each in options), Choice("Nichts davon", "none"))
    page = bot.house.view.page(Reply("choice", "de", "Was meinen Sie?", choices=choices))
    for _ in range(2):
        await bot.house.sender.send(Where(7), page)
    first, second = anna.chat.sent
    offered = shown(second)

    await bot.pressed(anna, first, "Freies WLAN")
    await bot.pressed(anna, second, "Nichts davon")

    assert offered == [
        ["Freies WLAN in der Innenstadt"],
        ["Factory 4 in Schwerte"],
        ["Nichts davon"],
    ]
    assert now_of(anna, first)["text"].startswith("Freies WLAN in der Innenstadt")
    assert now_of(anna, second)["text"].startswith("Schade, dann war das Richtige nicht dabei.")
    assert len(anna.chat.sent) == 2


async def test_the_menu_is_walked_in_one_message(bot: InProcess) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/themen")

    steps = ["Projekte", "Weitere", "Vorige", "5G-CityVisAR", "Mehr", "Zurück", "Zurück", "Start"]
    seen = []
    for label in steps:
        await bot.pressed(anna, now_of(anna, message), label)
        seen.append(now_of(anna, message)["text"].split("\n")[0])

    assert seen == [
        "Projekte",
        "Projekte",
        "Projekte",
        "5G-CityVisAR",
        "5G-CityVisAR",
        "Projekte",
        "Welches Thema interessiert Sie?",
        "Guten Tag! Ich bin ein automatischer Assistent der Smart City Schwerte.",
    ]
    assert len(anna.chat.sent) == 1


@pytest.mark.parametrize(
    "carried",
    ["a:long-gone", "s:long-gone", "o:x/y", "x:7." + TALK, "p:nowhere", "t:projects.x", "?", "a~0", "g:fr", "e:"],
)  # fmt: skip
async def test_an_old_button_gets_a_sentence(bot: InProcess, carried: str) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/start")

    query = anna.carries(message, carried)
    await bot.settled()

    assert query.answer is not None
    assert (
        query.answer["text"]
        == "Diesen Knopf gibt es nicht mehr. Fragen Sie mich bitte noch einmal."
    )
    assert len(anna.chat.sent) == 1


async def test_a_message_that_is_gone_is_sent_anew(bot: InProcess) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/start factory-4")
    del anna.chat.messages[message["message_id"]]

    anna.presses(message, "Mehr")
    await bot.settled()

    assert [shown(each)[0] for each in anna.chat.sent] == [["Weniger"]]


async def test_helpful_is_counted_once(bot: InProcess, journal: Journal) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/start factory-4")

    said = await bot.pressed(anna, message, "Hilfreich")

    assert said == "Danke für die Rückmeldung!"
    assert "Hilfreich" not in str(shown(now_of(anna, message)))
    ratings = await journal.ratings(bot.now.date())
    assert [(each.answer, each.helpful, each.number) for each in ratings] == [
        ("factory-4", True, 1)
    ]


async def test_not_helpful_offers_something_else_and_people(bot: InProcess) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/start factory-4")

    await bot.pressed(anna, message, "Nicht hilfreich")

    last = anna.chat.sent[-1]
    assert last["text"].startswith("Schade. Vielleicht passt eines davon?")
    assert len(shown(last)) == 3
    assert shown(last)[-1] == ["Kontakt"]


async def test_the_language_is_kept_and_deleted(bot: InProcess, journal: Journal) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/sprache")

    await bot.pressed(anna, message, "English")
    bot.house.sessions.forget(7)  # as after a restart
    after = await bot.asked(anna, "/start")
    deleted = await bot.asked(anna, "/delete")
    now = await bot.asked(anna, "/start")

    assert after["text"].startswith("Hello!")
    assert deleted["text"] == "Deleted: your language. Nothing else was stored about you."
    assert now["text"].startswith("Guten Tag!")
    assert await journal.language(7) is None


async def test_a_question_goes_to_the_editors_only_with_consent(
    bot: InProcess, journal: Journal
) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "Wer wird deutscher Meister?")
    await bot.pressed(anna, message, "Frage an die Redaktion geben")
    before = await journal.questions()
    await bot.pressed(anna, anna.chat.sent[-1], "Nein")
    refused = await journal.questions()

    await bot.pressed(anna, message, "Frage an die Redaktion geben")
    await bot.pressed(anna, anna.chat.sent[-1], "Ja")
    await bot.asked(anna, "Wer wird Weltmeister im Fußball?")
    privacy = await bot.asked(anna, "/datenschutz")
    await bot.pressed(anna, privacy, "Einwilligung zurücknehmen")
    await bot.asked(anna, "Wer wird Europameister im Handball?")

    kept = [each.text for each in await journal.questions()]
    assert (before, refused) == ([], [])
    assert kept == ["Wer wird Weltmeister im Fußball?"]


async def test_the_question_itself_is_kept_when_consent_comes_with_it(
    bot: InProcess, journal: Journal
) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "Wer wird deutscher Meister? Meine Nummer: 0170 1234567")
    await bot.pressed(anna, message, "Frage an die Redaktion geben")

    await bot.pressed(anna, anna.chat.sent[-1], "Ja")

    assert [each.text for each in await journal.questions()] == [
        "Wer wird deutscher Meister? Meine Nummer: [Telefon]"
    ]


async def test_a_list_goes_on_while_the_conversation_lasts(bot: InProcess) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/programm")

    await bot.pressed(anna, message, "Mehr")
    bot.house.sessions.forget(7)
    said = await bot.pressed(anna, message, "Mehr")

    assert [each["text"].split("\n")[0] for each in anna.chat.sent] == [
        "Ich habe 19 Programmpunkte gefunden:",
        anna.chat.sent[1]["text"].split("\n")[0],
    ]
    assert said == "Die Liste ist nicht mehr da. /programm zeigt sie neu."


async def test_a_press_after_the_knowledge_changed_gets_a_sentence(bot: InProcess) -> None:
    anna = bot.person()
    message = await bot.asked(anna, "/start factory-4")
    knowledge = bot.house.assistant.knowledge
    entries = {id_: each for id_, each in knowledge.entries.items() if id_ != "factory-4"}
    bot.house.use(Assistant(replace(knowledge, entries=entries), bot.house.assistant.matcher))

    said = await bot.pressed(anna, message, "Mehr")

    assert said == "Diesen Knopf gibt es nicht mehr. Fragen Sie mich bitte noch einmal."


async def test_a_press_speaks_the_language_of_the_conversation(bot: InProcess) -> None:
    anna = bot.person(language="de")
    message = await bot.asked(anna, "is there free wifi in the town centre?")

    await bot.pressed(anna, message, shown(message)[0][0])
    menu = await bot.asked(anna, "/start")

    assert shown(now_of(anna, message))[0] in (["Less"], ["More"])
    assert menu["text"].startswith("Hello!")
