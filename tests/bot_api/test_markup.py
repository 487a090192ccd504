"""HTML is read as Telegram reads it."""

import pytest

from tests.bot_api.errors import Refused
from tests.bot_api.markup import parse, units


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot;", 'a <b> & "c"', []),
        ("&#228;&#xfc;&uuml; R&D &", "äü&uuml; R&D &", []),
        ("<b>ja</b>", "ja", [("bold", 0, 2)]),
        ("😀<i>ja</i>", "😀ja", [("italic", 2, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        (" \n<b> a </b> ", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<B CLASS=x>a</b >", "a", [("bold", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<a href='https://a.de/?b=1&amp;c=2'>x</a>", "x", [("text_link", 0, 1)]),
    ],
)
def test_what_telegram_takes(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    found, marks = parse(html)

    assert found == text
    assert [(each["type"], each["offset"], each["length"]) for each in marks] == entities


def test_a_link_keeps_its_address() -> None:
    _, (link,) = parse("<a href='https://a.de/?b=1&amp;c=2'>x</a>")

    assert link["url"] == "https://a.de/?b=1&c=2"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>a", 'can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("ä<b>a</i></b>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<b>a<i>b</b></i>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("a<br/>b", 'Unsupported start tag "br" at byte offset 1'),
        ("3 < 4", "Unclosed start tag at byte offset 2"),
        ("3 < 4 > 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<code><b>a</b></code>", "can't be inside code"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "can't be nested"),
        ("<a href='nowhere'>a</a>", "without a usable address"),
        ("<a>https://a.de</a>", "without a usable address"),
    ],
)
def test_what_telegram_refuses(html: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(html)

    assert refused.value.strict
    assert refused.value.words.startswith("Bad Request: can't parse entities: ")
    assert words in refused.value.words


def test_length_is_counted_in_utf16() -> None:
    assert [units(text) for text in ("ab", "ä", "😀", "👩‍👩‍👧")] == [2, 1, 2, 8]
