"""Whatever somebody sends gets a fitting reply, in their language, short in a group."""

import pytest

from bot.core.assistant import Assistant
from bot.faces.limits import PERSON
from bot.stores.journal import Journal
from tests.bot_api.people import CONTENTS, group
from tests.faces.telegram.in_process import TALK, InProcess, shown

ME = "@schwerte_test_bot"


async def test_a_question_is_answered_with_all_that_leads_on(bot: InProcess) -> None:
    message = await bot.asked(bot.person(), "gibts freies wlan")

    entry = bot.house.assistant.show("freies-wlan", bot.now, "de")
    assert entry
    assert bot.calls("sendMessage") == [
        {
            "chat_id": 7,
            "text": f"<b>{entry.title}</b>\n\n{entry.text}\n\n"
            "„Schwerte verbindet“ bei der ISG: "
            f'<a href="{entry.links[0][1]}">isg-schwerte.de</a>\n'
            f'<i>Quellen: <a href="{entry.sources[0].url}">isg-schwerte.de</a>, '
            f'<a href="{entry.sources[1].url}">old.ruhrnachrichten.de</a> · Stand 2025</i>',
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": bot.calls("sendMessage")[0]["reply_markup"],
        }
    ]
    assert shown(message)[0] == ["Mehr"]
    assert shown(message)[-1] == ["Hilfreich", "Nicht hilfreich"]


@pytest.mark.parametrize("kind", sorted(CONTENTS))
@pytest.mark.parametrize(("language", "word"), [("de", "Frage"), ("en", "question")])
async def test_what_is_no_text_gets_a_sentence_in_the_language_of_the_app(
    bot: InProcess, kind: str, language: str, word: str
) -> None:
    person = bot.person(language=language)

    person.sends(kind)
    await bot.settled()

    assert len(person.chat.sent) == 1
    assert word in person.chat.sent[0]["text"] or kind in {"location", "venue"}


@pytest.mark.parametrize(
    ("command", "begins"),
    [
        ("/start", "Guten Tag! Ich bin ein automatischer Assistent"),
        ("/hilfe", "So geht's: "),
        ("/themen", "Welches Thema interessiert Sie?"),
        ("/jetzt", "Smart Country Convention 2024, Mittwoch, 16. Oktober 2024:"),
        ("/programm", "Ich habe 19 Programmpunkte gefunden:"),
        ("/meine", "Sie haben noch keinen Vortrag gemerkt."),
        ("/sprache", "In welcher Sprache soll ich antworten?"),
        ("/kontakt", "Bei Fragen an die Stadt hilft die Behördennummer 115"),
        ("/datenschutz", "Ich speichere nur, was Sie sich von mir wünschen"),
        ("/loeschen", "Von Ihnen war nichts gespeichert."),
        ("/stop", "Gut, von mir aus melde ich mich nicht mehr."),
        ("/STOP", "Gut, von mir aus melde ich mich nicht mehr."),
        ("/topics", "Welches Thema interessiert Sie?"),
        ("/quatsch", "Diesen Befehl kenne ich leider nicht."),
    ],
)
async def test_every_command_has_its_page(bot: InProcess, command: str, begins: str) -> None:
    message = await bot.asked(bot.person(), command)

    assert message["text"].startswith(begins)


@pytest.mark.parametrize(
    ("command", "begins"),
    [
        ("/start", "Hello! I'm an automatic assistant"),
        ("/help", "This is how it works"),
        ("/topics", "Which topic would you like to know about?"),
        ("/now", "Smart Country Convention 2024, Wednesday, 16 October 2024:"),
        ("/programme", "I found 19 items in the programme:"),
        ("/mine", "You have not saved any talks yet."),
        ("/my", "You have not saved any talks yet."),
        ("/language", "Which language should I answer in?"),
        ("/contact", "For questions to the city"),
        ("/privacy", "I store only what you ask me to"),
        ("/delete", "Nothing was stored about you."),
        ("/stop", "All right, I won't write to you on my own any more."),
        ("/themen", "Welches Thema interessiert Sie?"),
    ],
)
async def test_every_command_speaks_english_to_an_english_app(
    bot: InProcess, command: str, begins: str
) -> None:
    message = await bot.asked(bot.person(language="en"), command)

    assert message["text"].startswith(begins)


@pytest.mark.parametrize("code", ["tr", "uk", "fr"])
async def test_who_reads_neither_gets_english(bot: InProcess, code: str) -> None:
    message = await bot.asked(bot.person(language=code), "/start")

    assert message["text"].startswith("Hello!")


@pytest.mark.parametrize(
    ("parameter", "first"),
    [
        ("freies-wlan", "Freies WLAN in der Innenstadt"),
        (TALK.replace(".", "_"), "Cooperation is king: So smart macht's Südwestfalen!"),
        ("ask", "Was möchten Sie wissen?"),
        ("long-gone", "Die Auskunft hinter diesem Code gibt es nicht mehr. Fragen Sie mich gern"),
        ("$%&", "Die Auskunft hinter diesem Code gibt es nicht mehr. Fragen Sie mich gern"),
    ],
)
async def test_a_deep_link_opens_what_it_names(bot: InProcess, parameter: str, first: str) -> None:
    message = await bot.asked(bot.person(), f"/start {parameter}")

    assert message["text"].startswith(first)


async def test_an_edited_question_edits_its_answer(bot: InProcess) -> None:
    anna = bot.person()
    asked = anna.says("gibts freies wlan")
    await bot.settled()

    anna.edits(asked, "Was ist die Factory 4?")
    await bot.settled()

    assert [message["text"].split("\n")[0] for message in anna.chat.sent] == [
        "Factory 4 in Schwerte"
    ]


async def test_an_edit_of_what_was_never_answered_is_answered_as_a_reply(bot: InProcess) -> None:
    anna = bot.person()
    asked = anna.says("gibts freies wlan")
    await bot.settled()
    bot.house.sessions.forget(7)

    anna.edits(asked, "Was ist die Factory 4?")
    await bot.settled()

    replies = [call.get("reply_parameters") for call in bot.calls("sendMessage")]
    expected = {"message_id": asked["message_id"], "allow_sending_without_reply": True}
    assert replies == [None, expected]


async def test_a_moving_location_gets_one_sentence(bot: InProcess) -> None:
    anna = bot.person()
    place = anna.sends("location")
    await bot.settled()

    for _ in range(3):
        bot.world.emit("edited_message", {**place, "edit_date": place["date"] + 1})
    await bot.settled()

    assert len(anna.chat.sent) == 1


async def test_a_group_hears_nothing_until_the_bot_is_named(bot: InProcess) -> None:
    berta = bot.person(8, group=group(bot.world))

    for text in ("gibts freies wlan", "/weather", "/start@other_bot", f"{ME}_2 wlan"):
        berta.says(text)
    await bot.settled()

    assert berta.chat.sent == []


@pytest.mark.parametrize("text", [f"{ME} gibts freies wlan?", f"gibts freies wlan {ME}"])
async def test_a_group_gets_a_short_answer_in_its_topic(bot: InProcess, text: str) -> None:
    berta = bot.person(8, group=group(bot.world, forum=True))

    asked = berta.says(text, message_thread_id=5, is_topic_message=True)
    await bot.settled()

    call = bot.calls("sendMessage")[0]
    assert (call["message_thread_id"], call["reply_parameters"]["message_id"]) == (
        5,
        asked["message_id"],
    )
    assert shown(berta.chat.sent[0]) == [["Privat weiterlesen"]]


@pytest.mark.parametrize(("id_", "answers"), [(1087968824, 1), (5, 0)])
async def test_a_nameless_administrator_is_answered_and_another_bot_is_not(
    bot: InProcess, id_: int, answers: int
) -> None:
    berta = bot.person(id_, group=group(bot.world))
    berta.about["is_bot"] = True

    berta.says(f"{ME} gibts freies wlan?")
    await bot.settled()

    assert len(berta.chat.sent) == answers


async def test_a_reply_to_the_bot_counts_as_naming_it(bot: InProcess) -> None:
    berta = bot.person(8, group=group(bot.world))
    first = await bot.asked(berta, f"{ME} gibts freies wlan?")

    await bot.asked(berta, "und was kostet das?", reply_to_message=first)

    assert len(berta.chat.sent) == 2


@pytest.mark.parametrize("command", ["/meine", "/sprache", "/loeschen", "/stop"])
async def test_what_is_personal_stays_out_of_groups(bot: InProcess, command: str) -> None:
    berta = bot.person(8, group=group(bot.world))

    message = await bot.asked(berta, f"{command}{ME}")

    assert message["text"] == "Das geht nur im privaten Chat mit mir."


async def test_inline_answers_can_be_shared_with_a_link_back(bot: InProcess) -> None:
    query = bot.person().looks_up("gibts freies wlan")
    await bot.settled()

    assert query.answer is not None
    first = query.answer["results"][0]
    assert first["title"] == "Freies WLAN in der Innenstadt"
    assert first["reply_markup"]["inline_keyboard"] == [
        [{"text": "Selbst fragen", "url": "https://t.me/schwerte_test_bot?start=freies-wlan"}]
    ]


async def test_inline_a_talk_is_described_on_one_line_below_its_title(bot: InProcess) -> None:
    query = bot.person().looks_up("wann ist der vortrag cooperation is king")
    await bot.settled()

    assert query.answer is not None
    first = query.answer["results"][0]
    assert first["title"] == "Cooperation is king: So smart macht's Südwestfalen!"
    assert first["description"].startswith("Mittwoch, 16. Oktober 2024, 15:00 Uhr")
    assert "\n" not in first["description"]


async def test_inline_offers_nothing_where_nothing_fits(bot: InProcess) -> None:
    query = bot.person().looks_up("asdfqwer")
    await bot.settled()

    assert query.answer is not None
    assert query.answer["results"] == []


async def test_inline_without_words_offers_the_examples(bot: InProcess) -> None:
    query = bot.person().looks_up("")
    await bot.settled()

    assert query.answer is not None
    assert [each["title"] for each in query.answer["results"]] == [
        "Freies WLAN in der Innenstadt",
        "Factory 4 in Schwerte",
        "Smart Country Convention (SCCON)",
    ]


async def test_who_writes_too_fast_is_told_once_and_others_go_on(bot: InProcess) -> None:
    anna, berta = bot.person(), bot.person(8)
    asked = int(PERSON.burst) + 40
    for _ in range(asked):
        anna.says("/sprache")
    berta.says("gibts freies wlan")
    await bot.settled()

    texts = [message["text"].split(".")[0] for message in anna.chat.sent]
    assert texts.count("Das ging sehr schnell") == 1
    assert PERSON.burst < len(texts) < asked
    assert len(berta.chat.sent) == 1


async def test_editors_commands_are_for_admins_only(assistant: Assistant, journal: Journal) -> None:
    async def open_questions(argument: str) -> tuple[str, str | None]:
        return f"nichts offen{argument}", None

    admins, commands = frozenset({7}), {"offen": open_questions}
    bot = InProcess(assistant, journal, admins=admins, admin_commands=commands)

    answers = [(await bot.asked(bot.person(id_), "/offen"))["text"] for id_ in (7, 8)]

    assert answers == [
        "nichts offen",
        "Diesen Befehl kenne ich leider nicht. /hilfe zeigt Ihnen, was es gibt.",
    ]
