"""The server behaves as Telegram does, seen by a bot of python-telegram-bot."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputFile,
    InputTextMessageContent,
    Message,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from tests.bot_api.faults import (
    BAD_GATEWAY,
    DROP_AFTER,
    DROP_BEFORE,
    FLOOD,
    KINDS,
    SERVER_ERROR,
    Plan,
)
from tests.bot_api.people import CONTENTS, Person, group, labels
from tests.bot_api.server import BotApi, bot_api
from tests.bot_api.world import QUERY_LIFE, TOKEN


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as running:
        yield running


@pytest_asyncio.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with bot_of(api) as ready:
        yield ready


def bot_of(api: BotApi) -> Bot:
    return Bot(
        TOKEN,
        base_url=f"{api.url}/bot",
        request=HTTPXRequest(connection_pool_size=4),
        get_updates_request=HTTPXRequest(connection_pool_size=2),
    )


def button(label: str, **carried: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, **carried)]])


async def test_the_bot_is_known_by_its_token_only(api: BotApi, bot: Bot) -> None:
    assert bot.username == "schwerte_test_bot"
    async with ClientSession() as session, session.get(f"{api.url}/bot1:wrong/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")


async def test_a_message_is_shown_as_people_see_it(api: BotApi, bot: Bot) -> None:
    person = Person(api.world, 7)

    sent = await bot.send_message(
        7, " <b>Ja</b> &amp; <a href='https://a.de'>nein</a>", "HTML", reply_markup=button("Mehr", callback_data="m")
    )  # fmt: skip
    (seen,) = await person.sees()

    assert (sent.text, seen["text"], labels(seen)) == ("Ja & nein", "Ja & nein", ["Mehr"])
    assert [entity.type for entity in sent.entities] == ["bold", "text_link"]
    assert api.world.faults == []


async def test_what_breaks_the_specification_is_refused_and_kept(api: BotApi, bot: Bot) -> None:
    Person(api.world, 7)

    with pytest.raises(BadRequest, match="find end tag corresponding to start tag"):
        await bot.send_message(7, "<b>Ja", "HTML")
    with pytest.raises(BadRequest, match="unknown_field"):
        await bot.send_message(7, "Ja", api_kwargs={"unknown_field": 1})

    assert [fault.split(":")[0] for fault in api.world.faults] == ["sendMessage"] * 2


async def test_chats_that_are_unknown_or_closed_are_no_fault(api: BotApi, bot: Bot) -> None:
    Person(api.world, 7).blocks()

    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(8, "Ja")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(7, "Ja")

    assert api.world.faults == []


async def test_editing_needs_a_change_and_a_message(api: BotApi, bot: Bot) -> None:
    person = Person(api.world, 7)
    sent = await bot.send_message(7, "<b>eins</b>", "HTML")
    theirs = person.says("Hallo")

    edited = await bot.edit_message_text("<b>zwei</b>", 7, sent.message_id, parse_mode="HTML")
    plain = await bot.edit_message_text("zwei", 7, sent.message_id)
    await bot.edit_message_reply_markup(7, sent.message_id, reply_markup=button("a", url="tg://x"))

    assert isinstance(edited, Message)
    assert isinstance(plain, Message)
    assert (edited.text, plain.entities) == ("zwei", ())
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(
            7, sent.message_id, reply_markup=button("a", url="tg://x")
        )
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", 7, 99)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", 7, theirs["message_id"])
    assert await bot.delete_message(7, sent.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(7, sent.message_id)


async def test_a_press_is_answered_once_and_in_time(api: BotApi, bot: Bot) -> None:
    person = Person(api.world, 7)
    sent = await bot.send_message(7, "Frage", reply_markup=button("Ja", callback_data="y"))
    pressed = person.presses(sent.to_dict(), "Ja")
    late = person.carries(sent.to_dict(), "old")
    late.asked -= QUERY_LIFE + 1

    (update, _) = await bot.get_updates()

    assert update.callback_query is not None
    assert update.callback_query.data == "y"
    await update.callback_query.answer("Danke")
    assert pressed.answer is not None
    assert pressed.answer["text"] == "Danke"
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late.about["id"])
    assert api.world.faults == []
    with pytest.raises(BadRequest, match="nswered twice"):
        await update.callback_query.answer()
    assert len(api.world.faults) == 1


async def test_inline_queries_are_answered(api: BotApi, bot: Bot) -> None:
    asked = Person(api.world, 7).looks_up("wlan")
    result = InlineQueryResultArticle("1", "WLAN", InputTextMessageContent("<b>x</b>", "HTML"))

    await bot.answer_inline_query(asked.about["id"], [result])

    assert asked.answer is not None
    assert [each["title"] for each in asked.answer["results"]] == ["WLAN"]


async def test_files_and_places_arrive(api: BotApi, bot: Bot) -> None:
    person = Person(api.world, 7)

    await bot.send_document(7, InputFile(b"BEGIN:VCALENDAR", "talk.ics"), caption="Termin")
    await bot.send_venue(7, 51.4, 7.6, "Halle 25", "Messedamm 22")
    await bot.send_chat_action(7, "typing")
    file, place = await person.sees(2)

    assert api.world.files[file["document"]["file_id"]] == b"BEGIN:VCALENDAR"
    assert (file["document"]["file_name"], file["caption"]) == ("talk.ics", "Termin")
    assert place["venue"]["title"] == "Halle 25"
    assert api.world.faults == []


async def test_a_reply_goes_into_the_topic_of_a_group(api: BotApi, bot: Bot) -> None:
    member = Person(api.world, 7, group=group(api.world, forum=True))
    asked = member.says("Hallo @schwerte_test_bot", message_thread_id=5, is_topic_message=True)

    sent = await bot.send_message(
        -1001, "Ja", message_thread_id=5, reply_parameters=ReplyParameters(asked["message_id"])
    )

    assert (sent.message_thread_id, sent.reply_to_message is not None) == (5, True)
    with pytest.raises(BadRequest, match="to be replied not found"):
        await bot.send_message(-1001, "Ja", reply_parameters=ReplyParameters(9))


async def test_settings_are_kept_by_language(api: BotApi, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("start", "Beginnen")])
    await bot.set_my_commands([BotCommand("start", "Begin")], language_code="en")
    await bot.set_my_description("Auskunft")
    await bot.set_my_short_description("kurz", "de")

    german, english = [(await bot.get_my_commands(language_code=code))[0] for code in ("de", "en")]
    assert (german.description, english.description) == ("Beginnen", "Begin")
    assert (await bot.get_my_description("de")).description == "Auskunft"
    assert (await bot.get_my_short_description("de")).short_description == "kurz"
    assert (await bot.get_my_short_description("en")).short_description == ""
    assert (await bot.get_chat(Person(api.world, 7).about["id"])).type == "private"


async def test_polling_confirms_by_offset(api: BotApi, bot: Bot) -> None:
    person = Person(api.world, 7)
    for text in ("eins", "zwei", "drei"):
        person.says(text)

    first, again = await bot.get_updates(limit=2), await bot.get_updates(limit=2)
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    last = await bot.get_updates(offset=-1)

    assert first == again
    assert [u.message.text for u in (*first, *rest) if u.message] == ["eins", "zwei", "drei"]
    assert (rest, api.world.waiting.confirmed) == (last, 2)


async def test_polling_waits_and_the_second_bot_sends_the_first_away(api: BotApi, bot: Bot) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    other = asyncio.create_task(bot.get_updates(timeout=5))

    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await waiting
    Person(api.world, 7).says("eins")

    assert len(await other) == 1
    assert await bot.get_updates(offset=api.world.waiting.next_id, timeout=0) == ()


async def test_every_kind_of_message_is_an_update(api: BotApi, bot: Bot) -> None:
    person = Person(api.world, 7)
    for kind in CONTENTS:
        person.sends(kind)
    person.edits(person.says("/start wlan"), "/start")
    person.blocks(blocked=False)

    updates = await bot.get_updates()

    messages = [update.message for update in updates if update.message]
    assert all(getattr(message, kind) for message, kind in zip(messages, CONTENTS, strict=False))
    assert [update.edited_message is not None for update in updates[-2:]] == [True, False]
    assert updates[-1].my_chat_member is not None


async def test_kinds_not_asked_for_are_kept_out(api: BotApi, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    Person(api.world, 7).says("Hallo")

    assert await bot.get_updates() == ()


@pytest.mark.filterwarnings("ignore:.*`retry_after` will be")
@pytest.mark.parametrize(
    ("kind", "error", "done"),
    [
        (FLOOD, RetryAfter, 0),
        (SERVER_ERROR, TelegramError, 0),
        (BAD_GATEWAY, NetworkError, 0),
        (DROP_BEFORE, NetworkError, 0),
        (DROP_AFTER, NetworkError, 1),
    ],
)
async def test_trouble_comes_as_planned(
    api: BotApi, bot: Bot, kind: str, error: type[Exception], done: int
) -> None:
    Person(api.world, 7)
    Person(api.world, 8)
    api.plan.next_ones["sendMessage"] = [kind]

    with pytest.raises(error):
        await bot.send_message(7, "Ja")
    if kind == FLOOD:
        with pytest.raises(RetryAfter):
            await bot.send_message(7, "zu früh")
        await bot.send_message(8, "andere sind frei")
        api.world.chats[7].flood_until = 0
    await bot.send_message(7, "noch einmal")

    assert len(api.world.chats[7].sent) == 1 + done
    assert (dict(api.plan.met), api.world.faults) == ({kind: 1}, [])


def test_a_plan_is_the_same_in_any_order() -> None:
    shares = dict.fromkeys(KINDS, 0.1)
    calls = [("sendMessage", chat) for chat in range(50)] * 4
    one, other = Plan(3, shares), Plan(3, shares)

    met = sorted((str(one.trouble(*call)), call) for call in calls)
    again = sorted((str(other.trouble(*call)), call) for call in reversed(calls))

    assert met == again
    assert one.met.keys() == set(KINDS)
    assert all(5 <= number <= 40 for number in one.met.values())


async def test_a_webhook_gets_what_waits_in_order_with_the_secret(api: BotApi, bot: Bot) -> None:
    numbers = itertools.count()
    taken: list[tuple[str, str]] = []

    async def take(request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        if next(numbers) in {0, 2}:
            return web.Response(status=500)
        taken.append((text, request.headers["X-Telegram-Bot-Api-Secret-Token"]))
        return web.Response()

    hook = web.Application()
    hook.router.add_post("/hook", take)
    runner = web.AppRunner(hook)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    person = Person(api.world, 7)
    person.says("eins")
    person.says("zwei")

    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s_1")
    await api.world.until(lambda: not api.world.waiting.updates)

    assert taken == [("eins", "s_1"), ("zwei", "s_1")]
    assert api.delivery.statuses == {500: 2, 200: 2}
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).pending_update_count == 0
    assert await bot.delete_webhook()
    assert await bot.get_updates() == ()
    await runner.cleanup()
