"""Chromium driven by its DevTools protocol alone: what a testing library adds to a page's work is not measured."""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.support import CHROMIUM_FLAGS

CHROMIUM = "/usr/bin/chromium"
WAIT_S = 30
MOST_BYTES = 2**26
MIDDLE = """(() => {
    const element = document.getElementById("%s");
    element.scrollIntoView({ block: "nearest" });
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
})()"""


class Chromium:
    """A headless Chromium of our own; `page()` opens a page in it."""

    def __enter__(self) -> "Chromium":
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        flags = ["--headless", "--remote-debugging-port=0", f"--user-data-dir={self.profile.name}", *CHROMIUM_FLAGS]
        self.process = subprocess.Popen([CHROMIUM, *flags, "about:blank"], stderr=subprocess.DEVNULL)
        port_file = Path(self.profile.name) / "DevToolsActivePort"
        wait_for(lambda: port_file.exists() and len(port_file.read_text(encoding="ascii").split()) == 2)
        port, path = port_file.read_text(encoding="ascii").split()
        self.address = f"ws://127.0.0.1:{port}"
        self.browser = Page(self.address + path)
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.socket.close()
        self.process.terminate()
        self.process.wait(timeout=20)
        self.profile.cleanup()

    def page(self, url: str, *, width: int, height: int, phone: bool = False) -> "Page":
        """Open a page of this size, in a window of its own: of the pages of one window all but the last are hidden."""
        page = self._page({"width": width, "height": height, "mobile": phone})
        page.send("Performance.enable", timeDomain="threadTicks")
        page.send("Page.navigate", url=url)
        return page

    def newcomer(self, *, width: int, height: int) -> "Page":
        """Open an empty page of this size in a browser context of its own, in which nothing has been loaded yet."""
        context = self.browser.send("Target.createBrowserContext", disposeOnDetach=True)["browserContextId"]
        return self._page({"width": width, "height": height, "mobile": False}, browserContextId=context)

    def _page(self, screen: dict[str, Any], **where: str) -> "Page":
        target = self.browser.send("Target.createTarget", url="about:blank", newWindow=True, **where)["targetId"]
        page = Page(f"{self.address}/devtools/page/{target}")
        page.send("Emulation.setDeviceMetricsOverride", deviceScaleFactor=1, **screen)
        return page


class Page:
    """One page, or the browser itself: calls of the protocol, and what is asked of it most."""

    def __init__(self, address: str) -> None:
        self.socket: ClientConnection = connect(address, max_size=MOST_BYTES, legacy=True)
        self.number = 0
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method and return its result; events that come meanwhile are kept."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=WAIT_S))
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self.events.append(message)

    def value(self, expression: str) -> Any:
        """Return the value of a JavaScript expression in the page."""
        return self.send("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def wait(self, expression: str, seconds: float = WAIT_S) -> None:
        """Wait until an expression is true."""
        wait_for(lambda: self.value(expression), seconds)

    def wait_for_event(self, method: str) -> None:
        """Wait until an event of this name has come."""
        while all(event["method"] != method for event in self.events):
            self.events.append(json.loads(self.socket.recv(timeout=WAIT_S)))

    def press(self, id_: str) -> None:
        """Click an element with the mouse, so that Chromium knows what follows to be the user's doing."""
        x, y = self.value(MIDDLE % id_)
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def metrics(self) -> dict[str, float]:
        """Return Chromium's own counts of this page; durations are CPU seconds of its main thread."""
        return {entry["name"]: entry["value"] for entry in self.send("Performance.getMetrics")["metrics"]}

    def close(self) -> None:
        """Close the page."""
        self.send("Page.close")
        self.socket.close()


def wait_for(condition: Callable[[], Any], seconds: float = WAIT_S) -> None:
    """Wait until a condition holds; raise TimeoutError if it does not in so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the browser did not get that far")
        time.sleep(0.05)
