"""Faces: inline mode: "@bot wlan" in any chat offers answers to share."""

from collections.abc import Iterator
from typing import Any

from bot.core.nouns import Kind, Question, Reply
from bot.faces.telegram.house import House
from bot.faces.telegram.incoming import Json, app_code, app_language
from bot.faces.telegram.links import ASK
from bot.faces.telegram.pages import shortened
from bot.faces.telegram.presses import digest
from bot.faces.telegram.sender import markup

OFFERED = 6
LIKELY = 0.1
"""From this probability a candidate is offered: people see and choose what they send."""

_SECONDS = 60


async def share(house: House, query: Json) -> None:
    """Offer the answers that fit what was typed behind the bot's name."""
    language = app_language(app_code(query["from"]))
    text = str(query.get("query", "")).strip()
    found = {each.id: each for each in _replies(house, text, language)}
    offered = [_result(house, reply) for reply in list(found.values())[:OFFERED]]
    button = {"text": house.say("tg.ask", language), "start_parameter": ASK}
    await house.sender.insist(
        "answerInlineQuery",
        inline_query_id=query["id"],
        results=offered,
        cache_time=_SECONDS,
        is_personal=True,
        button=button,
    )


def _replies(house: House, text: str, language: str) -> Iterator[Reply]:
    """Return the answers to the text, best first; the examples where nothing was typed."""
    now = house.now()
    if not text:
        ids: list[str | None] = [entry.id for entry in house.menu.examples(language)]
    else:
        reply, _ = house.assistant.reply(Question(text, now, language))
        language = reply.language
        ids = [reply.id, *reply.talks, *(each.target for each in reply.choices)]
        ids += [each.id for each in reply.candidates if each.score >= LIKELY]
    for id_ in dict.fromkeys(filter(None, ids)):
        shown = house.assistant.show(id_, now, language)
        if shown is not None and shown.id and shown.kind is not Kind.SMALLTALK:
            yield shown


def _result(house: House, reply: Reply) -> dict[str, Any]:
    page = house.view.card(reply, house.me.name)
    content = {
        "message_text": page.html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    return {
        "type": "article",
        "id": digest(reply.id or ""),
        "title": reply.title or shortened(reply.text),
        "description": _described(reply),
        "input_message_content": content,
        "reply_markup": markup(page.rows),
    }


def _described(reply: Reply) -> str:
    """Return the beginning of the answer on one line, without the title, which stands above it."""
    text = reply.text.removeprefix(reply.title or "")
    return shortened(" ".join(text.split()), 120)
