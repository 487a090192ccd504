"""Faces: a reply becomes a page for Telegram; pure."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

from bot.core.nouns import Choice, Kind, Place, Reply, Source
from bot.core.phrasebook import Phrasebook
from bot.faces.telegram.links import ASK, address
from bot.faces.telegram.pages import (
    LONGEST,
    Button,
    Page,
    Row,
    bold,
    italic,
    link,
    pieces,
    safe,
    shortened,
    units,
)
from bot.faces.telegram.presses import Verb, written

SOURCES_SHOWN = 2
ASPECTS_A_ROW = 3
WIDE = 18
"""Characters from which a label gets a row of its own."""

MAP = "https://www.openstreetmap.org/search?query="
_NEXT = "more"
_NONE = "none"


class View:
    """Draw replies; holds the bot's own words, nothing else."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book

    def page(self, reply: Reply, *, unfolded: bool = False, extra: Sequence[Row] = ()) -> Page:
        """Return the reply as people see it in a private chat; `extra` rows stand at the end."""
        body = f"{reply.text}\n\n{reply.details}" if unfolded and reply.details else reply.text
        return self._page(reply, body, (*self._rows(reply, unfolded=unfolded), *extra))

    def short(self, reply: Reply, bot_name: str) -> Page:
        """Return the reply as it fits a group: the short answer and the way to read on."""
        rows: list[Row] = []
        if reply.outcome == "choice":
            rows = self.choices(reply.choices, reply.language, Verb.TURN)
        rows.append(self.private_row(bot_name, reply.language, reply.id or ASK))
        return self._page(reply, reply.text, rows)

    def private_row(self, bot_name: str, language: str, id_: str = ASK) -> Row:
        """Return the way from a group to the private chat."""
        return (Button(self.book.say("tg.private", language), url=address(bot_name, id_)),)

    def card(self, reply: Reply, bot_name: str) -> Page:
        """Return the reply as it is shared with others: with a link back to the bot."""
        url = address(bot_name, reply.id or ASK)
        button = Button(self.book.say("tg.ask", reply.language), url=url)
        return self._page(reply, reply.text, ((button,),))

    def plain(self, text: str, rows: Sequence[Row] = ()) -> Page:
        """Return one of the bot's own texts."""
        first, *rest = pieces(text) or [""]
        return Page(safe(first), tuple(rows), tuple(safe(each) for each in rest))

    def choices(self, choices: Iterable[Choice], language: str, verb: Verb) -> list[Row]:
        """Return one row per choice; "none" and "more" get their own words."""
        rows: list[Row] = []
        for choice in choices:
            if choice.target == _NONE:
                rows.append((self.button("tg.none", language, Verb.NONE),))
            elif choice.target == _NEXT:
                rows.append((Button(choice.label, written(Verb.NEXT)),))
            else:
                rows.append((Button(shortened(choice.label), written(verb, choice.target)),))
        return rows

    def button(self, key: str, language: str, verb: Verb, target: str = "") -> Button:
        """Return a button that carries a verb and a target."""
        return Button(self.book.say(key, language), written(verb, target))

    def home(self, language: str) -> Button:
        """Return the way to the start."""
        return self.button("tg.home", language, Verb.PAGE, "start")

    def _page(self, reply: Reply, body: str, rows: Sequence[Row]) -> Page:
        head, text = _headed(reply, body)
        foot = self._foot(reply)
        room = LONGEST - units(head) - units(foot) - 4
        parts = pieces(text, max(room, LONGEST // 2)) or [""]
        html = [safe(part) for part in parts]
        html[0] = (
            "\n".join(filter(None, (head, html[0]))) if _is_card(reply) else _under(head, html[0])
        )
        html[-1] = _under(html[-1], foot)
        return Page(html[0], tuple(rows), tuple(html[1:]))

    def _foot(self, reply: Reply) -> str:
        place = reply.place
        lines = []
        if place and place.address:
            lines.append(safe(self.book.say("address", reply.language, address=place.address)))
        lines += [f"{safe(label)}: {link(_host(url), url)}" for label, url in reply.links]
        dated = [self._sources(reply.sources, reply.language), self._date(reply)]
        lines.append(italic(" · ".join(filter(None, dated))))
        return "\n".join(filter(None, lines))

    def _sources(self, sources: Sequence[Source], language: str) -> str:
        by_host: dict[str, str] = {}
        for source in sources:
            by_host.setdefault(_host(source.url), source.url)
        shown = [*by_host.items()][:SOURCES_SHOWN]
        if not shown:
            return ""
        names = ", ".join(link(host, url) for host, url in shown)
        key = "tg.source.label" if len(shown) == 1 else "tg.sources.label"
        return safe(self.book.say(key, language)).replace("{name}", names).replace("{names}", names)

    def _date(self, reply: Reply) -> str:
        if not reply.as_of:
            return ""
        date = self.book.date(reply.as_of, reply.language)
        return safe(self.book.say("as-of", reply.language, date=date))

    def _rows(self, reply: Reply, *, unfolded: bool) -> list[Row]:
        language = reply.language
        if reply.choices:
            verb = Verb.TURN if reply.outcome == "choice" else Verb.OPEN
            return self.choices(reply.choices, language, verb)
        if reply.outcome == "unknown":
            topics = self.button("tg.topics", language, Verb.PAGE, "topics")
            contact = self.button("tg.contact", language, Verb.PAGE, "contact")
            return [*self.choices(reply.suggestions, language, Verb.TURN), (topics, contact)]
        sides = [each for each in reply.suggestions if _is_side(each, reply)]
        others = [each for each in reply.suggestions if not _is_side(each, reply)]
        return [
            *self._folding(reply, unfolded=unfolded),
            *_packed(Button(shortened(e.label), written(Verb.TURN, e.target)) for e in sides),
            *self.choices(others, language, Verb.OPEN),
            *self._map(reply.place, language),
            *self._feedback(reply),
        ]

    def _folding(self, reply: Reply, *, unfolded: bool) -> list[Row]:
        if not reply.id or not reply.details:
            return []
        if reply.aspect:  # the rest of one side is the whole answer
            return [(self.button("tg.whole", reply.language, Verb.TURN, reply.id),)]
        key, verb = ("tg.less", Verb.FOLD) if unfolded else ("tg.more", Verb.UNFOLD)
        return [(self.button(key, reply.language, verb, reply.id),)]

    def _map(self, place: Place | None, language: str) -> list[Row]:
        button = self.map_button(place, language)
        return [(button,)] if button else []

    def map_button(self, place: Place | None, language: str, target: str = "") -> Button | None:
        """Return the way to a map: the place as a point where it is known, else a search."""
        if place is None:
            return None
        label = self.book.say("tg.map", language)
        if place.latitude is not None and place.longitude is not None and target:
            return Button(label, written(Verb.PLACE, target))
        if place.address:
            return Button(label, url=MAP + quote(place.address))
        return None

    def _feedback(self, reply: Reply) -> list[Row]:
        if not reply.id or reply.kind in {Kind.SMALLTALK, Kind.EMERGENCY}:
            return []
        helpful = self.button("tg.helpful", reply.language, Verb.HELPFUL, reply.id)
        return [(helpful, self.button("tg.unhelpful", reply.language, Verb.UNHELPFUL, reply.id))]


def _headed(reply: Reply, body: str) -> tuple[str, str]:
    """Return the bold title and the text below it; a talk's card begins with its title."""
    if not reply.title or reply.kind in {Kind.SMALLTALK, Kind.EMERGENCY}:
        return "", body
    if _is_card(reply) and body.startswith(reply.title):
        return bold(reply.title), body[len(reply.title) :].lstrip("\n")
    return bold(reply.title), body


def _is_card(reply: Reply) -> bool:
    return reply.id is not None and reply.talks == (reply.id,)


def _is_side(choice: Choice, reply: Reply) -> bool:
    return reply.id is not None and choice.target.startswith(f"{reply.id}/")


def _packed(buttons: Iterable[Button]) -> list[Row]:
    """Put short labels side by side."""
    rows: list[Row] = []
    row: tuple[Button, ...] = ()
    for button in buttons:
        if len(button.label) > WIDE:
            rows += [row, (button,)] if row else [(button,)]
            row = ()
            continue
        row = (*row, button)
        if len(row) == ASPECTS_A_ROW:
            rows.append(row)
            row = ()
    return [*rows, row] if row else rows


def _under(above: str, below: str) -> str:
    return "\n\n".join(filter(None, (above, below)))


def _host(url: str) -> str:
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.")
