"""The story in Firefox, by WebDriver BiDi, which it speaks itself."""

import json
import os
import shutil
import subprocess
import time
from contextlib import ExitStack

import pytest
from websockets.sync.client import connect

from tests.support import free_port

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
# No calls to its makers, no first-run pages.
PREFERENCES = {
    "remote.prefs.recommended": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "extensions.getAddons.cache.enabled": False,
}
RATE = """(() => {
    const input = document.getElementById("learning-rate");
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, Math.log10(%s));
    input.dispatchEvent(new Event("input", { bubbles: true }));
})()"""


class Firefox:
    """A browser of its own, and what one asks of its page."""

    def __init__(self, profile):
        port = free_port()
        preferences = [f'user_pref("{name}", {json.dumps(value)});' for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(preferences), encoding="utf-8")
        command = [FIREFOX, "--headless", f"--remote-debugging-port={port}", "--profile", str(profile), "about:blank"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, env={**os.environ, "HOME": str(profile)}, **quiet)
        self.open_things = ExitStack()
        self.open_things.callback(end, self.process)
        self.socket = connected(self.open_things, f"ws://127.0.0.1:{port}/session")
        self.asked = 0
        self.errors = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method, **parameters):
        self.asked += 1
        self.socket.send(json.dumps({"id": self.asked, "method": method, "params": parameters}))
        while True:
            heard = json.loads(self.socket.recv(timeout=60))
            if heard.get("method") == "log.entryAdded" and heard["params"]["level"] == "error":
                self.errors.append(heard["params"]["text"])
            if heard.get("id") == self.asked:
                assert heard["type"] == "success", heard
                return heard["result"]

    def open(self, url):
        self.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")
        self.wait("document.documentElement.dataset.plotly === 'ready'")
        self.wait("document.querySelector('#loss').textContent !== ''")

    def value(self, expression):
        found = self.ask("script.evaluate", expression=expression, target={"context": self.context}, awaitPromise=True)
        assert found["type"] == "success", found
        return found["result"].get("value")

    def text(self, id_):
        return self.value(f"document.getElementById('{id_}').textContent")

    def press(self, id_):
        self.value(f"document.getElementById('{id_}').click()")

    def wait(self, expression, seconds=60):
        end = time.monotonic() + seconds
        while not self.value(expression):
            assert time.monotonic() < end, expression
            time.sleep(0.05)

    def wait_for_epoch(self, least):
        self.wait(f"Number(document.getElementById('epoch').textContent) >= {least}")

    def close(self):
        self.open_things.close()


def end(process):
    process.terminate()
    process.wait(timeout=60)


def connected(open_things, address):
    last = time.monotonic() + 60
    while True:
        try:
            return open_things.enter_context(connect(address, open_timeout=60, proxy=None))
        except OSError:
            if time.monotonic() > last:
                open_things.close()
                raise
            time.sleep(0.2)


@pytest.fixture
def firefox(tmp_path):
    browser = Firefox(tmp_path)
    yield browser
    browser.close()


@pytest.mark.skipif(FIREFOX is None, reason="Firefox could not be had")
def test_a_class_watches_a_line_being_learned(firefox, server):
    firefox.open(server.url)
    assert firefox.text("epoch") == "0"
    start = float(firefox.text("loss"))
    firefox.value(RATE % 0.1)
    firefox.press("start")
    firefox.wait_for_epoch(10)
    firefox.press("pause")
    firefox.wait("document.getElementById('state').textContent === 'Paused'")
    assert float(firefox.text("loss")) < start / 10
    epoch = int(firefox.text("epoch"))
    firefox.press("step")
    firefox.wait_for_epoch(epoch + 1)
    assert firefox.value("document.querySelector('#fit-figure .trace path.js-line') !== null")
    for panel in ("map", "residuals", "code"):
        firefox.press(f"chip-{panel}")
        firefox.wait(f"dash_clientside.chalkline.page.panels.made['{panel}'] !== undefined")
    firefox.wait("document.getElementById('script').textContent.includes('torch')")
    firefox.value(RATE % 2.5)
    firefox.press("start")
    firefox.wait("document.getElementById('state').textContent === 'Stopped'")
    firefox.press("halve")
    firefox.wait("dash_clientside.chalkline.page.state.phase === 'playing'")
    firefox.press("reset")
    firefox.wait("document.getElementById('epoch').textContent === '0'")
    assert float(firefox.text("loss")) == start
    assert firefox.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert firefox.errors == []
