"""The cache of live models: bounded in number and in size, and the newest session is always there."""

from app.run.protocol import Command
from app.run.sessions import BYTES_A_NUMBER, ROOM, SMALLEST, SessionCache
from model.data import HousePricesData, LineData
from model.optimizers import TrainingSettings


def command(run, data):
    return Command(run=run, seq=1, epochs=0, data=data, training=TrainingSettings())


def filled(limit, data, count):
    cache = SessionCache(limit)
    for number in range(count):
        cache.session_for(command(str(number), data))
    return cache


def test_it_keeps_no_more_sessions_than_its_limit_and_the_newest_of_them():
    cache = filled(3, LineData(), 5)
    assert [str(number) in cache for number in range(5)] == [False, False, True, True, True]


def test_large_sessions_are_fewer():
    cache = filled(10, HousePricesData(n=2000), 10)
    houses = SMALLEST + 10_000 * BYTES_A_NUMBER
    assert len(cache) == 10 * ROOM // houses
    assert cache.size == houses * len(cache)
    assert "9" in cache


def test_a_session_that_is_larger_than_all_the_room_is_kept_alone():
    cache = filled(1, HousePricesData(n=2000), 3)
    assert (len(cache), "2" in cache) == (1, True)


def test_a_session_that_changes_its_data_is_counted_once():
    cache = SessionCache(10)
    for data in (LineData(), HousePricesData(n=2000), LineData(n=2)):
        cache.session_for(command("one", data))
    assert (len(cache), cache.size) == (1, SMALLEST + 4 * BYTES_A_NUMBER)
    cache.clear()
    assert (len(cache), cache.size) == (0, 0)


def test_the_limit_holds_for_the_articles_line():
    assert len(filled(30, LineData(), 40)) == 30
