"""What tests share: servers of their own, and a browser on them."""

import pytest
from playwright.sync_api import sync_playwright
from selenium.webdriver.chrome.options import Options

from tests.support import CHROMIUM_FLAGS, Server, Student


def pytest_configure(config):
    config.option.headless = True


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


@pytest.fixture
def own_server():
    running = Server().start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def student(chromium, server):
    one = Student(chromium, server.url).open()
    yield one
    one.close()
    assert one.errors == []
