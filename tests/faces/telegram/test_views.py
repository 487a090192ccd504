"""Every view of every entry and talk fits Telegram, in every language; so do buttons and links."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.assistant import Assistant
from bot.core.nouns import Event, Knowledge, Place, Reply, Talk
from bot.core.phrasebook import Phrasebook
from bot.faces.telegram.links import address, start_parameter, started
from bot.faces.telegram.menu import LANGUAGES, Menu
from bot.faces.telegram.mine_view import MineView
from bot.faces.telegram.pages import Page, pieces, safe, units
from bot.faces.telegram.presses import LONGEST, Press, Presses, Verb, written
from bot.faces.telegram.sender import markup
from bot.faces.telegram.talks_view import Kept, TalksView
from bot.faces.telegram.view import View
from tests.bot_api.checking import read_call

NOW = datetime(2024, 10, 16, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def ids_of(knowledge: Knowledge) -> list[str]:
    sides = [f"{e.id}/{a.id}" for e in knowledge.entries.values() for a in e.aspects]
    return [*knowledge.entries, *sides, *knowledge.talks]


def views(assistant: Assistant, language: str) -> Iterator[Page]:
    """Return every page there is."""
    view = View(assistant.book)
    menu = Menu(assistant.knowledge, view)
    talks = TalksView(assistant.knowledge, view)
    for name in ("start", "help", "topics", "contact", "language"):
        page = menu.page(name, language)
        assert page
        yield page
    for consents in (True, False):
        yield menu.privacy(language, consents=consents)
    for topic in assistant.knowledge.topics:
        for number in range(30):
            if page := menu.topic(f"{topic}.{number}", language):
                yield page
    for id_ in ids_of(assistant.knowledge):
        reply = assistant.show(id_, NOW, language)
        assert reply
        yield from _of(reply, view)
        yield menu.with_home(view.page(reply, extra=menu.browsed(reply)), language)
    for talk in assistant.knowledge.talks.values():
        reply = assistant.show(talk.id, NOW, language)
        assert reply
        for kept in (Kept(), Kept(frozenset({talk.id}), {talk.id: 15})):
            yield talks.card(reply, kept, NOW)
            yield talks.card(reply, kept, NOW, unfolded=True)
            yield Page("x", tuple(talks.leads(talk, kept, language)))
        yield Page("x", tuple(talks.clash_rows(talk, language)))
    stars = frozenset(assistant.knowledge.talks)
    yield MineView(assistant.knowledge, view).page(Kept(stars, dict.fromkeys(stars, 60)), language)


def _of(reply: Reply, view: View) -> Iterator[Page]:
    yield view.page(reply)
    yield view.page(reply, unfolded=True)
    yield view.short(reply, "schwerte_test_bot")
    yield view.card(reply, "schwerte_test_bot")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_is_a_message_telegram_takes(assistant: Assistant, language: str) -> None:
    number = 0
    for page in views(assistant, language):
        for text in (page.html, *page.rest):
            call = {"chat_id": 7, "text": text, "parse_mode": "HTML"}
            read_call(
                "sendMessage",
                {**call, "reply_markup": markup(page.rows) or {"inline_keyboard": []}},
            )
            assert units(text) <= 4096
        labels = [button.label for row in page.rows for button in row]
        assert all(any(char.isalpha() for char in label) for label in labels)
        number += 1

    assert number > 1000


def test_every_id_fits_into_every_button_and_is_read_back(knowledge: Knowledge) -> None:
    presses = Presses(knowledge)
    ids = ids_of(knowledge)

    carried = {(verb, id_): written(verb, id_) for verb in Verb for id_ in ids}

    assert max(len(each.encode()) for each in carried.values()) <= 64
    assert all(presses.read(each) == Press(*key) for key, each in carried.items())
    assert max(len(written(Verb.LEAD, f"60.{id_}").encode()) for id_ in knowledge.talks) <= LONGEST


def test_every_id_fits_into_a_start_parameter_and_is_read_back(knowledge: Knowledge) -> None:
    presses = Presses(knowledge)
    ids = [*knowledge.entries, *knowledge.talks]

    parameters = [start_parameter(id_) for id_ in ids]

    assert max(map(len, parameters)) <= 64
    assert [presses.target_of(started(each) or "") for each in parameters] == ids


def test_a_giant_id_fits_by_its_digest(knowledge: Knowledge) -> None:
    giant = replace(next(iter(knowledge.talks.values())), id="e." + "x" * 200)
    event = replace(next(iter(knowledge.events.values())), talks=[giant])
    presses = Presses(replace(knowledge, events={event.id: event}))

    for verb in (Verb.STAR, Verb.LEAD):
        target = f"60.{giant.id}" if verb is Verb.LEAD else giant.id
        carried = written(verb, target)
        assert len(carried.encode()) <= 64
        assert presses.read(carried) == Press(verb, target)
    assert presses.target_of(started(start_parameter(giant.id)) or "") == giant.id


@given(st.text(max_size=9000), st.integers(min_value=100, max_value=4096))
def test_pieces_fit_and_lose_nothing_but_space(text: str, longest: int) -> None:
    parts = pieces(text, longest)

    assert all(units(safe(part)) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize("grapheme", ["👩‍👩‍👧‍👦", "🇩🇪", "é", "👍🏽"])
def test_a_piece_never_ends_inside_a_character(grapheme: str) -> None:
    text = grapheme * 300

    for longest in range(100, 130):
        parts = pieces(text, longest)
        assert all(len(part) % len(grapheme) == 0 for part in parts)


def test_words_with_markup_are_shown_as_they_are() -> None:
    reply = Reply("answer", "de", "a < b & <b>c</b>", title="1 < 2 & „3“")

    page = View(Phrasebook(Knowledge({}))).page(reply)

    assert page.html == "<b>1 &lt; 2 &amp; „3“</b>\n\na &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"


def test_a_long_answer_is_split_and_its_source_stands_at_the_end() -> None:
    book = Phrasebook(Knowledge({}, phrases={"as-of": {"de": "Stand {date}"}}))
    reply = Reply("answer", "de", "Absatz mit Inhalt.\n\n" * 600, title="Titel", as_of="2025")

    page = View(book).page(reply)

    texts = [page.html, *page.rest]
    assert all(units(text) <= 4096 for text in texts)
    assert texts[0].startswith("<b>Titel</b>\n\nAbsatz")
    assert texts[-1].endswith("Absatz mit Inhalt.\n\n<i>Stand 2025</i>")


def test_a_place_with_coordinates_is_a_point_and_an_address_a_search() -> None:
    talk = Talk("e.t", "e", {"de": "T"}, hall="Halle 1", start=NOW)
    event = Event("e", {"de": "E"}, NOW.date(), NOW.date(), "Europe/Berlin", [talk])
    view = View(Phrasebook(Knowledge({}, phrases={"tg.map": {"de": "Karte"}})))

    point = view.map_button(Place("Halle 1", "Straße 1", 52.5, 13.3), "de", talk.id)
    search = view.map_button(Place("Halle 1", "Straße 1"), "de", talk.id)
    nothing = view.map_button(Place("Halle 1"), "de", talk.id)

    assert point
    assert (point.press, point.url) == ("k:e.t", None)
    assert search
    assert search.url == "https://www.openstreetmap.org/search?query=Stra%C3%9Fe%201"
    assert (nothing, event.talks) == (None, [talk])


def test_an_address_opens_the_bot_at_an_id() -> None:
    assert address("a_bot", "e.stage.talk") == "https://t.me/a_bot?start=e_stage_talk"
