"""Core: what to say where the programme has nothing – what was searched, and the nearest there is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.nouns import Reply
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.talk_cards import TalkCards
from bot.core.talk_heard import Heard
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_search import TalkSearch

WORTH_NAMING = 0.3
"""Share of the question's words a talk must answer to in order to be named as the nearest."""

MOST_STAGES = 8

SURE = 0.93


class TalkMissing:
    """Say honestly that nothing was found; clock times nobody published are not repeated."""

    def __init__(self, book: Phrasebook, cards: TalkCards, index: TalkIndex) -> None:
        self._book = book
        self._cards = cards
        self._index = index

    def spot(self, heard: Heard, search: TalkSearch, now: datetime, language: str) -> Reply:
        """Return that no such stage or hall is known, and which ones are."""
        what = self._book.say("talk.none.stage", language, stage=heard.lost_spot)
        event = heard.anchor.id if heard.anchor else ""
        stages = dict.fromkeys(
            item.talk.hall or item.talk.stage or ""
            for item in self._index.items
            if item.event.id == event
        )
        known = ", ".join([stage for stage in stages if stage][:MOST_STAGES])
        lines = [self._sentence(what, language)]
        if known:
            lines.append(self._book.say("talk.none.stages", language, stages=known))
        return self._reply(lines, (), search, now, language)

    def subject(
        self,
        heard: Heard,
        nearest: Sequence[Item],
        search: TalkSearch,
        now: datetime,
        language: str,
    ) -> Reply:
        """Return that nobody and nothing of that name is in the programme; `nearest` may help."""
        said = _as_written(heard, heard.spoken or heard.content)
        key = "talk.none.person" if heard.spoken else "talk.none.about"
        what = self._book.say(key, language, words=said) if said else ""
        return self._reply([self._sentence(what, language)], nearest, search, now, language)

    def nothing(
        self,
        heard: Heard | None,
        search: TalkSearch,
        nearest: Sequence[Item],
        now: datetime,
        language: str,
    ) -> Reply:
        """Return that nothing fits all that was asked, and what comes nearest."""
        what = " ".join(filter(None, self._searched(heard, search, language)))
        return self._reply([self._sentence(what, language)], nearest, search, now, language)

    def _searched(self, heard: Heard | None, search: TalkSearch, language: str) -> list[str]:
        say = self._book.say
        names = [self._index.person_names[person] for person in search.people]
        parts = [say("talk.none.person", language, words=", ".join(names)) if names else ""]
        if search.words and heard and not names:
            said = _as_written(heard, search.words) or " ".join(search.words)
            parts.append(say("talk.none.about", language, words=said))
        if stage := self._stage(search):
            parts.append(say("talk.none.stage", language, stage=self._stage_name(stage)))
        if search.language:
            name = say(f"talk.language.{search.language}", language)
            parts.append(say("talk.none.language", language, name=name))
        parts.append(self._time(search, language))
        for event in [item.event for item in self._index.items if item.event.id in search.events][
            :1
        ]:
            name = in_language(event.title, language)
            parts.append(
                say("talk.none.event", language, event=name) if len(search.events) == 1 else ""
            )
        return parts

    def _stage(self, search: TalkSearch) -> str | None:
        """Return the stage meant; of several of that name the one at the event asked for."""
        return min(search.stages, key=lambda stage: not self._is_at(stage, search), default=None)

    def _is_at(self, stage: str, search: TalkSearch) -> bool:
        places = self._index.by_stage[stage]
        return any(self._index.items[at].event.id in search.events for at in places)

    def _time(self, search: TalkSearch, language: str) -> str:
        moment = search.moment
        if moment is None or not moment.spans:
            return ""
        days = list(dict.fromkeys(span.start.date() for span in moment.spans))
        if len(days) != 1:
            return self._book.say("talk.none.times", language)
        whole = all((span.start.hour, span.end.hour) == (0, 0) for span in moment.spans)
        key = "talk.none.day" if whole else "talk.none.time"
        return self._book.say(key, language, date=self._cards.times.day(days[0], language))

    def _stage_name(self, key: str) -> str:
        for place in self._index.by_stage[key]:
            talk = self._index.items[place].talk
            for name in (talk.stage, talk.hall):
                if name and self._index.is_stage(name, key):
                    return name
        return key

    def _sentence(self, what: str, language: str) -> str:
        if not what:
            return self._book.say("talk.none.plain", language)
        return self._book.say("talk.none", language, what=what)

    def _reply(
        self,
        lines: Sequence[str],
        nearest: Sequence[Item],
        search: TalkSearch,
        now: datetime,
        language: str,
    ) -> Reply:
        lines = list(lines)
        if nearest:
            lines += [self._book.say("talk.none.near", language), ""]
            lines += self._cards.lines(nearest, now, language)
        ids = tuple(item.talk.id for item in nearest)
        return Reply(
            "unknown",
            language,
            "\n".join(lines),
            score=SURE,
            talks=ids,
            choices=self._cards.choices(nearest, language),
            sources=self._cards.sources(nearest),
            search=replace(search, shown=ids),
        )


def _as_written(heard: Heard, words: Sequence[str]) -> str:
    """Return the words as the person typed them."""
    wanted = set(words)
    return " ".join(
        heard.text[word.start : word.end] for word in heard.words if word.text in wanted
    )
