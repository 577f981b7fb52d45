"""The first load in a real browser: text and controls before plotly.js, one plotly.js, what comes over the wire."""

import json
import re
import time
from urllib.request import Request, urlopen

import pytest

from app.static.build import PLOTLY as NAME
from app.static.build import plotly_folder
from components.layout import index_string
from components.schema import schema
from tests.support import Student

PLOTLY = "**/plotly.min.js"
ENDPOINT = "/_dash-update-component"
COLD_BYTES = 1_625_000  # with the full plotly.js: 1.6 MB, and 25 kB for links and keys (docs/why/files.md)
WARM_BYTES = 10_000
LATE = ("/later.json", "/late.css")  # before any module that comes later


class Wire:
    """What a page loads, as Chromium counts it: bytes by address, 0 for what it had."""

    def __init__(self, student):
        self.student = student
        self.addresses, self.sizes, self.over = {}, {}, set()
        session = student.context.new_cdp_session(student.page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.loadingFailed", self._failed)
        session.send("Network.enable")

    def _asked(self, event):
        self.addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event):
        self.sizes[event["requestId"]] = event["encodedDataLength"]
        self.over.add(event["requestId"])

    def _failed(self, event):
        self.over.add(event["requestId"])

    def asked_for(self, part):
        return [address for address in self.addresses.values() if part in address]

    def came(self):
        """Return what was not in the browser's cache: what is fetched, and imported then, comes once."""
        return [self.addresses[request] for request, size in self.sizes.items() if size]

    def wait(self):
        """Wait until all that was asked for has come, and nothing more is asked for."""
        end, before = time.monotonic() + 60, None
        while before != (before := set(self.addresses)) or not before <= self.over:
            assert time.monotonic() < end, [self.addresses[request] for request in before - self.over]
            self.student.settle(1500)

    def total(self, *, late=True):
        """Return the bytes of all, or of what was asked for before what comes two seconds after the picture."""
        self.wait()
        asked = list(self.addresses.items())
        if not late:
            first_late = (i for i, (_, address) in enumerate(asked) if address.endswith(LATE))
            asked = asked[: next(first_late, len(asked))]
        return sum(self.sizes.get(request, 0) for request, _ in asked)


@pytest.fixture
def newcomer(chromium, server):
    one = Student(chromium, server.url, bypass_csp=False)
    yield one
    one.close()


def is_drawn(student):
    return student.page.evaluate("document.querySelector('#fit-figure .scatterlayer path') !== null")


def test_text_and_controls_are_there_while_plotly_js_is_held_back_and_then_the_page_draws(newcomer):
    held = []
    newcomer.page.route(PLOTLY, lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks the function
    newcomer.page.goto(newcomer.url)
    newcomer.wait_until("document.querySelector('#loss')?.textContent")
    newcomer.wait_until("performance.now() > 5000")
    assert len(held) == 1
    assert not is_drawn(newcomer)
    assert newcomer.page.is_visible("#start")
    assert newcomer.page.is_visible("#learning-rate")
    assert newcomer.state() == "Ready"
    newcomer.press("about-button")
    assert "A model learns a straight line" in newcomer.text("about")
    newcomer.press("about-close")
    newcomer.press("step")
    newcomer.wait_for_epoch(1)
    held[0].continue_()
    newcomer.wait_for_picture()
    newcomer.press("start")
    newcomer.wait_for_epoch(5)
    assert len(held) == 1
    assert newcomer.errors == []


def test_a_page_that_opens_asks_once_for_its_run(newcomer):
    """However often the command is repeated on a slow machine, it is one: it was dropped as soon as all had loaded."""
    asked = []
    newcomer.page.on("request", lambda request: asked.append(request) if ENDPOINT in request.url else None)
    newcomer.open()
    assert {request.post_data_json["inputs"][0]["value"]["seq"] for request in asked} == {1}
    assert newcomer.errors == []


def test_a_plotly_js_that_does_not_come_is_asked_for_again(newcomer):
    turns = []

    def second_time(route):
        turns.append(time.monotonic())
        route.abort() if len(turns) == 1 else route.continue_()

    newcomer.page.route(PLOTLY, second_time)
    newcomer.open()
    assert len(turns) == 2
    newcomer.press("start")
    newcomer.wait_for_epoch(3)
    assert all("ERR_FAILED" in error for error in newcomer.errors)


def wait_until_compressed(url):
    """Wait for what a server does in its first seconds: the largest file is compressed last."""
    asked = Request(f"{url}{plotly_folder().address}{NAME}", headers={"accept-encoding": "br"}, method="HEAD")
    end = time.monotonic() + 60
    while urlopen(asked).headers["content-encoding"] != "br":
        assert time.monotonic() < end
        time.sleep(0.2)


def test_one_plotly_js_is_loaded_and_a_warm_load_is_small(newcomer):
    wait_until_compressed(newcomer.url)
    wire = Wire(newcomer)
    newcomer.open()
    assert wire.total(late=False) < COLD_BYTES
    assert [address.removeprefix(newcomer.url) for address in wire.asked_for("plotly.min")] == [
        plotly_folder().address + NAME
    ]
    newcomer.page.wait_for_selector("#touch", state="attached")  # comes after the picture
    wire.wait()
    once = [address for address in wire.came() if "/page-" in address or "/dash-renderer-" in address]
    assert len(once) == len(set(once))
    assert {*wire.asked_for("/page-"), *wire.asked_for("/dash-renderer-")} == set(once)
    again = Wire(newcomer)
    newcomer.reload()
    newcomer.page.wait_for_selector("#touch", state="attached")
    assert again.total() < WARM_BYTES
    assert {*again.asked_for("/page-"), *again.asked_for("/dash-renderer-")} == set(once)
    assert newcomer.errors == []


def test_every_panel_draws_with_the_plotly_js_that_is_served(newcomer):
    newcomer.open()
    newcomer.set_rate(0.2)
    newcomer.press("start")
    newcomer.wait_for_epoch(5)
    newcomer.press("chip-map")
    newcomer.wait_until("document.querySelector('#loss-map .contourlayer path') !== null")
    newcomer.press("chip-residuals")
    newcomer.wait_until("document.querySelector('#residuals-figure .js-plotly-plot path') !== null")
    newcomer.press("pause")
    for chip in ("chip-map", "chip-residuals", "chip-compare"):
        newcomer.press(chip)
    newcomer.press("keep-run")
    newcomer.wait_until("document.querySelector('#compare-figure .js-plotly-plot path') !== null")
    assert newcomer.errors == []


def test_the_schema_stands_in_the_page_as_data_that_the_policy_lets_be(chromium, server):
    """Data in the page run nowhere, so the policy need not know them; `<` cannot end them early."""
    hostile = schema() | {"a": "</script><script>window.broken = true</script><!--", "b": [1, 2.5, None]}
    data = re.search(r'<script type="application/json" id="schema">.*?</script>', index_string(schema=hostile))[0]
    one = Student(chromium, server.url, bypass_csp=False)
    policy = []
    one.page.on("response", lambda answer: policy.append(answer.headers.get("content-security-policy")))

    def with_schema(route):
        page = route.fetch()
        body = re.sub(r'<script type="application/json" id="schema">.*?</script>', lambda _: data, page.text())
        route.fulfill(response=page, body=body)

    one.page.route(one.url + "/", with_schema)
    one.open()
    assert "script-src 'self';" in policy[0]
    assert one.page.evaluate("JSON.parse(document.getElementById('schema').textContent)") == json.loads(
        json.dumps(hostile)
    )
    assert one.page.evaluate("window.broken") is None
    assert one.errors == []
    one.close()
