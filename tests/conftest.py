"""What tests share: servers of their own, and a browser on them."""

from itertools import groupby

import pytest
from playwright.sync_api import sync_playwright
from selenium.webdriver.chrome.options import Options

from tests.support import CHROMIUM_FLAGS, DESK, Server, Student

CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": list(CHROMIUM_FLAGS)}


def pytest_configure(config):
    config.option.headless = True


def pytest_collection_modifyitems(items):
    """Spread the files that mostly wait, for a server that is away, say, among those that keep a browser busy."""
    files = [list(group) for _, group in groupby(items, key=lambda item: item.path)]
    waiting, others = ([file for file in files if ("faults" in file[0].path.parts) is waits] for waits in (True, False))
    busy = [i for i, file in enumerate(others) if "browser" in file[0].path.parts]
    places = [busy[len(busy) * i // len(waiting)] for i in range(len(waiting))] if busy else [0] * len(waiting)
    for place, file in zip(reversed(places), reversed(waiting), strict=True):
        others.insert(place, file)
    items[:] = [item for file in others for item in file]


def pytest_setup_options():
    options = Options()
    for flag in (*CHROMIUM_FLAGS, "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,720"):
        options.add_argument(flag)
    return options


@pytest.fixture(scope="session")
def server():
    running = Server().start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def mortal():
    running = Server()
    yield running
    running.stop()


@pytest.fixture
def own_server(mortal):
    """A server that may be stopped and killed: each test begins with it there, whatever the last one left."""
    return mortal if mortal.is_running() else mortal.start()


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as one:
        yield one


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(**CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def visited(playwright, tmp_path_factory):
    """A profile that has opened the page before: its files do not come and are not compiled again for each test."""
    context = playwright.chromium.launch_persistent_context(tmp_path_factory.mktemp("profile"), **CHROMIUM, **DESK)
    yield context
    context.close()


@pytest.fixture
def student(chromium, server, visited):
    one = Student(chromium, server.url, visited).open()
    yield one
    visited.set_offline(False)
    one.page.evaluate("localStorage.clear()")
    one.close()
    assert one.errors == []
