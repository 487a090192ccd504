"""Core: words of questions about talks – folded, lightly stemmed, and which of them only frame."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.core import reading

LONGEST_QUESTION = 1000
"""Characters that are read of a question about talks (bounds the time)."""

_WORD = re.compile(r"[^\W\d_]+(?:['’`´][^\W\d_]+)*|\d+")
_HYPHENATED = re.compile(r"[^\W\d_]{3,}-[^\W\d_]{3,}")
_MARKS = re.compile(r"['’`´]")
_TALK_ENDINGS = ("vortrag", "vortrage", "keynote", "panel", "talk", "session", "workshop")
_RAISED = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789")
"""Small figures as plain ones, so that "CO2" finds "CO₂"."""


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one folded word and where it stands in the text, in characters."""

    text: str
    start: int
    end: int


def words_in(text: str) -> list[Word]:
    """Return the folded words and numbers of a text with their places."""
    return [
        Word(_folded(match.group()), *match.span())
        for match in _WORD.finditer(text[:LONGEST_QUESTION].translate(_RAISED))
    ]


def folded_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name or title."""
    return tuple(map(_folded, _WORD.findall(text[:LONGEST_QUESTION].translate(_RAISED))))


def joined_words(text: str) -> tuple[str, ...]:
    """Return what people write in one word: "transparenzapp" for "Transparenz-App"."""
    return tuple(_folded(found.replace("-", "")) for found in _HYPHENATED.findall(text))


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return reading.fold(_MARKS.sub("", word))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Cut common German and English endings; four letters always stay.

    Light on purpose (Savoy 2006): names must not shrink to the same stem, and a schedule of a
    thousand abstracts is read in a blink.
    """
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    for ending in ("ern", "em", "en", "er", "es", "e", "n", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def root_of(word: str) -> str | None:
    """Return what a verb and its noun share: "eroffn" of "eröffnet" and "Eröffnung"."""
    for ending in ("itaten", "itat", "ities", "ity", "ungen", "ung", "ing", "et", "ed", "te", "t"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            return word.removesuffix(ending)
    return word if len(word) >= SHORTEST_ROOT else None


SHORTEST_ROOT = 5


def word_set(*texts: str) -> frozenset[str]:
    """Return the folded words of texts."""
    return frozenset(reading.fold(word) for text in texts for word in text.split())


def stem_set(*texts: str) -> frozenset[str]:
    """Return the stems of the words of texts."""
    return frozenset(stem(word) for word in word_set(*texts))


FRAME = word_set(
    "der die das den dem des ein eine einen einem einer eines und oder aber auch noch schon nur mal"
    " doch denn da dort hier ja nein nicht kein keine ich du er sie es wir ihr mich mir uns euch"
    " man jemand ihm ihn ihnen sein seine seinen seiner ihre ihren ihrem ihrer in im ins an am ans"
    " auf aufm aus bei beim bis durch für gegen mit nach ohne um unter über vom von vor zu zum zur"
    " zwischen ist sind war waren wird werden wurde wurden sei hat haben hatte habe kann können"
    " könnte könnten darf soll sollte muss möchte will würde gibt gibts geht gehts kommt kommen"
    " macht machen bitte danke hey hallo hi moin bot sag sagen mal eigentlich eig denn so was wer"
    " wie wo wann warum welche welcher welches welchem welchen wem wen wieviel uhr uhrzeit zeit"
    " etwas irgendwas alles alle allen viele mehr weitere dies diese dieser dieses diesem diesen"
    " dazu davon dabei daran sich nun statt findet finden stattfinden stattfindet stattfand"
    " läuft laufen lief liefen los thema themen rund weiß weisst wissen kennst zeig zeige zeigen"
    " such suche suchen hören höre anhören sehen anschauen gerne gern interessiert interessieren"
    " ob wenn als dass beginnt beginnen begann anfang fängt fangen startet starten start endet"
    " enden ende vorbei dauert lange wohin muss müssen hin verpasst heisst heißt name namens genau"
    " bereits wieder gewesen wat dat dit et is nen ne nix net isch mein meine meinen gleichen jetzt"
    " herr herrn frau dr prof doktor professor bundesminister frühen früher späten später spät früh"
    " statt sonst überhaupt gab gegeben stand stehen steht tag tage tagen welchen gerade gewesen"
    " zuletzt zuerst zeitpunkt tipp tipps empfehlen empfiehlst spannend spannendes wichtig wichtiges"
    " woran worauf woraus woher wozu womit worin worum wofür wogegen worüber wovon wobei wodurch"
    " daran darauf daraus daher damit darin darum dafür darüber dabei dadurch dagegen daneben davor"
    " weiter weiterhin gemacht gezeigt erzählt gesagt berichtet vorgetragen sitzt sitzen saß saßen kam kamen sah fanden wurd leute leuten menschen mann frauen männer kollege kollegin kollegen vertreter treffpunkt ort platz viel wieviele beides beide beiden nochmal nochmals halt mir übrigens bzw sowie sowohl bloß äh ähm ok okay also"
    " grade mach machst finden findest würden hätte hätten gern ganze ganzen insgesamt teil nehmen besuchen besucht teilnehmen ab finde gehalten halten verpasse verpassen"
    " verpasst verpasse typ zwei drei denen deren dessen vielleicht zufällig schauen anderen",
    "the a an of to in on at for from with without by about into over and or but not no yes is are"
    " was were be been being will would can could should may might must do does did done have has"
    " had having i you he she it we they me him her us them my your his its our their this that"
    " these those there here what whats who whos when whens where wheres which how why much many"
    " any anything something some all please hi hey hello bot tell show me know find looking look"
    " want like go going goes gone get see hear listen attend interested interesting happening"
    " happens happen take takes took place time times oclock begin begins start starts starting"
    " started end ends ending long more other else also too just still already up out off one ones"
    " people guys folks location venue whys hows mr mrs ms dr prof professor if then than let lets im id theres held hold as day days early"
    " late recommend someone somebody miss missed missing any good could called named given give gives gave",
)
"""Folded words that only frame a question about talks."""

STRONG = stem_set(
    "vortrag vorträge vortrags vortraege vortragende vortragenden talks session sessions keynote"
    " keynotes panel panels podium podiumsdiskussion podiumsdiskussionen referent referenten"
    " referentin referentinnen redner rednerin rednerinnen speaker speakers spricht sprechen sprach"
    " sprachen redet reden redete programmpunkt programmpunkte vortragsprogramm diskutiert diskutieren referiert referieren discusses discussing auftritt auftritte"
    " auftreten lecture lectures speaking speaks spoke masterclass deepdive talkrunde talkrunden"
    " messeprogramm bühnenprogramm diskussionsrunde eröffnungsrede"
    " grußwort impulsvortrag fachvortrag presentation presentations moderiert moderation"
    " tagesprogramm konferenzprogramm slot slots talk rede vorträg presenting"
    " gesprochen geredet aufgetreten vorgetragen spoken talked talking track tracks devroom presents presented presenter vorgestellt vorstellt präsentiert präsentieren",
)
"""Stems that by themselves say that the programme is meant."""

NOT_STRONG = word_set("sprache sprachen leichter")
"""Words that only look like the strong ones."""

TALK_NOUNS = stem_set(
    "vortrag vorträge vortraege talks session sessions keynote keynotes panel panels podium"
    " podiumsdiskussion masterclass referent referentin referenten vortragende redner"
    " messeprogramm bühnenprogramm vortragsprogramm tagesprogramm konferenzprogramm"
)
"""Stems of words for talks and those who give them; they leave nothing else to be meant."""

WEAK = stem_set(
    "programm programme program schedule workshop workshops veranstaltung veranstaltungen event"
    " events bühne bühnen stage stages messe messetag kongress konferenz convention fair conference"
    " stand stände halle hallen saal raum hall room beitrag agenda ablauf diskussion runde format"
    " booth messegelände plan stehen messestand dran eröffnung opening rundgang beiträge beitrag zeitplan timetable fahrplan",
)
"""Stems that belong to the programme but also to other things."""

ASKING_SPEECH = stem_set(
    "spricht sprechen sprach sprachen redet reden redete speak speaks speaking spoke talks auftritt"
    " auftreten tritt trat präsentiert presents presenting presented moderiert referiert talk rede"
    " hält hielt halten giving gives gave presentation referenten referent",
)
"""Stems that ask for somebody who speaks."""

LISTING = word_set(
    "vorträge vortraege talks sessions keynotes panels programmpunkte auftritte lectures workshops"
    " beiträge alle track tracks devroom presentations welche speakers referenten eröffnungen talkrunden",
)
"""Words that ask for more than one talk."""

GOING_ON = word_set(
    "läuft laufen lief liefen los comes kommt kommen gibt gibts fängt beginnt startet starts begins starting happening happens playing runs running"
    " geht going spielt passiert steht"
)
"""Words that ask what is going on, if a time or a stage stands beside them."""

SPOTS = frozenset({"halle", "hall", "saal", "raum", "room", "buhne", "stage", "stand", "booth"})
"""Words that a number makes into the name of a place: "Halle 25"."""


def is_frame(word: str, filler: frozenset[str] = frozenset()) -> bool:
    """Tell whether the word says nothing about which talk is meant."""
    return word in FRAME or word in filler


def without_talk_word(word: str) -> str:
    """Return "lorawan" for "lorawanvortrag": a compound's last part often only says talk."""
    for ending in _TALK_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending).removesuffix("s")
    return word


NOUN_OF = dict(
    pair.split("=") for pair in ("opened=opening", "opens=opening", "verliehen=verleihung")
)
"""Verbs whose nouns share too little with them to be found by their root."""


def talk_word_of(word: str) -> str | None:
    """Return "keynote" of "eröffnungskeynote"."""
    return next((end for end in _TALK_ENDINGS if word.endswith(end) and word != end), None)


LANGUAGES = {
    **dict.fromkeys(word_set("deutsch deutscher deutschsprachig german"), "de"),
    **dict.fromkeys(word_set("englisch englischer englischsprachig english"), "en"),
}
"""Words for the language a talk is held in, with its code."""
