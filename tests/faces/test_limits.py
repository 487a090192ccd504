"""Limits: slow politely, one sentence then silence, nobody pays for another's flood."""

from hypothesis import given
from hypothesis import strategies as st

from bot.faces.limits import Limits, Pass, Rate

ALLOWED, TELL, SILENT = Pass.ALLOWED, Pass.TELL, Pass.SILENT


def test_a_burst_is_answered_then_told_once_then_silence() -> None:
    limits = Limits(Rate(3, 1))

    assert [limits.ask("anna", 0.0) for _ in range(6)] == [ALLOWED] * 3 + [TELL] + [SILENT] * 2


def test_waiting_brings_it_back_and_the_next_flood_is_told_again() -> None:
    limits = Limits(Rate(1, 1))
    limits.ask("anna", 0.0)
    limits.ask("anna", 0.0)

    assert [limits.ask("anna", 1.0), limits.ask("anna", 1.0)] == [ALLOWED, TELL]


def test_a_flood_of_one_takes_nothing_from_the_others() -> None:
    limits = Limits(Rate(3, 1), everybody=Rate(10, 1))
    for _ in range(1000):
        limits.ask("flood", 0.0)

    assert [limits.ask("anna", 0.0) for _ in range(3)] == [ALLOWED] * 3


def test_a_flood_of_many_is_limited_over_all() -> None:
    limits = Limits(Rate(3, 1), everybody=Rate(10, 1))

    passes = [limits.ask(person, 0.0) for person in range(100)]

    assert passes == [ALLOWED] * 10 + [TELL] * 90


def test_many_people_take_bounded_memory() -> None:
    limits = Limits(most_people=100)
    for person in range(10_000):
        limits.ask(person, float(person))

    assert len(limits._people) == 100  # noqa: SLF001


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(-1e9, 1e9)), max_size=60))
def test_no_clock_gives_more_than_the_burst_at_once(asked: list[tuple[int, float]]) -> None:
    limits = Limits(Rate(2, 0.001), everybody=Rate(1000, 1000))
    newest: dict[int, float] = {}
    first: dict[int, float] = {}
    allowed = dict.fromkeys(range(4), 0)

    for person, now in asked:
        first.setdefault(person, now)
        newest[person] = max(now, newest.get(person, now))
        allowed[person] += limits.ask(person, now) is ALLOWED

    for person, number in allowed.items():
        passed = newest.get(person, 0.0) - first.get(person, 0.0)
        assert number <= 2 + max(passed, 0) * 0.001 + 1
