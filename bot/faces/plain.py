"""The plain view: a reply as text a person reads in a terminal or a log; pure, no markup."""

from collections.abc import Iterator

from bot.core.nouns import Reply
from bot.core.phrasebook import Phrasebook

SOURCES_SHOWN = 2


def plain(reply: Reply, book: Phrasebook) -> str:
    """Return the reply as lines of text: answer, options, place, links, source and date."""
    return "\n".join(_lines(reply, book))


def _lines(reply: Reply, book: Phrasebook) -> Iterator[str]:
    yield reply.text
    if reply.place and reply.place.address:
        yield book.say("address", reply.language, address=reply.place.address)
    options = reply.suggestions if reply.outcome == "unknown" else ()
    if reply.outcome != "answer":  # the talks of a list stand in its text already
        options = reply.choices or options
    for number, choice in enumerate(options, start=1):
        yield f"  {number}) {choice.label}"
    if options:
        yield book.say("choice.hint", reply.language)
    for label, url in reply.links:
        yield f"{label}: {url}"
    if footer := _footer(reply, book):
        yield footer


def _footer(reply: Reply, book: Phrasebook) -> str:
    parts = []
    urls = [source.url for source in reply.sources[:SOURCES_SHOWN]]
    if urls:
        key = "source" if len(urls) == 1 else "sources"
        parts.append(book.say(key, reply.language, url=urls[0], urls=" ".join(urls)))
    if reply.as_of:
        date = book.date(reply.as_of, reply.language)
        parts.append(book.say("as-of", reply.language, date=date))
    return " · ".join(parts)
