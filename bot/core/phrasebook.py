"""The phrasebook: the bot's own sentences, and texts in the best language there is."""

from collections.abc import Mapping, Sequence

from bot.core.nouns import Knowledge, Phrases, Texts

FALLBACKS = ("de", "en")


def in_language(texts: Texts, language: str) -> str:
    """Return the text in that language, else in German, else in whatever there is, else ''."""
    for wanted in (language, *FALLBACKS):
        if texts.get(wanted):
            return texts[wanted]
    return next(iter(texts.values()), "")


def list_in_language(phrases: Phrases, language: str) -> Sequence[str]:
    """Return the phrases in that language, else those of another one."""
    return phrases.get(language) or next(iter(phrases.values()), ())


class Phrasebook:
    """Say the bot's own sentences; every word of them stands in the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._phrases: Mapping[str, Texts] = knowledge.phrases

    def say(self, key: str, language: str, **values: object) -> str:
        """Return the sentence of that key with its gaps filled; '' where nobody wrote one."""
        text = in_language(self._phrases.get(key, {}), language)
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def words(self, key: str) -> frozenset[str]:
        """Return the comma-separated words of that key, of every language at once."""
        texts = self._phrases.get(key, {}).values()
        return frozenset(word.strip() for text in texts for word in text.split(",") if word.strip())

    def date(self, written: str, language: str) -> str:
        """Spell out `2025`, `2025-08` or `2025-08-04`; anything else stays as it is."""
        parts = written.split("-")
        if len(parts) == 1 or not all(part.isdigit() for part in parts):
            return written
        month = self.say(f"month.{parts[1]}", language)
        if len(parts) == 2:
            return self.say("date.month", language, month=month, year=parts[0])
        return self.say("date.day", language, day=int(parts[2]), month=month, year=parts[0])
