"""The cache of live models: bounded in number and in size, and the newest session is always there."""

from app.run.protocol import Command
from app.run.sessions import BYTES_A_NUMBER, BYTES_APART, ROOM, SMALLEST, SessionCache
from model.data import HousePricesData, LineData
from model.data.curve import shaped
from model.optimizers import TrainingSettings
from tests.runs import own


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


def test_classes_are_left_their_room_but_a_third_stays():
    beside = [0]
    cache = SessionCache(100, beside=lambda: beside[0])
    houses = SMALLEST + 10_000 * BYTES_A_NUMBER
    for taken, room in ((0, 100 * ROOM), (20 * ROOM, 80 * ROOM), (10**9, 100 * ROOM // 3)):
        beside[0] = taken
        for number in range(30):
            cache.session_for(command(str(number), HousePricesData(n=2000, seed=taken % 97)))
        assert len(cache) == room // houses


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


def test_points_of_ones_own_are_counted_with_their_labels_once_for_all_who_have_them():
    """Labels of sixty letters take more than the points: uncounted, they filled 400 MB of a server of 512."""
    cache, spec = SessionCache(10), own([1.0, 2.0, 3.0], [2.0, 3.0, 5.0], labels=["\N{GRINNING FACE}" * 60] * 3)
    each, table = SMALLEST + 6 * BYTES_A_NUMBER, spec.table.nbytes
    assert table > 6 * 8 + 3 * 4 * 60
    for run, wanted in (("a", each + table), ("b", 2 * each + table), ("b", 2 * each + table)):
        cache.session_for(command(run, spec))
        assert cache.size == wanted
    cache.session_for(command("a", LineData(n=2)))
    cache.session_for(command("b", LineData(n=2)))
    assert cache.size == 2 * (SMALLEST + 4 * BYTES_A_NUMBER)


def test_points_for_testing_are_copies():
    cache = SessionCache(10)
    cache.session_for(command("a", shaped(LineData(n=40), 1, 20)))
    assert cache.size == SMALLEST + 80 * (BYTES_A_NUMBER + BYTES_APART)


def test_the_limit_holds_for_the_articles_line():
    assert len(filled(30, LineData(), 40)) == 30
