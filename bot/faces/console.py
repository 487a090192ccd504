"""The terminal face: a chat with numbered choices, and questions from standard input."""

import json
import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import TextIO

from bot.core.assistant import Assistant
from bot.core.live import LiveAssistant
from bot.core.nouns import Context, Question, Reply
from bot.core.phrasebook import Phrasebook
from bot.faces.plain import plain

WIDEST = 88
"""Columns of a line in the terminal; longer ones tire the eye."""

Clock = Callable[[], datetime]


def chat(
    assistant: Assistant | LiveAssistant,
    clock: Clock,
    language: str | None,
    source: TextIO,
    sink: TextIO,
) -> None:
    """Talk until the input ends; on a terminal the answers stand out in colour."""
    shown = language or "de"
    colour = sink.isatty()
    print(assistant.book.say("chat.welcome", shown), file=sink)
    context = Context()
    while (line := _typed(source, sink, assistant.book.say("chat.you", shown))) is not None:
        reply, context = assistant.reply(Question(line, clock(), language), context)
        shown = reply.language
        print(_drawn(plain(reply, assistant.book), reply, colour=colour), end="\n\n", file=sink)
    print("\n" + assistant.book.say("chat.goodbye", shown), file=sink)


def answer_all(
    assistant: Assistant,
    texts: Iterable[str],
    clock: Clock,
    language: str | None,
    *,
    dialogue: bool,
) -> Iterator[tuple[str, Reply]]:
    """Answer texts in order: as one conversation, or each on its own."""
    context = Context()
    for text in texts:
        reply, after = assistant.reply(Question(text, clock(), language), context)
        yield text, reply
        context = after if dialogue else Context()


def as_json(question: str, reply: Reply, assistant: Assistant, **more: str) -> str:
    """Return the reply as the one-line object of the public interface, with `more` at its end."""
    return json.dumps(
        {
            "question": question,
            "outcome": reply.outcome,
            "id": reply.id,
            "aspect": reply.aspect,
            "score": round(reply.score, 4),
            "candidates": [
                {"id": each.id, "score": round(each.score, 4)} for each in reply.candidates[:5]
            ],
            "choices": [asdict(choice) for choice in reply.choices],
            "talks": list(reply.talks),
            "text": plain(reply, assistant.book),
            "language": reply.language,
            **more,
        },
        ensure_ascii=False,
    )


def whole(reply: Reply, book: Phrasebook) -> str:
    """Return the reply with its details, as `show` prints it."""
    shown = plain(reply, book)
    titled = f"{reply.title}\n\n{shown}" if reply.title else shown
    return f"{titled}\n\n{reply.details}" if reply.details else titled


def _typed(source: TextIO, sink: TextIO, prompt: str) -> str | None:
    if sink.isatty() and source.isatty():
        try:
            return input(f"{prompt}: ")
        except (EOFError, KeyboardInterrupt):
            return None
    return line.rstrip("\n") if (line := source.readline()) else None


def _drawn(text: str, reply: Reply, *, colour: bool) -> str:
    if not colour:
        return text
    answer, rest = text[: len(reply.text)], text[len(reply.text) :]
    return f"\033[1m{_wrapped(answer)}\033[0m\033[2m{_wrapped(rest)}\033[0m"


def _wrapped(text: str) -> str:
    """Break lines between words at a width that reads well; addresses stay whole."""
    width = min(WIDEST, shutil.get_terminal_size().columns)
    lines = (
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
    return "\n".join(lines)
