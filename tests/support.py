"""Helpers of the tests: a server process that can be killed, and a student with a browser."""

import asyncio
import copy
import os
import signal
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.ports import free_port

ROOT = Path(__file__).parent.parent
BOOT_SECONDS = 60
TIMEOUT_S = 60  # of a test whose machine has much to do: what is waited for may be late, and no test says how late
LECTURE_HALL = "lecture.test"  # a name that is not loopback: no secure context, as on a laptop in a school's network
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    f"--host-resolver-rules=MAP {LECTURE_HALL} 127.0.0.1",
)


def with_value(raw, path, value):
    """Return a copy of plain JSON with another value at a path of names and indices, "segments/0/data"."""
    spoilt = copy.deepcopy(raw)
    *parents, last = (int(name) if name.isdigit() else name for name in path.split("/"))
    place = spoilt
    for name in parents:
        place = place[name]
    place[last] = value
    return spoilt


def in_a_thread(work, *arguments):
    """Call what runs an event loop of its own: a browser of another test may keep one running in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, *arguments).result()


def in_a_loop_of_its_own(coroutine):
    return in_a_thread(asyncio.run, coroutine)


def serving(application=None, host="127.0.0.1", port=0):
    """The command that serves: what a host starts, or uvicorn for another application, as quiet."""
    if application is None:
        return [sys.executable, "-m", "app.serve"]
    where = ["uvicorn", application, "--host", host, "--port", str(port)]
    quiet = ["--no-access-log", "--log-level", "error", "--no-server-header", "--no-proxy-headers", "--ws", "none"]
    return [sys.executable, "-m", *where, *quiet]


class Server:
    """What a host starts, or another application, on a port of its own; it can be killed and started again."""

    def __init__(self, host="127.0.0.1", application=None, **environment):
        self.port = free_port()
        self.host = host
        self.url = f"http://{host}:{self.port}"
        self.application = application
        self.environment = environment
        self.process = None

    def start(self):
        at = {"HOST": self.host, "PORT": str(self.port), "PYTHONPATH": str(ROOT), "LOG_LEVEL": "error"}
        command = serving(self.application, self.host, self.port)
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **at, **self.environment})
        self.wait_until_ready()
        return self

    def wait_until_ready(self):
        end = time.monotonic() + BOOT_SECONDS
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=10) as answer:
                    if answer.read() == b"ok":
                        return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self):
        if self.is_running():
            self.process.terminate()
            self.process.wait(timeout=TIMEOUT_S)


# Playwright's waits evaluate strings, which the page's policy forbids; tests/browser/test_policy.py keeps it.
DESK = {"viewport": {"width": 1280, "height": 720}, "bypass_csp": True}


# Nothing is on its way: no answer while nobody plays, no panel that was put off or has not come.
AT_REST = """() => {
    const page = window.dash_clientside?.chalkline?.page;
    if (!page?.client || page.state.phase === "playing" || page.client.clock.away) return true;
    const isComing = document.querySelector(".panel:not([hidden]) > [inert]") !== null;
    return page.client.clock.inFlight === null && page.panels.later === null && !isComing;
}"""
REST_S = 10  # after which what never comes to rest is looked at as it is

# Hints are for a first visit (tests/browser/test_hints.py).
KNOWN = "try { localStorage.setItem('chalkline-hints', '3') } catch {}"


class Student:
    """Somebody with a browser on the page: presses, reads, and notes what goes wrong."""

    def __init__(self, browser, url, context=None, **screen):
        is_new = screen.pop("is_new", False)
        self.is_guest = context is not None
        self.context = context or browser.new_context(**{**DESK, **screen})
        self.page = self.context.new_page()
        self.page.set_default_timeout(1000 * TIMEOUT_S)
        if not is_new:
            self.page.add_init_script(KNOWN)
        self.errors = []
        self.page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.url = url

    def open(self):
        self.page.goto(self.url)
        self.wait_for_picture()
        return self

    def reload(self):
        self.page.reload()
        self.wait_for_picture()

    def wait_for_picture(self):
        self.page.wait_for_selector("html[data-plotly=ready]")
        self.wait_until("document.querySelector('#loss').textContent !== ''")
        self.wait_until("document.querySelector('#fit-figure .scatterlayer path') !== null")

    def press(self, id_):
        self.page.click(f"#{id_}")
        if id_.startswith("chip-"):
            self.wait_for_panels()

    def wait_for_panels(self):
        """A panel that is open is usable when its module has come, which on a busy machine may take seconds."""
        self.wait_until("document.querySelector('.panel:not([hidden]) > [inert]') === null")

    def text(self, id_):
        return self.page.text_content(f"#{id_}")

    def value(self, id_):
        return float(self.page.get_attribute(f"#{id_}", "data-value"))

    def epoch(self):
        return int(self.text("epoch"))

    def state(self):
        return self.text("state")

    def wait_for_epoch(self, epoch, seconds=TIMEOUT_S):
        self.wait_until(f"Number(document.querySelector('#epoch').textContent) >= {epoch}", seconds=seconds)

    def wait_for_text(self, id_, text, seconds=TIMEOUT_S):
        contains = "([id, text]) => document.getElementById(id)?.textContent.includes(text)"
        self.wait_until(contains, [id_, text], seconds)

    def wait_until(self, expression, argument=None, seconds=TIMEOUT_S):
        """Ask again and again: under the page's policy Playwright's own wait would need eval."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(expression, argument):
            assert time.monotonic() < end, expression
            self.page.wait_for_timeout(30)

    def becomes(self, expression, wanted, argument=None, seconds=TIMEOUT_S):
        """Wait until an expression has this value, and say which one it had at last."""
        end = time.monotonic() + seconds
        while (found := self.page.evaluate(expression, argument)) != wanted and time.monotonic() < end:
            self.page.wait_for_timeout(30)
        assert found == wanted

    def set_rate(self, rate):
        """Drag the slider to a rate: what a finger does, through the same events."""
        self.slide("learning-rate", f"Math.log10({rate})")

    def slide(self, id_, value):
        self.page.evaluate(
            """([id, value]) => {
                const input = document.getElementById(id);
                const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
                setter.call(input, value);
                input.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            [id_, self.page.evaluate(str(value))],
        )

    def type(self, id_, text):
        self.page.fill(f"#{id_}", text)
        self.page.press(f"#{id_}", "Enter")

    def record(self):
        """The page's own record of the run, as it would be stored."""
        return self.page.evaluate("() => dash_clientside.chalkline.page.state.record.dump()")

    def module(self, path, call):
        """What a function of the page's program makes of its module and the state of now."""
        imported = "import(document.querySelector('script[type=module]').src.replace('main.js', path))"
        return self.page.evaluate(
            f"async (path) => ({call})(await {imported}, dash_clientside.chalkline.page.state)", path
        )

    def slow_down(self, milliseconds):
        """From now on answers come so much later; 0 brings the quick network back, also for those under way."""
        self.page.evaluate(
            """(delay) => {
                if (window.delay === undefined) {
                    const fetch = window.fetch;
                    window.fetch = async (resource, options) => {
                        const isTick = String(resource.url || resource).includes("_dash-update-component");
                        const asked = performance.now();
                        while (isTick && performance.now() - asked < window.delay)
                            await new Promise((resolve) => setTimeout(resolve, 20));
                        return fetch(resource, options);
                    };
                }
                window.delay = delay;
            }""",
            milliseconds,
        )

    def settle(self, milliseconds=400):
        """Wait so long, and on a busy machine until what was asked for has come and is drawn."""
        self.page.wait_for_timeout(milliseconds)
        end = time.monotonic() + REST_S
        while not self.page.evaluate(AT_REST) and time.monotonic() < end:
            self.page.wait_for_timeout(30)

    def close(self):
        (self.page if self.is_guest else self.context).close()
