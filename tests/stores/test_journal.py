"""The journal: what is written comes back, what is deleted is gone, what is old goes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.stores.journal import Count, Deleted, Journal, KeptQuestion, Rating, Reminder, Star
from bot.stores.journal_retention import KEPT_DAYS
from bot.stores.seal import KeySeal

SEAL = KeySeal(bytes(64))
NOW = datetime(2024, 10, 15, 13, 5, tzinfo=UTC)
TODAY = NOW.date()
ANNA, BERT = 4_711_000_001, -100_471_100_002


@pytest_asyncio.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    journal = await Journal.open(tmp_path / "data" / "journal.db", SEAL)
    yield journal
    await journal.close()


async def test_a_new_journal_is_empty_and_its_owners_alone(
    journal: Journal, tmp_path: Path
) -> None:
    assert await journal.language(ANNA) is None
    assert await journal.consents(ANNA) is False
    assert await journal.stars(ANNA) == []
    assert await journal.healthy()
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "data").iterdir()} == {0o600}


async def test_language_and_consent_do_not_disturb_each_other(journal: Journal) -> None:
    await journal.set_consent(ANNA, given=True, now=NOW)
    await journal.set_language(ANNA, "en", NOW)
    await journal.set_language(BERT, "de", NOW)
    await journal.set_consent(BERT, given=True, now=NOW)
    await journal.set_consent(BERT, given=False, now=NOW)

    assert (await journal.language(ANNA), await journal.consents(ANNA)) == ("en", True)
    assert (await journal.language(BERT), await journal.consents(BERT)) == ("de", False)


async def test_a_star_is_set_once_and_taken_away_with_its_reminder(journal: Journal) -> None:
    first = await journal.star(ANNA, "talk", 0, NOW)
    again = await journal.star(ANNA, "talk", 0, NOW)
    await journal.star(BERT, "talk", 0, NOW)
    await journal.remind(ANNA, "talk", 10, NOW)
    counts = await journal.star_counts()
    gone = await journal.unstar(ANNA, "talk")
    nothing = await journal.unstar(ANNA, "talk")

    assert (first, again, gone, nothing) == (True, False, True, False)
    assert counts == {"talk": 2}
    assert await journal.stars(ANNA) == []
    assert await journal.reminders() == []
    assert await journal.starred() == [Star(BERT, "talk", "")]


async def test_what_was_told_is_remembered_per_chat(journal: Journal) -> None:
    await journal.star(ANNA, "talk", 0, NOW)
    await journal.star(BERT, "talk", 0, NOW)
    await journal.mark_told(ANNA, "talk", "15:00 Forum")

    assert set(await journal.starred()) == {
        Star(ANNA, "talk", "15:00 Forum"),
        Star(BERT, "talk", ""),
    }


async def test_a_reminder_set_anew_fires_anew_only_with_another_lead(journal: Journal) -> None:
    await journal.remind(ANNA, "talk", 60, NOW)
    await journal.mark_fired(ANNA, "talk", "2024-10-16T15:00")
    await journal.remind(ANNA, "talk", 60, NOW)
    same = await journal.reminders(ANNA)
    await journal.remind(ANNA, "talk", 5, NOW)

    assert same == [Reminder(ANNA, "talk", 60, "2024-10-16T15:00")]
    assert await journal.reminders() == [Reminder(ANNA, "talk", 5, None)]
    assert await journal.forget(ANNA, "talk")
    assert not await journal.forget(ANNA, "talk")


async def test_counts_and_ratings_add_up_by_day_and_hour(journal: Journal) -> None:
    later = NOW + timedelta(days=1)
    for moment, outcome, answer in [
        (NOW, "answer", "freies-wlan"),
        (NOW, "answer", "freies-wlan"),
        (later, "unknown", None),
    ]:
        await journal.count(outcome, answer, moment)
        await journal.rate("freies-wlan", helpful=outcome == "answer", now=moment)

    assert await journal.counts(TODAY) == [
        Count(TODAY, 13, "answer", "freies-wlan", 2),
        Count(later.date(), 13, "unknown", None, 1),
    ]
    assert await journal.ratings(later.date()) == [
        Rating(later.date(), "freies-wlan", helpful=False, number=1)
    ]


async def test_a_kept_question_is_masked_and_settled_by_deleting(journal: Journal) -> None:
    await journal.keep_question(
        "ruf  0171 2345678 an oder a.b@c.de", "de", "unknown", "kontakt", 0.4, NOW
    )
    kept = await journal.questions()
    await journal.settle_question([kept[0].id])

    assert kept == [
        KeptQuestion(1, "ruf [Telefon] an oder [E-Mail]", "de", "unknown", "kontakt", 0.4, TODAY)
    ]
    assert await journal.questions() == []


async def test_an_update_is_handled_once(journal: Journal) -> None:
    answers = [await journal.handled(number, NOW) for number in (7, 8, 7)]

    assert answers == [False, False, True]


async def test_leaving_deletes_everything_and_says_what(journal: Journal, tmp_path: Path) -> None:
    for chat in (ANNA, BERT):
        await journal.set_language(chat, "en", NOW)
        await journal.set_consent(chat, given=True, now=NOW)
        await journal.star(chat, "one", 0, NOW)
        await journal.star(chat, "two", 0, NOW)
        await journal.remind(chat, "two", 5, NOW)

    deleted = await journal.delete(ANNA)
    again = await journal.delete(ANNA)

    assert deleted == Deleted(language=True, stars=2, reminders=1, consent=True)
    assert again == Deleted(language=False, stars=0, reminders=0, consent=False)
    assert await journal.stars(BERT) == ["one", "two"]
    left = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert SEAL.seal(ANNA) not in left
    assert SEAL.seal(BERT) in left


async def test_writes_at_once_share_a_commit_and_all_arrive(journal: Journal) -> None:
    await asyncio.gather(*(journal.star(chat, "talk", 0, NOW) for chat in range(500)))

    assert {star.chat for star in await journal.starred()} == set(range(500))


async def test_a_question_that_comes_again_after_a_crash_is_kept_once(journal: Journal) -> None:
    for update in (5, 5, 6, None, None):
        await journal.keep_question("wo", "de", "unknown", None, 0.1, NOW, update)

    assert len(await journal.questions()) == 4
    assert await journal.handled_lately() == set()


async def test_a_failing_write_fails_alone(journal: Journal) -> None:
    outcomes = await asyncio.gather(
        journal.star(ANNA, "one", 0, NOW),
        journal.star(ANNA, None, 0, NOW),  # type: ignore[arg-type] - the column refuses it
        journal.remind(ANNA, "two", None, NOW),  # type: ignore[arg-type]
        journal.star(ANNA, "three", 0, NOW),
        return_exceptions=True,
    )

    assert [type(outcome).__name__ for outcome in outcomes] == [
        "bool",
        "bool",
        "StoreError",
        "bool",
    ]
    assert await journal.stars(ANNA) == ["one", "three"]


async def test_what_is_acknowledged_is_there_after_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    first = await Journal.open(path, SEAL)
    await first.star(ANNA, "talk", 0, NOW)
    await first.close()

    second = await Journal.open(path, SEAL)
    stars = await second.stars(ANNA)
    await second.close()

    assert stars == ["talk"]


async def test_a_lost_key_loses_what_it_sealed_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    first = await Journal.open(path, SEAL)
    await first.star(ANNA, "talk", 0, NOW)
    await first.keep_question("wo sind die ladesäulen", "de", "unknown", None, 0.1, NOW)
    await first.count("unknown", None, NOW)
    await first.close()

    second = await Journal.open(path, KeySeal(b"2" * 64))
    await second.star(ANNA, "talk", 0, NOW)
    found = (await second.starred(), await second.questions(), await second.counts(TODAY))
    unreadable = await second.unreadable()
    await second.close()

    assert found == ([Star(ANNA, "talk", "")], [], [Count(TODAY, 13, "unknown", None, 1)])
    assert unreadable == 2


async def fill(journal: Journal, now: datetime) -> None:
    await journal.set_language(ANNA, "en", now)
    await journal.star(ANNA, "talk", 0, now)
    await journal.remind(ANNA, "talk", 5, now)
    await journal.keep_question("wo", "de", "unknown", None, 0.1, now)
    await journal.count("unknown", None, now)
    await journal.rate("wlan", helpful=True, now=now)
    await journal.handled(1, now)
    await journal.put_aside({2: {"update_id": 2}}, now)


@pytest.mark.parametrize("days", sorted(set(KEPT_DAYS.values())))
async def test_every_table_lets_go_after_its_time_and_not_before(
    journal: Journal, days: int
) -> None:
    await fill(journal, NOW)
    shorter = sum(kept < days for kept in KEPT_DAYS.values())
    at_once = sum(kept == days for kept in KEPT_DAYS.values())
    await journal.expire(NOW)
    day = timedelta(days=1)

    for passed in range(10, days, 10):
        await journal.expire(NOW + passed * day)
    before = sum(
        [
            await journal.language(ANNA) is not None,
            len(await journal.stars(ANNA)),
            len(await journal.reminders()),
            len(await journal.questions()),
            len(await journal.counts(date.min)),
            len(await journal.ratings(date.min)),
            len(await journal.handled_lately()),
            len(await journal.aside()),
        ]
    )
    on_the_last = await journal.expire(NOW + days * day)
    after = await journal.expire(NOW + (days + 1) * day)

    assert before == len(KEPT_DAYS) - shorter
    assert (on_the_last, after) == (0, at_once)


async def test_a_clock_that_leaps_ahead_deletes_nothing(journal: Journal) -> None:
    await fill(journal, NOW)
    await journal.expire(NOW)

    wrong = [await journal.expire(NOW + timedelta(days=4000)) for _ in range(3)]
    back = await journal.expire(NOW + timedelta(days=1))

    assert (wrong, back) == ([0, 0, 0], 0)
    assert await journal.stars(ANNA) == ["talk"]


async def test_a_bot_that_rested_a_year_tidies_up_on_the_second_day(journal: Journal) -> None:
    await fill(journal, NOW)
    await journal.expire(NOW)

    first = await journal.expire(NOW + timedelta(days=370))
    second = await journal.expire(NOW + timedelta(days=371))

    assert (first, second) == (0, 6)


async def test_a_clock_that_fell_back_makes_no_row_look_old(journal: Journal) -> None:
    await journal.expire(NOW)
    await journal.star(ANNA, "talk", 0, datetime(1970, 1, 1, tzinfo=UTC))

    deleted = [await journal.expire(NOW + timedelta(days=days)) for days in (30, 60, 90)]

    assert deleted == [0, 0, 0]
    assert await journal.stars(ANNA) == ["talk"]


async def test_what_is_put_aside_comes_back_in_order_until_it_is_handled(journal: Journal) -> None:
    early, late = {"update_id": 5, "message": {"text": "Ä?"}}, {"update_id": 6}

    await journal.put_aside({9: late, 8: early}, NOW)
    both = await journal.aside()
    await journal.note([8, 7], {}, NOW)

    assert both == [early, late]
    assert await journal.aside() == [late]
    assert await journal.handled_lately() == {7, 8}
