"""Curation: review – go through the inbox in the terminal: take a question in, or set it aside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from bot.curation.inbox import Bundle, inbox_text
from bot.errors import BotError
from bot.stores.knowledge_edit import Edit, add_entries, add_phrasing, written_entry
from bot.stores.knowledge_near import likely_id
from bot.stores.knowledge_trial import tried

NEW_FILES = {"de": Path("entries") / "neu.yaml", "en": Path("entries") / "neu-en.yaml"}
"""Where new entries begin, one language a file; an editor moves them where they belong."""

_ASKED = (
    "[f] als Frage zu einem anderen Eintrag · [n] neuer Eintrag · [b] beiseite legen · "
    "[Eingabe] weiter · [e] Ende"
)

Settle = Callable[[Sequence[int]], None]


@dataclass(slots=True)
class Review:
    """Talk with an editor about each group; `settle` forgets the questions that are done.

    `source` may be any lines: a terminal, or a file of answers.
    """

    folder: Path
    shipped: Path | None
    settle: Settle
    source: TextIO
    sink: TextIO

    def run(self, bundles: Sequence[Bundle]) -> None:
        """Go through the groups, largest first, until the end or until the editor has enough."""
        if not bundles:
            self._say(inbox_text(bundles))
            return
        try:
            for number, bundle in enumerate(bundles, start=1):
                self._show(bundle, f"{number}/{len(bundles)}")
                if not self._handle(bundle):
                    return
        except EOFError:
            self._say("")

    def _show(self, bundle: Bundle, number: str) -> None:
        self._say(f"\n{number}  {bundle}")
        for text in bundle.phrasings[1:]:
            self._say(f"      auch: {text}")
        for place, each in enumerate(bundle.offered, start=1):
            self._say(f"      [{place}] als Frage zu {each.id}")

    def _handle(self, bundle: Bundle) -> bool:
        """Do what the editor wants with one group; return False where they have enough."""
        while True:
            said = self._ask(_ASKED).lower()
            if said in {"", "e"}:
                return said == ""
            if said == "b" or (said in {*"fn", *_places(bundle)} and self._try(said, bundle)):
                self.settle(bundle.ids)
                return True

    def _try(self, said: str, bundle: Bundle) -> bool:
        try:
            edit = self._begin_entry(bundle) if said == "n" else self._take_in(bundle, said)
        except BotError as fault:
            self._say(f"Nicht übernommen: {fault}")
            return False
        if edit is None:
            return False
        self._say(f"Übernommen: {edit.file}:{edit.line}: {edit.text}")
        return True

    def _take_in(self, bundle: Bundle, said: str) -> Edit | None:
        if said == "f":
            entry = self._ask("Kennung des Eintrags, mit /cost für eine Seite (leer: doch nicht)")
        else:
            entry = bundle.offered[int(said) - 1].id
        if not entry:
            return None
        text = self._ask(f"Frage [{bundle.text}]") or bundle.text
        id_, _, about = entry.partition("/")
        return tried(
            self.folder,
            self.shipped,
            lambda: add_phrasing(self.folder, id_, text, bundle.language, about or None),
        )

    def _begin_entry(self, bundle: Bundle) -> Edit | None:
        proposed = proposed_id(bundle.text)
        id_ = self._ask(f"Kennung des neuen Eintrags [{proposed}]") or proposed
        answer = self._ask("Antwort (leer: doch nicht)")
        if not answer:
            return None
        entry = new_entry(id_, bundle.phrasings, answer, bundle.language)
        path = self.folder / NEW_FILES[bundle.language]
        return tried(self.folder, self.shipped, lambda: add_entries(path, written_entry(entry)))

    def _ask(self, prompt: str) -> str:
        print(f"{prompt}: ", end="", file=self.sink, flush=True)
        line = self.source.readline()
        if not line:
            raise EOFError
        return line.strip()

    def _say(self, text: str) -> None:
        print(text, file=self.sink)


def _places(bundle: Bundle) -> set[str]:
    """Return the numbers under which entries are offered."""
    return {str(place) for place in range(1, len(bundle.offered) + 1)}


def new_entry(id_: str, questions: Sequence[str], answer: str, language: str) -> dict[str, Any]:
    """Return an entry in plain form, in one language, without more than it takes."""
    return {
        "id": id_,
        "questions": {language: list(questions)},
        "answer": {language: answer},
    }


def proposed_id(text: str, longest: int = 40) -> str:
    """Make an id of a question's words."""
    return likely_id(text, longest).replace(".", "-") or "neu"
