"""Naming: the side a reply showed, and the one person it names."""

from dataclasses import replace

from bot.core.conversation import Named
from bot.core.naming import Naming
from bot.core.nouns import Aspect, Entry, Reply
from tests.core.small_knowledge import knowledge_of

VEREIN = Entry(
    "verein",
    {"de": "Der Uhrenverein"},
    {"de": ["uhrenverein"]},
    {"de": "Der Verein pflegt die Uhr."},
    aspects=(Aspect("who", {"de": "Ihn leitet Ada Zeiger."}, "who"),),
)
ADA = Entry("ada", {"de": "Ada Zeiger, Vorsitz"}, {}, {"de": "Ada Zeiger."}, topic="people")
BEN = replace(ADA, id="ben", title={"de": "Ben Pendel"})
NAMING = Naming(knowledge_of(VEREIN, ADA, BEN))


def named(text: str, aspect: str | None = "who") -> Named:
    return NAMING.of(Reply("answer", "de", text, id="verein", aspect=aspect))


def test_the_one_person_of_the_answer_is_named() -> None:
    assert named("Ihn leitet Ada Zeiger.") == Named("who", "ada")


def test_two_persons_are_none_in_particular() -> None:
    assert named("Ihn leiten Ada Zeiger und Ben Pendel.") == Named("who", None)


def test_only_the_side_that_says_who_names_a_person() -> None:
    assert named("Ada Zeiger sagt: seit langem.", None) == Named()
