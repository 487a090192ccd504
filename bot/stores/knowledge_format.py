"""Stores: the format of the knowledge files; the loader, the JSON Schema and the README follow it."""

from bot.core.nouns import Kind
from bot.stores.knowledge_shapes import (
    LANGUAGES,
    LONGEST_ID,
    Address,
    Code,
    Day,
    Degrees,
    Field,
    Flag,
    ListOf,
    Moment,
    OneOf,
    PerLanguage,
    Record,
    Reference,
    Table,
    Text,
    Whole,
    Zone,
)

ID = Code(r"[a-z0-9.-]+", "Kleinbuchstaben ohne Umlaute, Ziffern, „-“ und „.“", LONGEST_ID)
PHRASE_KEY = Code(r"[a-z0-9._-]+", "Kleinbuchstaben, Ziffern, „.“, „-“ und „_“")
SINCE = Code(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", '"2025", "2025-08" oder "2025-08-04"'
)
TEXT = PerLanguage(Text())
TEXTS = PerLanguage(ListOf(Text()))
OWN_TEXT = PerLanguage(Text(), every=False)
OWN_TEXTS = PerLanguage(ListOf(Text()), every=False)
MOST_RELATED = 3

_QUESTIONS = "Fragen, wie Menschen sie wirklich tippen; jede gehört zu genau einem Eintrag."
_NAMES = "Andere Namen der Sache selbst, eindeutig über das ganze Wissen."

LINK = Record(
    "Verweis",
    (
        Field("label", TEXT, "Beschriftung", required=True),
        Field("url", Address(), "Adresse", "Beginnt mit https:// oder http://", required=True),
    ),
)

SOURCE = Record(
    "Quelle",
    (
        Field("url", Address(), "Adresse", "Beginnt mit https:// oder http://", required=True),
        Field("seen", SINCE, "Stand der Seite", 'Datum der Seite, zum Beispiel "2025-08".'),
    ),
)

PLACE = Record(
    "Ort",
    (
        Field("name", Text(), "Name"),
        Field("address", Text(), "Anschrift"),
        Field("latitude", Degrees(90), "Breite", "Grad, nur wenn veröffentlicht."),
        Field("longitude", Degrees(180), "Länge", "Grad, nur wenn veröffentlicht."),
    ),
)

ASPECT = Record(
    "Seite",
    (
        Field("about", Reference("aspect"), "Worum es geht", "when, where, cost … (aspects.yaml)"),
        Field("questions", TEXTS, "Fragen", "Pflicht, wenn „about“ fehlt."),
        Field("answer", TEXT, "Antwort", "Ein bis drei Sätze, die allein stehen.", required=True),
        Field("unpublished", Flag(), "Nicht veröffentlicht", "true: Die Antwort sagt genau das."),
    ),
    any_of=("about", "questions"),
)

_SHARED = (
    Field("kind", OneOf(tuple(Kind)), "Art", "Ohne Angabe: answer."),
    Field("topic", Reference("topic"), "Thema", "Kennung aus topics.yaml."),
    Field("origin", ListOf(Text()), "Herkunft", "Kennungen der Faktensammlung."),
    Field("names", OWN_TEXTS, "Namen", _NAMES),
    Field("details", TEXT, "Mehr dazu", "Wird auf Wunsch aufgeklappt; Absätze durch Leerzeile."),
    Field("aspects", ListOf(ASPECT), "Seiten", "Je eine Tatsache: wann, wo, wie teuer …"),
    Field("sources", ListOf(SOURCE), "Quellen"),
    Field("as_of", SINCE, "Stand", 'Wofür der Inhalt steht: "2025", "2025-08".'),
    Field("review", Day(), "Wiedervorlage", "Wann jemand nachsehen soll: 2027-03-01."),
    Field("related", ListOf(Reference("entry"), most=MOST_RELATED), "Verwandtes", "Bis zu drei."),
    Field("links", ListOf(LINK), "Verweise"),
    Field("place", PLACE, "Ort"),
    Field("withdrawn", Flag(), "Zurückgezogen", "true: wird vorerst nicht beantwortet."),
    Field("valid_from", Day(), "Gilt ab"),
    Field("valid_until", Day(), "Gilt bis"),
)

ENTRY = Record(
    "Eintrag",
    (
        Field("id", ID, "Kennung", "Zum Beispiel freies-wlan; einmalig.", required=True),
        Field("title", TEXT, "Titel", "Ohne Angabe: die erste Frage."),
        Field("questions", TEXTS, "Fragen", _QUESTIONS, required=True),
        Field("answer", TEXT, "Antwort", "Kurz: höchstens etwa 400 Zeichen.", required=True),
        *_SHARED,
    ),
)

TALK = Record(
    "Programmpunkt",
    (
        Field("id", ID, "Kennung", "Einmalig.", required=True),
        Field("title", OWN_TEXT, "Titel", required=True),
        Field("speakers", ListOf(Text()), "Vortragende", "Name (Amt oder Organisation)."),
        Field("stage", Text(), "Bühne"),
        Field("hall", Text(), "Halle"),
        Field("start", Moment(), "Beginn", "2024-10-16T15:00, Ortszeit des Ereignisses."),
        Field("end", Moment(), "Ende", "2024-10-16T15:30, Ortszeit des Ereignisses."),
        Field("date", Day(), "Tag", "Wenn nur der Tag bekannt ist."),
        Field("language", Text(), "Sprache des Vortrags", "de, en …"),
        Field("kind", Text(), "Form", "Vortrag, Podium …"),
        Field("topics", ListOf(Text()), "Schlagwörter"),
        Field("abstract", OWN_TEXT, "Inhalt"),
        Field("note", TEXT, "Hinweis", "Zum Beispiel, was nicht veröffentlicht ist."),
        Field("names", OWN_TEXTS, "Namen"),
        Field("questions", OWN_TEXTS, "Fragen"),
        Field("about", ListOf(Reference("entry")), "Handelt von", "Kennungen von Einträgen."),
        Field("source", Address(), "Quelle"),
        Field("seen", SINCE, "Stand der Quelle"),
        Field("status", OneOf(("cancelled",)), "Stand", "cancelled: abgesagt."),
        Field("sequence", Whole(), "Fassung", "Zählt bei jeder Verlegung hoch."),
        Field("uid", Text(), "Kalenderkennung", "Vom Veranstalter; bleibt beim Import gleich."),
    ),
)

EVENT = Record(
    "Ereignis",
    (
        Field("id", ID, "Kennung", "Einmalig.", required=True),
        Field("title", TEXT, "Titel", required=True),
        Field("start", Day(), "Erster Tag", "2024-10-15", required=True),
        Field("end", Day(), "Letzter Tag", "2024-10-17", required=True),
        Field("timezone", Zone(), "Zeitzone", "Ohne Angabe: Europe/Berlin."),
        Field("halls", Table(Text(), Text()), "Hallen", "Bühne: Halle."),
        Field("source", Address(), "Quelle"),
        Field("questions", TEXTS, "Fragen", "Ohne Angabe: der Titel."),
        Field("answer", TEXT, "Antwort", "Ohne Angabe: aus den Tagen gebildet."),
        *_SHARED,
        Field("talks", ListOf(TALK, may_be_empty=True), "Programm"),
    ),
)

ASPECT_KIND = Record(
    "Art von Seite",
    (
        Field("id", ID, "Kennung", required=True),
        Field("label", TEXT, "Beschriftung", required=True),
        Field("cues", TEXTS, "Signalwörter", "Woran man die Frage danach erkennt.", required=True),
    ),
)

TOPIC = Record(
    "Thema",
    (
        Field("id", ID, "Kennung", required=True),
        Field("title", TEXT, "Titel", required=True),
    ),
)

WORDS = Record(
    "Wörter",
    (
        Field("filler", OWN_TEXTS, "Füllwörter", "Ändern an einer Frage nichts."),
        Field(
            "synonyms",
            PerLanguage(ListOf(ListOf(Text())), every=False),
            "Gleichbedeutend",
            "Gruppen von Wörtern, die dasselbe meinen.",
        ),
        Field("home", OWN_TEXTS, "Daheim", "Namen des Ortes, für den das Wissen gilt."),
        Field(
            "places",
            OWN_TEXTS,
            "Andere Orte",
            "Fragt jemand nach ihnen, antwortet nur ein Eintrag, der sie nennt.",
        ),
    ),
)

FILE = Record(
    "Wissensdatei",
    (
        Field("language", OneOf(LANGUAGES), "Sprache schlichter Texte", "Ohne Angabe: de."),
        Field("entries", ListOf(ENTRY, may_be_empty=True), "Einträge"),
        Field("events", ListOf(EVENT, may_be_empty=True), "Ereignisse"),
        Field("phrases", Table(TEXT, PHRASE_KEY), "Sätze des Assistenten"),
        Field("aspects", ListOf(ASPECT_KIND), "Arten von Seiten"),
        Field("topics", ListOf(TOPIC), "Themen des Menüs"),
        Field("words", WORDS, "Wörter"),
    ),
)
