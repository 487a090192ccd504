"""What people ask, in numbers: added up by day, topic and hour, shown as text and as a page."""

from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from bot.core.nouns import Entry, Knowledge, Topic
from bot.curation.inbox import Bundle
from bot.curation.statistics import Figures, figures, figures_text
from bot.curation.statistics_page import page
from bot.stores.journal_nouns import Count, KeptQuestion, Rating

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
KNOWLEDGE = Knowledge(
    {
        "wlan": Entry("wlan", {"de": "Freies <WLAN>"}, {}, {}, topic="net"),
        "uhr": Entry("uhr", {"de": "Turmuhr"}, {}, {}),
    },
    topics={"net": Topic("net", {"de": "Netze"})},
)
COUNTS = [
    Count(MONDAY, 8, "answer", "wlan", 5),
    Count(MONDAY, 9, "unknown", None, 2),
    Count(MONDAY, 23, "answer", "uhr", 1),
    Count(TUESDAY, 8, "choice", None, 2),
    Count(date(2026, 1, 1), 8, "answer", "uhr", 99),
]
RATINGS = [
    Rating(MONDAY, "wlan", helpful=True, number=3),
    Rating(TUESDAY, "uhr", helpful=False, number=1),
]


def made() -> Figures:
    stars = {"talk.one": 4}
    return figures(COUNTS, RATINGS, stars, KNOWLEDGE, today=TUESDAY, zone=BERLIN, days=3)


def bundle(text: str, number: int) -> Bundle:
    question = KeptQuestion(1, text, "de", "unknown", None, 0.1, MONDAY)
    return Bundle(text, "de", (question,) * number, None)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in {"src", "href"}]
        if tag not in {"meta", "rect"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.open.pop() == tag


def test_counts_add_up_by_local_day_topic_and_hour() -> None:
    found = made()

    assert found.days == {
        date(2026, 3, 1): {},
        MONDAY: {"answer": 5, "unknown": 2},
        TUESDAY: {"answer": 1, "choice": 2},
    }
    assert found.topics == {"Netze": 5, "Sonstiges": 1}
    assert found.hours == {9: 7, 10: 2, 0: 1}
    assert (found.questions, found.helpful, found.unhelpful) == (10, 3, 1)
    assert found.unloved == {"Turmuhr": 1}


def test_a_week_at_a_glance() -> None:
    text = figures_text(made())

    assert text.startswith(
        "01.03.2026 bis 03.03.2026: 10 Fragen\n"
        "beantwortet 6 (60 %) · unbekannt 2 (20 %) · nachgefragt 2 (20 %)\n"
        "bewertet 4, davon hilfreich 3\n"
    )
    assert "Mo 02.03. ████████████████████████ 7" in text
    assert "Stärkste Stunden: 9–10 Uhr (7), 10–11 Uhr (2), 0–1 Uhr (1)" in text


def test_an_empty_week_is_said() -> None:
    empty = figures([], [], {}, KNOWLEDGE, today=TUESDAY, zone=BERLIN)

    assert figures_text(empty) == "25.02.2026 bis 03.03.2026: keine Fragen."
    assert "<svg" in page(empty, [], "Zahlen")


def test_one_day_is_named_once() -> None:
    found = figures(COUNTS, [], {}, KNOWLEDGE, today=TUESDAY, zone=BERLIN, days=1)

    assert figures_text(found).startswith("03.03.2026: ")


def test_the_page_is_whole_needs_nothing_and_hides_what_few_asked() -> None:
    tags = Tags()

    html = page(made(), [bundle("ladesäulen & nordstadt", 3), bundle("mein nachbar", 2)], "Zahlen")
    tags.feed(html)

    assert tags.open == []
    assert tags.links == []
    assert "3× ladesäulen &amp; nordstadt" in html
    assert "mein nachbar" not in html
    assert "2 weitere, die nur selten gestellt wurden" in html
    assert "Freies &lt;WLAN&gt;" in html
    assert html.count('<svg viewBox="0 0 640') == 6
