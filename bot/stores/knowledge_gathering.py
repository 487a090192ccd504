"""Stores: all files of a knowledge folder together, checked against each other."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.core.nouns import AspectKind, Entry, Event, Knowledge, Topic
from bot.stores.faults import Fault
from bot.stores.knowledge_checks import Register, check_aspects, check_halls, phrasings_in
from bot.stores.knowledge_folder import digest_of_files, ignored_in, shown
from bot.stores.knowledge_lending import ReadSheet, makers, read_sheets
from bot.stores.knowledge_pieces import Piece
from bot.stores.knowledge_reading import Reading
from bot.stores.knowledge_sheet import Sheet, read_sheet
from bot.stores.knowledge_times import check_entry_days, check_event_times

_MENU = (("aspects", "aspect"), ("topics", "topic"))


class Gathering:
    """Gather a folder's files; `faults` holds all of theirs, sorted."""

    def __init__(self, folder: Path, shipped: Path | None, read: ReadSheet = read_sheet) -> None:
        self._folder = folder
        self._sheets = read_sheets(folder, shipped, read)
        self._register = Register()
        self._check()
        found = {fault for sheet in self._sheets.all for fault in sheet.reading.faults}
        found.update(ignored_in(folder))
        self.faults = sorted(found or self._nothing())

    def knowledge(self) -> Knowledge:
        """Make the knowledge; only for a gathering without faults."""
        topics = {topic.id: topic for topic in self._topics()}
        return Knowledge(
            entries={entry.id: entry for entry in self._entries(topics)},
            events={event.id: event for event in self._events()},
            phrases=self._phrases(),
            aspect_kinds={kind.id: kind for kind in self._aspect_kinds()},
            topics=topics,
            filler=self._words("filler"),
            synonyms=self._words("synonyms"),
            home=self._words("home"),
            places=self._words("places"),
            digest=digest_of_files(self._folder).hex(),
        )

    def _nothing(self) -> Iterator[Fault]:
        if not self._folder.is_dir():
            problem = "diesen Ordner gibt es nicht"
            yield Fault(shown(self._folder), 1, 1, problem, "den Pfad prüfen")
        elif not any(_subjects(sheet) for sheet in self._sheets.own):
            problem = "hier ist kein Wissen: kein Eintrag und kein Ereignis in einer „.yaml“-Datei"
            remedy = "den Pfad prüfen oder eine Datei mit „entries:“ anlegen"
            yield Fault(shown(self._folder), 1, 1, problem, remedy)

    def _check(self) -> None:
        for sheet in self._sheets.own:
            for item in _subjects(sheet):
                self._check_subject(sheet.reading, item)
            for item in sheet.content.items("events"):
                self._check_event(sheet.reading, item)
            for key, piece in sheet.content.table("phrases").items():
                self._register.enter("phrase", sheet.reading, Piece(key, piece.line, piece.column))
        for section, space in _MENU:
            for sheet in self._sheets.having(section):
                for item in sheet.content.items(section):
                    self._register.enter(space, sheet.reading, item.part("id"))
        for sheet in self._sheets.all:
            self._register.lost |= sheet.lost_ids
        for sheet in self._sheets.own:
            self._register.check_mentions(sheet.reading)

    def _check_subject(self, reading: Reading, item: Piece) -> None:
        self._register.enter("entry", reading, item.part("id"))
        check_aspects(reading, item)
        check_entry_days(reading, item)
        for phrasing in phrasings_in(item):
            self._register.claim(reading, item, phrasing)

    def _check_event(self, reading: Reading, item: Piece) -> None:
        check_event_times(reading, item)
        check_halls(reading, item)
        for talk in item.items("talks"):
            self._register.enter("talk", reading, talk.part("id"))

    def _entries(self, topics: Mapping[str, Topic]) -> Iterator[Entry]:
        for sheet, maker in makers(self._sheets.own):
            yield from (maker.entry(item) for item in sheet.content.items("entries"))
            yield from (maker.event_entry(item, topics) for item in sheet.content.items("events"))

    def _events(self) -> Iterator[Event]:
        for sheet, maker in makers(self._sheets.own):
            yield from (maker.event(item) for item in sheet.content.items("events"))

    def _phrases(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for sheet, maker in makers(self._sheets.all):
            section = sheet.content.part("phrases")
            if section is not None:
                found |= {key: maker.texts(section, key) for key in section.value}
        return found

    def _aspect_kinds(self) -> Iterator[AspectKind]:
        for sheet, maker in makers(self._sheets.having("aspects")):
            for item in sheet.content.items("aspects"):
                label, cues = maker.texts(item, "label"), maker.phrases(item, "cues")
                yield AspectKind(item.said("id"), label, cues)

    def _topics(self) -> Iterator[Topic]:
        for sheet, maker in makers(self._sheets.having("topics")):
            for item in sheet.content.items("topics"):
                yield Topic(item.said("id"), maker.texts(item, "title"))

    def _words(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for sheet, maker in makers(self._sheets.having("words")):
            section = sheet.content.part("words")
            texts = maker.phrases(section, key) if section is not None else {}
            found |= {code: (*found.get(code, ()), *each) for code, each in texts.items()}
        return found


def _subjects(sheet: Sheet) -> list[Piece]:
    return [*sheet.content.items("entries"), *sheet.content.items("events")]
