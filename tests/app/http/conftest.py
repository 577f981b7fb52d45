"""The guard before an application that only notes, and before the page itself."""

import pytest

from app.factory import create_app
from app.http.guard import Guard
from app.server_settings import Settings
from tests.app.http.guarded import Behind
from tests.asgi import Asked


@pytest.fixture
def behind():
    return Behind()


@pytest.fixture
def guarded(behind):
    asked = Asked(Guard(behind, lambda *_: None, ("/", "/files/a.js")))
    yield asked
    asked.close()


@pytest.fixture(scope="session")
def page():
    app = create_app(Settings())
    asked = Asked(app.server)
    yield asked
    asked.close()
