"""Updates as Telegram sends them, and what a hostile person or a broken server makes of them."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from tests.bot_api.people import CONTENTS, Person, buttons, group
from tests.faces.telegram.in_process import InProcess
from tests.fuzz.mutations import mutated, mutated_text

SAID = (
    "/start", "/start freies-wlan", "/start ask", "/hilfe", "/help", "/themen", "/meine", "/stop",
    "/datenschutz", "/sprache", "/loeschen", "/jetzt", "/programm", "/kontakt", "/unbekannt x",
    "/start@schwerte_test_bot factory-4", "gibts freies wlan", "was läuft morgen nachmittag",
    "Cooperation is king", "wer wird deutscher meister", "and where is that?", "danke",
)  # fmt: skip
WORDS = ("text", "data", "query", "caption", "first_name", "title", "language_code")
"""What a person may choose freely; the rest is Telegram's."""


async def updates(bot: InProcess) -> list[bytes]:
    """Let people do everything that can be done to a bot, and return what it was told."""
    anna, forum = bot.person(), group(bot.world, forum=True)
    told: list[Any] = []
    for text in SAID:
        anna.says(text)
    in_forum = {"message_thread_id": 5, "is_topic_message": True}
    Person(bot.world, 8, language="en", group=forum).says("@schwerte_test_bot wlan", **in_forum)
    Person(bot.world, 8, language=None, group=forum).says("/jetzt@schwerte_test_bot")
    anna.edits(anna.says("gibts wlan"), "gibts freies wlan")
    for kind in CONTENTS:
        anna.sends(kind)
    anna.sends("photo", caption="was ist das")
    anna.looks_up("wlan")
    anna.looks_up("", "20")
    told += await _settled(bot)
    for message in anna.chat.sent:
        for button in buttons(message):
            if "callback_data" in button:
                anna.carries(message, button["callback_data"])
    told += await _settled(bot)
    anna.blocks()
    anna.blocks(blocked=False)
    told += await _settled(bot)
    return [json.dumps(update).encode() for update in told]


async def _settled(bot: InProcess) -> list[dict[str, Any]]:
    told = [*bot.world.waiting.updates.values()]
    await bot.settled()
    return told


def hostile_update(seed: bytes, chance: random.Random) -> bytes:
    """Return an update of a hostile person: what can be written freely is hostile."""
    update = json.loads(seed)
    theirs = update.get("callback_query", {})
    message = theirs.pop("message", None)  # the bot's own
    places = [place for place in _places(update) if place[1] in WORDS]
    for holder, key in chance.sample(places, min(len(places), chance.choice((1, 1, 2)))):
        changed = mutated_text(holder[key].encode("utf-8", "surrogatepass"), chance)
        holder[key] = changed.decode("utf-8", "surrogatepass")
    if message:
        theirs["message"] = message
    update["update_id"] = chance.randrange(10**12)
    return json.dumps(update).encode()


def broken_update(seed: bytes, chance: random.Random) -> bytes:
    """Return an update no Telegram sends: of other types and holes, or no longer JSON."""
    if chance.random() < 0.3:
        return mutated(seed, chance)
    update = json.loads(seed)
    update["update_id"] = chance.randrange(10**12)
    for _ in range(chance.choice((1, 1, 2, 4))):
        holder, key = chance.choice([*_places(update)] or [(update, "message")])
        if key in holder and isinstance(holder, dict) and chance.random() < 0.3:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(chance.choice(_STRANGE))
    return json.dumps(update).encode()


_STRANGE = (
    None, True, 0, -1, 2**70, 1e308, 0.5, "", "x", "\ud800", "9" * 400, [], [None], {}, {"id": {}},
    [[]], {"type": "private"}, {"id": 7, "type": "private"}, "<b>",
)  # fmt: skip


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Return every place in an update, by what holds it and its key."""
    keys = node.keys() if isinstance(node, dict) else range(len(node))
    for key in keys:
        yield node, key
        if isinstance(node[key], dict | list):
            yield from _places(node[key])
