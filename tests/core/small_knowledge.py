"""A small knowledge base for tests of the core: invented things, two languages."""

from bot.core.assistant import Assistant
from bot.core.matching import Matcher
from bot.core.nouns import Aspect, AspectKind, Entry, Kind, Knowledge, Source
from bot.core.phrasings import phrasings_of

PHRASES = {
    "unknown": {"de": "Das weiß ich nicht.", "en": "I don't know that."},
    "choice": {"de": "Meinen Sie eines davon?", "en": "Is it one of these?"},
    "choice.none": {"de": "Nichts davon", "en": "None of these"},
    "none": {"de": "Schade.", "en": "Sorry."},
    "subject": {"de": "Worum geht es?", "en": "What is it about?"},
    "empty": {"de": "Bitte fragen Sie.", "en": "Please ask."},
    "unpublished": {"de": "Dazu ist nichts veröffentlicht.", "en": "Nothing is published on that."},
    "withdrawn": {"de": "Wird gerade geprüft.", "en": "Being checked."},
    "outdated": {"de": "Gilt nicht mehr.", "en": "No longer valid."},
    "translation": {"de": "Nur auf Englisch:", "en": "Only in German:"},
    "more.nothing": {"de": "Mehr weiß ich nicht.", "en": "That is all I know."},
    "words.more": {"de": "mehr, details", "en": "more"},
    "words.none": {"de": "nichts davon", "en": "none of these"},
    "words.first": {"de": "1, die erste", "en": "first"},
    "words.second": {"de": "2, die zweite", "en": "second"},
    "words.third": {"de": "3, die dritte", "en": "third"},
    "words.last": {"de": "die letzte", "en": "the last"},
    "words.pointing": {"de": "und, das, da, dort, die, auch", "en": "and, that, it, there"},
    "words.leaning": {"de": "da, dort", "en": "it"},
    "words.framing": {"de": "ist, hat, was, wer, wie, wo", "en": "is, what, who, the"},
    "words.existing": {"de": "da ist ein", "en": "is there"},
    "words.joining": {"de": "und, auch", "en": "and"},
    "words.person": {"de": "er, der", "en": "he"},
    "words.correcting": {"de": "nein, nein ich meinte", "en": "no, no i meant"},
    "words.opening": {"de": "ok, haha", "en": "okay"},
    "words.asking": {"de": "was, wer, wo, wie, kostet", "en": "what, who, where, is"},
}

KINDS = {
    "cost": AspectKind(
        "cost",
        {"de": "Kosten", "en": "Cost"},
        {"de": ["was kostet", "wer bezahlt", "kosten"], "en": ["how much", "who pays"]},
    ),
    "where": AspectKind(
        "where",
        {"de": "Wo?", "en": "Where?"},
        {"de": ["wo ist", "wo steht", "wo"], "en": ["where is", "where"]},
    ),
    "when": AspectKind(
        "when", {"de": "Wann?", "en": "When?"}, {"de": ["seit wann", "wann"], "en": ["since when"]}
    ),
}

ENTRIES = (
    Entry(
        "turmuhr",
        {"de": "Die Turmuhr", "en": "The tower clock"},
        {
            "de": ["welche uhr hängt am turm", "zeigt der turm die zeit an", "uhr am kirchturm"],
            "en": ["which clock is on the tower", "does the tower show the time"],
        },
        {
            "de": "Die Turmuhr zeigt die Zeit seit langem.",
            "en": "The tower clock has long told the time.",
        },
        names={"de": ["Turmuhr", "Kirchturmuhr"], "en": ["tower clock"]},
        details={"de": "Sie hat vier Zifferblätter.", "en": "It has four faces."},
        aspects=(
            Aspect("where", {"de": "Sie hängt am Markt.", "en": "It is on the square."}, "where"),
            Aspect("cost", {"de": "Der Verein bezahlt sie.", "en": "A club pays for it."}, "cost"),
        ),
        sources=(Source("https://example.org/turm", "2024-05"),),
        as_of="2024-05",
        related=("springbrunnen",),
    ),
    Entry(
        "springbrunnen",
        {"de": "Der Springbrunnen", "en": "The fountain"},
        {
            "de": ["wann sprudelt der brunnen", "läuft das wasser im springbrunnen", "brunnen"],
            "en": ["when does the fountain run", "is there water in the fountain"],
        },
        {
            "de": "Der Springbrunnen sprudelt im Sommer.",
            "en": "The fountain runs in summer.",
        },
        names={"de": ["Springbrunnen", "Wasserspiel"], "en": ["fountain"]},
        aspects=(
            Aspect("where", {"de": "Er steht im Park.", "en": "It is in the park."}, "where"),
        ),
        sources=(Source("https://example.org/brunnen"),),
    ),
    Entry(
        "hallo",
        {"de": "Hallo", "en": "Hello"},
        {"de": ["hallo", "guten tag", "moin"], "en": ["hello", "good morning"]},
        {"de": "Guten Tag!", "en": "Hello!"},
        Kind.SMALLTALK,
    ),
    Entry(
        "wetter",
        {"de": "Wetter", "en": "Weather"},
        {
            "de": ["wie wird das wetter morgen", "regnet es heute noch"],
            "en": ["will it rain tomorrow"],
        },
        {"de": "Das weiß der Wetterdienst.", "en": "Ask the weather service."},
        Kind.OUTSIDE,
        related=("turmuhr",),
    ),
    Entry(
        "notruf",
        {"de": "Notruf", "en": "Emergency"},
        {
            "de": ["es brennt", "feuer im haus", "hilfe notfall"],
            "en": ["fire in the house", "help"],
        },
        {"de": "Rufen Sie sofort 112 an.", "en": "Call 112 now."},
        Kind.EMERGENCY,
    ),
)


def knowledge_of(*entries: Entry) -> Knowledge:
    return Knowledge({entry.id: entry for entry in entries}, phrases=PHRASES, aspect_kinds=KINDS)


def assistant_of(*entries: Entry) -> Assistant:
    knowledge = knowledge_of(*(entries or ENTRIES))
    outside = {entry.id for entry in knowledge.entries.values() if entry.kind is Kind.OUTSIDE}
    return Assistant(knowledge, Matcher.learn(phrasings_of(knowledge), outside=outside))
