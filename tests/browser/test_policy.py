"""Policy and limits seen from a browser: no view violates the policy; embedding, cookies, and the limit on new runs."""

import json
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from components import panels
from tests.support import Server, Student, free_port

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) => {
  window.violations.push([effectiveDirective, blockedURI, sourceFile].join(" "));
});
"""
PANELS = [panel.name for panel in panels.PANELS]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


class Watched(Student):
    """A student whose browser notes what the page's policy forbade."""

    def __init__(self, browser, url, **screen):
        super().__init__(browser, url, bypass_csp=False, **screen)
        self.context.add_init_script(WATCH)

    def check(self):
        assert self.page.evaluate("window.violations") == []
        assert self.errors == []
        assert self.context.cookies() == []

    def download(self, selector):
        with self.page.expect_download() as waiting:
            self.page.click(selector)
        assert waiting.value.path().stat().st_size > 100
        self.check()


@pytest.fixture(params=[{}, PHONE | {"color_scheme": "dark"}], ids=["desk", "phone by night"])
def watched(request, chromium, server):
    one = Watched(chromium, server.url, **request.param).open()
    yield one
    one.check()
    one.close()


@pytest.fixture
def desk(chromium, server):
    one = Watched(chromium, server.url).open()
    yield one
    one.check()
    one.close()


def test_no_view_violates_the_policy(watched):
    watched.set_rate(0.2)
    watched.press("start")
    watched.wait_for_epoch(5)
    for panel in PANELS:
        watched.press(f"chip-{panel}")
    watched.settle(700)
    watched.check()
    watched.press("more-button")
    watched.press("about-button")
    watched.settle()
    watched.press("about-data")
    watched.page.click("#data-table .close")
    watched.press("mode-button")
    watched.settle()
    watched.press("pause")
    watched.press("step")
    watched.press("step-back")
    watched.press("live")
    watched.press("reset")
    watched.press("new-data")
    watched.press("new-start")
    watched.settle()


def test_the_projector_house_prices_and_a_diverged_run_do_not_either(desk):
    desk.press("projector-button")
    desk.press("start")
    desk.wait_for_epoch(3)
    desk.press("leave-button")
    desk.press("pause")
    desk.page.select_option("#dataset", "house-prices")
    desk.wait_for_text("weight-true", "2.5")
    desk.press("start")
    desk.wait_for_epoch(3)
    desk.page.select_option("#dataset", "hubble")
    desk.settle()
    desk.page.select_option("#dataset", "line")
    desk.settle()
    desk.set_rate(3)
    desk.press("start")
    desk.wait_for_text("state", "Stopped")
    desk.reload()
    desk.wait_for_text("state", "Stopped")


def test_pictures_and_downloads_do_not_either(desk):
    desk.set_rate(0.2)
    desk.press("start")
    desk.wait_for_epoch(5)
    desk.press("pause")
    desk.press("chip-code")
    desk.wait_for_text("script", "torch")
    for id_ in ("script", "notebook", "history", "data"):
        desk.download(f"#download-{id_}")
    for name in ("fit", "loss", "map", "residuals"):
        for kind in ("png", "svg"):
            desk.download(f"[data-picture={name}][data-format={kind}]")
    desk.press("copy-script")


def test_the_watch_sees_a_violation(chromium, server):
    """What the other tests rest on: a script within the page and a picture from elsewhere are forbidden, and noted."""
    one = Watched(chromium, server.url).open()
    one.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          const far = document.createElement("img");
          far.src = "http://127.0.0.1:9/x.png";
          document.body.append(far);
        }"""
    )
    one.wait_until("window.violations.length >= 2")
    seen = " ".join(one.page.evaluate("window.violations"))
    assert "script-src-elem inline" in seen
    assert "img-src http://127.0.0.1:9/x.png" in seen
    assert one.page.evaluate("window.ran") is None
    # Later, because what Playwright evaluates is itself allowed to.
    later = "() => new Promise((say) => setTimeout(() => { try { say(eval('true')); } catch { say(false); } }))"
    assert one.page.evaluate(later) is False
    one.close()


class Frame(BaseHTTPRequestHandler):
    """A learning platform: a page of another origin with ours in a frame."""

    def __init__(self, url, *args):
        self.url = url
        super().__init__(*args)

    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(f'<iframe src="{self.url}" width="1200" height="700"></iframe>'.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def embedding():
    """Start servers and platforms that embed them, and stop them all."""
    opened = []

    def platform(port, url):
        site = ThreadingHTTPServer(("127.0.0.1", port), partial(Frame, url))
        threading.Thread(target=site.serve_forever).start()
        opened.append(lambda: (site.shutdown(), site.server_close()))
        return f"http://127.0.0.1:{port}"

    def chalkline(origins):
        running = Server(EMBED_ORIGINS=origins).start()
        opened.append(running.stop)
        return running

    yield chalkline, platform
    for close in opened:
        close()


def test_the_platform_named_may_embed_the_page_and_nobody_else(chromium, embedding):
    chalkline, platform = embedding
    named, other = free_port(), free_port()
    running = chalkline(f"http://127.0.0.1:{named}")
    student = Student(chromium, platform(named, running.url), bypass_csp=False)
    student.page.goto(student.url)
    inside = student.page.frames[1]
    inside.wait_for_selector("html[data-plotly=ready]")
    inside.click("#start")
    student.wait_until("window.frames.length === 1")
    while int(inside.text_content("#epoch")) < 3:
        student.settle(50)
    student.close()
    stranger = Student(chromium, platform(other, running.url), bypass_csp=False)
    stranger.page.goto(stranger.url)
    stranger.settle(1000)
    assert stranger.page.frames[1].query_selector("#start") is None
    assert "frame-ancestors" in " ".join(stranger.errors)
    stranger.close()


def test_a_page_that_comes_too_soon_says_so_and_begins_by_itself(chromium, server):
    """The server refuses new runs beyond the limit; here its answer is given to a page that opens."""
    refusal = json.dumps({"notice": {"id": "server.too-many-pages"}})
    student = Student(chromium, server.url)
    turns = []

    def twice(route):
        turns.append(route.request.post_data)
        if len(turns) <= 2:
            headers = {"retry-after": "1", "content-type": "application/json"}
            route.fulfill(status=429, body=refusal, headers=headers)
        else:
            route.continue_()

    student.page.route("**/_dash-update-component*", twice)
    student.page.goto(student.url)
    student.wait_for_text("sentence", "This one begins by itself in a moment.")
    assert student.page.is_hidden("#banner")
    student.wait_until("document.querySelector('#loss').textContent !== ''")
    assert "begins by itself" not in student.text("sentence")
    assert len(set(turns)) == 3  # a command that is slow to be answered is sent again
    student.press("start")
    student.wait_for_epoch(3)
    assert all("429" in error for error in student.errors)
    student.close()


def test_the_real_limit_lets_the_run_that_is_there_go_on(chromium):
    running = Server(NEW_RUNS_PER_MINUTE="1").start()
    try:
        first = Student(chromium, running.url).open()
        first.press("start")
        first.wait_for_epoch(3)
        second = Student(chromium, running.url)
        second.page.goto(second.url)
        second.wait_for_text("sentence", "begins by itself")
        epoch = first.epoch()
        first.wait_for_epoch(epoch + 5)
        assert first.errors == []
        first.close()
        second.close()
    finally:
        running.stop()
