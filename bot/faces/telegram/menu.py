"""Faces: the bot's own pages: start, help, topics, contact, language, privacy; pure."""

from collections.abc import Iterable, Sequence

from bot.core.nouns import Choice, Entry, Knowledge, Reply
from bot.core.phrasebook import Phrasebook, in_language
from bot.faces.telegram.pages import Button, Page, Row, bold, shortened
from bot.faces.telegram.presses import Verb, written
from bot.faces.telegram.view import View

A_PAGE = 8
"""Entries on one page of a topic."""

COMMANDS = (
    "start",
    "help",
    "topics",
    "now",
    "programme",
    "mine",
    "language",
    "contact",
    "privacy",
    "delete",
    "stop",
)
"""The commands, by their English names; what people type stands in the phrases."""

LANGUAGES = ("de", "en")


class Menu:
    """Draw the pages that need no question."""

    def __init__(self, knowledge: Knowledge, view: View) -> None:
        self._knowledge = knowledge
        self._view = view
        self._book = view.book
        self._shelves = _shelves(knowledge.entries.values())
        self.command_of = _commands(view.book)

    def page(self, name: str, language: str) -> Page | None:
        """Return one of the fixed pages by name."""
        pages = {
            "start": self.start,
            "help": self.help,
            "topics": self.topics,
            "contact": self.contact,
            "language": self.language,
        }
        return pages[name](language) if name in pages else None

    def start(self, language: str) -> Page:
        """Return the first page: what I am, what I know, examples, where people are."""
        rows = [*self._entries(self.examples(language), language, Verb.OPEN), self._ways(language)]
        return self._view.plain(self._say("tg.start", language), rows)

    def examples(self, language: str) -> list[Entry]:
        """Return the entries that show what can be asked."""
        return self._named("tg.start.examples", language)

    def help(self, language: str) -> Page:
        """Return how it works."""
        rows = [self._ways(language), self._home(language)]
        return self._view.plain(self._say("tg.help", language), rows)

    def topics(self, language: str) -> Page:
        """Return all topics as buttons, the talks among them."""
        buttons = [
            Button(in_language(topic.title, language), written(Verb.TOPIC, f"{topic.id}.0"))
            for topic in self._knowledge.topics.values()
            if self._shelves.get(topic.id)
        ]
        programme = self._view.button("tg.programme", language, Verb.PAGE, "programme")
        now = self._view.button("tg.now", language, Verb.PAGE, "now")
        rows: list[Row] = [(button,) for button in buttons]
        rows += [(programme, now)] if self._knowledge.talks else []
        return self._view.plain(
            self._say("tg.topics.head", language), [*rows, self._home(language)]
        )

    def topic(self, target: str, language: str) -> Page | None:
        """Return one page of a topic's entries; the target is "topic.page"."""
        name, _, number = target.rpartition(".")
        shelf = self._shelves.get(name)
        topic = self._knowledge.topics.get(name)
        if not shelf or topic is None or not (number.isascii() and number.isdigit()):
            return None
        last = (len(shelf) - 1) // A_PAGE
        page = min(int(number[:4]), last)
        shown = shelf[page * A_PAGE : (page + 1) * A_PAGE]
        rows = [
            *self._entries(shown, language, Verb.BROWSE),
            *self._paging(name, page, last, language),
        ]
        back = self._view.button("tg.back", language, Verb.PAGE, "topics")
        head = bold(in_language(topic.title, language))
        lines = [head, self._say("tg.topic.head", language)]
        if last:
            lines.append(self._say("tg.topic.page", language, page=page + 1, pages=last + 1))
        return Page("\n".join(lines), (*rows, (back, *self._home(language))))

    def browsed(self, reply: Reply) -> Sequence[Row]:
        """Return the rows that lead back from an entry opened in the menu."""
        entry = self._knowledge.entries.get(reply.id or "")
        back = self._view.button("tg.back", reply.language, Verb.PAGE, "topics")
        if entry and entry.topic in self._shelves:
            page = self._shelves[entry.topic].index(entry) // A_PAGE
            target = f"{entry.topic}.{page}"
            back = self._view.button("tg.back", reply.language, Verb.TOPIC, target)
        return [(back, *self._home(reply.language))]

    def contact(self, language: str) -> Page:
        """Return where people help."""
        entries = self._named("tg.contact.entries", language)
        rows = [*self._entries(entries, language, Verb.OPEN), self._home(language)]
        return self._view.plain(self._say("tg.contact.page", language), rows)

    def language(self, language: str) -> Page:
        """Return the choice of languages, each in its own words."""
        buttons = tuple(
            self._view.button(f"tg.language.{code}", language, Verb.LANGUAGE, code)
            for code in LANGUAGES
        )
        return self._view.plain(self._say("tg.language", language), [buttons, self._home(language)])

    def privacy(self, language: str, *, consents: bool) -> Page:
        """Return what is stored, why and how long, with the state of the consent."""
        state = self._say("tg.privacy.given" if consents else "tg.privacy.not-given", language)
        revoke = self._view.button("tg.consent.revoke", language, Verb.CONSENT, "revoke")
        delete = self._view.button("tg.delete", language, Verb.PAGE, "delete")
        rows: list[Row] = [(revoke,)] if consents else []
        text = f"{self._say('tg.privacy', language)}\n{state}"
        return self._view.plain(text, [*rows, (delete,), self._home(language)])

    def consent(self, language: str) -> Page:
        """Return the question whether unanswered questions may be kept."""
        yes = self._view.button("tg.consent.yes", language, Verb.CONSENT, "yes")
        no = self._view.button("tg.consent.no", language, Verb.CONSENT, "no")
        return self._view.plain(self._say("tg.consent.ask", language), [(yes, no)])

    def with_home(self, page: Page, language: str) -> Page:
        """Return the page with the way to the start below."""
        return Page(page.html, (*page.rows, self._home(language)), page.rest)

    def options(self, ids: Iterable[str], language: str) -> list[Choice]:
        """Return entries as choices, those that can be read."""
        found = [self._knowledge.entries.get(id_) for id_ in ids]
        return [
            Choice(in_language(entry.title, language), entry.id)
            for entry in found
            if entry and not entry.withdrawn
        ]

    def _ways(self, language: str) -> Row:
        return (
            self._view.button("tg.topics", language, Verb.PAGE, "topics"),
            self._view.button("tg.now", language, Verb.PAGE, "now"),
        )

    def _home(self, language: str) -> Row:
        return (self._view.home(language),)

    def _paging(self, name: str, page: int, last: int, language: str) -> list[Row]:
        row: list[Button] = []
        if page > 0:
            row.append(self._view.button("tg.previous", language, Verb.TOPIC, f"{name}.{page - 1}"))
        if page < last:
            row.append(self._view.button("tg.next", language, Verb.TOPIC, f"{name}.{page + 1}"))
        return [tuple(row)] if row else []

    def _entries(self, entries: Iterable[Entry], language: str, verb: Verb) -> list[Row]:
        return [
            (Button(shortened(in_language(each.title, language)), written(verb, each.id)),)
            for each in entries
        ]

    def _named(self, key: str, language: str) -> list[Entry]:
        ids = [part.strip() for part in self._say(key, language).split(",")]
        return [self._knowledge.entries[id_] for id_ in ids if id_ in self._knowledge.entries]

    def _say(self, key: str, language: str, **values: object) -> str:
        return self._book.say(key, language, **values)


def _shelves(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    shelves: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.topic and not entry.withdrawn:
            shelves.setdefault(entry.topic, []).append(entry)
    return shelves


def _commands(book: Phrasebook) -> dict[str, tuple[str, str]]:
    """Return the command and the language by every word that can be typed for it."""
    found: dict[str, tuple[str, str]] = {}
    for command in COMMANDS:
        found[command] = (command, "")
        for language in LANGUAGES:
            for word in book.say(f"tg.name.{command}", language).split(","):
                found.setdefault(word.strip(), (command, language))
    return found
