"""A reply as a person reads it in a terminal."""

from bot.core.nouns import Choice, Knowledge, Place, Reply, Source
from bot.core.phrasebook import Phrasebook
from bot.faces.plain import plain

BOOK = Phrasebook(
    Knowledge(
        {},
        phrases={
            "source": {"de": "Quelle: {url}"},
            "sources": {"de": "Quellen: {urls}"},
            "as-of": {"de": "Stand {date}"},
            "address": {"de": "Adresse: {address}"},
            "choice.hint": {"de": "Nummer genügt."},
        },
    )
)


def test_an_answer_ends_with_source_and_date() -> None:
    reply = Reply(
        "answer",
        "de",
        "Ja.",
        sources=(Source("https://a.example/lang"), Source("https://b.example")),
        as_of="2025",
        place=Place(address="Am Markt 1"),
        links=(("Mehr", "https://c.example"),),
    )

    assert plain(reply, BOOK) == (
        "Ja.\n"
        "Adresse: Am Markt 1\n"
        "Mehr: https://c.example\n"
        "Quellen: https://a.example/lang https://b.example · Stand 2025"
    )


def test_options_are_numbered() -> None:
    reply = Reply("choice", "de", "Welches?", choices=(Choice("Eins", "a"), Choice("Zwei", "b")))

    assert plain(reply, BOOK) == "Welches?\n  1) Eins\n  2) Zwei\nNummer genügt."
