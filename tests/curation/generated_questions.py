"""Questions nobody answered, made up with a known truth: sixty subjects, many ways, real slips."""

import random
from collections.abc import Iterator

FRAMES = (
    "{}",
    "{}?",
    "gibt es {}",
    "wo finde ich {} in schwerte",
    "hallo, ich hätte eine frage zu {}",
    "wann kommt {} endlich",
    "wer ist zuständig für {}",
    "was kostet {}",
    "kann ich {} online bekommen",
    "{} schwerte",
    "Bitte Infos zu {}",
    "wie ist das mit {} geregelt",
)

SUBJECTS = (
    ("ladesäulen nordstadt", "ladesäule in der nordstadt", "e-auto laden nordstadt ladesäulen"),
    ("ladesäulen am bahnhof", "ladesäule bahnhof", "bahnhof ladesäulen parkplatz"),
    ("hundesteuer", "hundesteuer für zwei hunde", "hundesteuer anmelden"),
    ("hundewiese", "hundewiese freilauf", "freilaufwiese hundewiese"),
    ("kinoprogramm", "kinoprogramm heute abend", "das kinoprogramm"),
    ("sperrmüll abholung", "abholung von sperrmüll", "sperrmüll termin abholung"),
    ("gelbe säcke", "gelbe säcke ausgabestelle", "neue gelbe säcke"),
    ("weihnachtsmarkt", "weihnachtsmarkt öffnungszeiten", "der weihnachtsmarkt"),
    ("wochenmarkt", "wochenmarkt stände", "wochenmarkt samstag"),
    ("freibad elsetal", "freibad im elsetal öffnungszeiten", "elsetal freibad eintritt"),
    ("hallenbad sauna", "sauna im hallenbad", "hallenbad mit sauna"),
    ("parkausweis bewohner", "bewohner parkausweis", "parkausweis für bewohner verlängern"),
    (
        "behindertenparkplatz",
        "behindertenparkplatz beantragen",
        "behindertenparkplatz vor dem haus",
    ),
    ("strafzettel einspruch", "einspruch gegen strafzettel", "strafzettel falsch einspruch"),
    ("blitzer", "blitzer hörder straße", "mobile blitzer"),
    ("baustelle hagener straße", "hagener straße baustelle sperrung", "sperrung hagener straße"),
    ("brücke ruhr sperrung", "ruhr brücke gesperrt", "die ruhr brücke"),
    ("radweg nach dortmund", "dortmund radweg", "radweg richtung dortmund"),
    ("fahrradverleih", "fahrradverleih station", "fahrradverleih app"),
    ("lastenrad förderung", "förderung für lastenrad", "lastenrad zuschuss förderung"),
    ("photovoltaik zuschuss", "zuschuss photovoltaik dach", "photovoltaik balkon zuschuss"),
    ("wärmepumpe beratung", "beratung zur wärmepumpe", "wärmepumpe energie beratung"),
    ("fernwärme anschluss", "anschluss an fernwärme", "fernwärme anschluss kosten"),
    ("stromausfall westhofen", "westhofen stromausfall", "stromausfall in westhofen"),
    ("trinkwasser härte", "härte vom trinkwasser", "trinkwasser kalk härte"),
    ("heiraten rohrmeisterei", "rohrmeisterei heiraten", "in der rohrmeisterei heiraten trauung"),
    ("geburtsurkunde", "geburtsurkunde kopie", "geburtsurkunde bestellen"),
    ("führungszeugnis", "führungszeugnis beantragen", "erweitertes führungszeugnis"),
    ("reisepass express", "express reisepass", "reisepass kind express"),
    ("fundbüro", "fundbüro schlüssel verloren", "fundbüro telefon"),
    ("bücherei ausweis", "ausweis bücherei", "bücherei ausweis verlängern"),
    ("musikschule klavier", "klavier musikschule", "musikschule klavier unterricht"),
    (
        "volkshochschule spanisch",
        "spanisch volkshochschule kurs",
        "volkshochschule spanisch anfänger",
    ),
    ("kindergarten platz", "platz im kindergarten", "freier platz kindergarten"),
    ("schulbus fahrplan", "fahrplan schulbus", "schulbus fahrplan ergste"),
    ("offener ganztag anmeldung", "anmeldung offener ganztag", "offener ganztag grundschule"),
    ("jugendzentrum disco", "disco jugendzentrum", "jugendzentrum disco freitag"),
    ("skatepark", "skatepark neubau", "skatepark beleuchtung"),
    ("spielplatz defekt", "defekt auf dem spielplatz", "spielplatz schaukel defekt"),
    ("bolzplatz", "bolzplatz holzen", "bolzplatz tore"),
    ("seniorentreff", "seniorentreff mittagessen", "seniorentreff holzen"),
    ("pflegeberatung", "pflegeberatung zuhause", "pflegeberatung telefonisch"),
    ("tafel lebensmittel", "lebensmittel tafel", "tafel lebensmittel ausgabe"),
    ("wohngeld antrag", "antrag auf wohngeld", "wohngeld antrag formular"),
    ("schuldnerberatung", "schuldnerberatung termin", "schuldnerberatung kostenlos"),
    ("kleingarten pachten", "pachten kleingarten", "kleingarten pachten warteliste"),
    ("baumfällung genehmigung", "genehmigung für baumfällung", "baumfällung genehmigung garten"),
    ("osterfeuer anmelden", "anmelden vom osterfeuer", "osterfeuer anmelden privat"),
    ("feuerwerk verbot", "verbot von feuerwerk", "silvester feuerwerk verbot"),
    ("ruhestörung nachbar", "nachbar ruhestörung melden", "ruhestörung nachbar nachts"),
    ("rattenbefall", "rattenbefall melden", "rattenbefall keller"),
    ("wespennest entfernen", "entfernen wespennest", "wespennest entfernen feuerwehr"),
    ("grillplatz mieten", "mieten vom grillplatz", "grillplatz mieten ruhrwiesen"),
    ("stadthalle konzert", "konzert in der stadthalle", "stadthalle konzert karten"),
    ("stadtführung nachtwächter", "nachtwächter stadtführung", "stadtführung mit nachtwächter"),
    ("ferienspaß programm", "programm vom ferienspaß", "ferienspaß programm sommer"),
    ("impfzentrum grippe", "grippe impfzentrum", "impfzentrum grippe termin"),
    ("zahnarzt notdienst", "notdienst zahnarzt", "zahnarzt notdienst sonntag"),
    ("apotheke nachts", "nachts apotheke offen", "apotheke nachts notdienst"),
    ("briefwahl unterlagen", "unterlagen für briefwahl", "briefwahl unterlagen beantragen"),
)

SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def questions(number: int, seed: int = 1) -> Iterator[tuple[str, int]]:
    """Make questions with the number of their subject; some subjects are asked far more often."""
    chance = random.Random(seed)
    weights = [1 / (1 + place * 0.08) for place in range(len(SUBJECTS))]
    for _ in range(number):
        truth = chance.choices(range(len(SUBJECTS)), weights)[0]
        text = chance.choice(FRAMES).format(chance.choice(SUBJECTS[truth]))
        yield slipped(text, chance), truth


def slipped(text: str, chance: random.Random) -> str:
    """Write as on a phone: a third have a slip, a third no umlauts, some no capitals."""
    if chance.random() < 0.3:
        text = text.translate(SPELT_OUT)
    if chance.random() < 0.33:
        place = chance.randrange(1, len(text) - 1)
        kind = chance.randrange(3)
        if kind == 0:
            text = text[:place] + text[place + 1 :]
        elif kind == 1:
            text = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        else:
            text = text[:place] + chance.choice("enrtsai") + text[place + 1 :]
    return text
