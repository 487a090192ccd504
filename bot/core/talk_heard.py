"""Core: what a question was heard to say about talks."""

from dataclasses import dataclass

from bot.core.moments import Moment
from bot.core.nouns import Event
from bot.core.talk_words import Word


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold what a question says.

    `content` are the words that may tell which talk is meant; `spoken` those of them that stand
    where a speaker's name would; `lost_spot` a stage nobody knows, as it was written; `on_event`
    says that the time asked for is on a day of some event; `spoken_in` is the language wanted;
    `kind` that a kind of talk was named: "Eröffnung", `speech` that somebody speaks, `presence`
    that one asks whether somebody is there or something is over, `company` who is at a stand,
    `someone` that a speaker without a name is meant; `running` that the anchor is on now, `ahead`
    that it is not over yet; `stand` that a stand of it was named of which no entry tells, `former`
    that the event that is on is meant in another year.
    """

    text: str
    words: tuple[Word, ...]
    moment: Moment | None
    stages: tuple[str, ...]
    people: tuple[str, ...]
    titles: tuple[int, ...]
    aliases: tuple[int, ...]
    mains: tuple[int, ...]
    content: tuple[str, ...]
    spoken: tuple[str, ...]
    lost_spot: str | None
    strong: bool
    weak: bool
    lists: bool
    going_on: bool
    noun: bool
    kind: bool
    speech: bool
    spoken_in: str | None
    on_event: bool
    presence: bool
    company: bool
    someone: bool
    events: tuple[str, ...] = ()
    anchor: Event | None = None
    running: bool = False
    ahead: bool = False
    stand: bool = False
    former: bool = False

    def asks(self, *words: str) -> bool:
        """Tell whether one of the folded words was said."""
        return any(word.text in words for word in self.words)
