"""Two stores for the same tests."""

import pytest

from app.rooms.memory_store import MemoryStore
from tests.app.rooms.school import Loop, Pupil, RedisServer, Teacher, Worker


@pytest.fixture(scope="session")
def redis(tmp_path_factory):
    server = RedisServer(tmp_path_factory.mktemp("redis")).start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def loop():
    one = Loop()
    yield one
    one.close()


@pytest.fixture(params=["memory", "redis"])
def store(request):
    return MemoryStore() if request.param == "memory" else request.getfixturevalue("redis").store()


@pytest.fixture
def worker(loop, store):
    one = Worker(loop, store)
    yield one
    one.close()


@pytest.fixture
def teacher(worker):
    return Teacher(worker)


@pytest.fixture
def join(worker, teacher):
    return lambda **more: Pupil(worker, teacher.code, **more)
