"""A page killed whatever is just being done: what comes back is a state that was, and its record gives its numbers."""

import json
import os
import random
import signal
import time
from itertools import pairwise

import pytest

from app.export.record import parse_record
from bench.cdp import Chromium, Page
from model.record import replay
from tests.faults.watch import ALL

KILLS = 200 if ALL else 20
MOST_SECONDS = 1.3  # of a life
OLDEST_SECONDS = 1.0
BEAT_S = 0.1  # of a page that is not held up
TICKS = [{"urlPattern": "*_dash-update-component*"}]

# Every state is told to the outside before the page saves it.
TELL = """(async () => {
    const main = document.querySelector("script[type=module]").src;
    const [{ dump }, { recordOf }] = await Promise.all(
        ["run/stored.js", "page/files.js"].map((path) => import(main.replace("main.js", path))),
    );
    const { page } = dash_clientside.chalkline;
    const told = ({ record, runs, ...state }) => {
        const last = record.history.length - 1;
        const kept = runs.map(({ number, epochs, loss }) => [number, epochs, loss]);
        return JSON.stringify([dump({ ...state, record }, 0), record.segments, kept, last, record.at(last)]);
    };
    const tell = (state) => note(JSON.stringify([Date.now() / 1000, told(state)]));
    const { follow } = page;
    page.follow = (state, ...rest) => {
        tell(state);
        follow.call(page, state, ...rest);
    };
    const { record } = page.state;
    const run = record.segments.length ? recordOf({ record, tables: {} }) : null;
    window.found = JSON.stringify([told(page.state), run, record.dump().rows]);
    tell(page.state);
})()"""

# Somebody who presses this and that, faster than anybody can.
LIVE = """((seed) => {
    const { store } = dash_clientside.chalkline.page;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const one = (...all) => all[Math.floor(random() * all.length)];
    const set = (controls) => ({ type: "set", controls });
    const some = [
        () => ({ type: one("pause", "step", "halve", "go-on-here", "keep-run", "forget-runs", "reset") }),
        () => ({ type: "play" }),
        () => ({ type: "play" }),
        () => set({ learning_rate: one(0.01, 0.1, 0.5, 2.5) }),
        () => set({ noise: one(0, 0.25, 1), n: one(10, 250) }),
        () => set({ batch_size: one(null, null, 100), speed: one(1, 5) }),
        () => set({ optimizer: one("sgd", "momentum", "adam") }),
        () => ({ type: one("open-panel", "close-panel"), panel: one("map", "residuals", "compare", "step", "code") }),
        () => ({ type: "open-panel", panel: "sampling" }),
        () => ({ type: "draw-samples", more: one(1, 50), seed: Math.floor(random() * 1e9) }),
        () => ({ type: "look-at", epoch: Math.floor(random() * 50) }),
    ];
    const seldom = [
        () => set({ dataset: one("line", "house-prices", "hubble") }),
        () => ({ type: one("new-start", "new-data"), seed: Math.floor(random() * 1e6) }),
        () => ({ type: "start-at", weight: 4 * random(), bias: 4 * random() }),
    ];
    const live = () => {
        store.dispatch(one(...(random() < 0.05 ? seldom : some))());
        setTimeout(live, 200 * random());
    };
    live();
    setInterval(() => note(JSON.stringify([Date.now() / 1000, null])), 1000 * BEAT_S);
})(SEED)"""


class Life:
    """One page, killed and opened again in its tab; it remembers which states there were."""

    def __init__(self, chromium, url):
        self.url = url
        self.browser = chromium.browser
        target = self.browser.send("Target.createTarget", url=url)["targetId"]
        self.address = f"{chromium.address}/devtools/page/{target}"
        self.page = Page(self.address)
        self.oldest = 0.0
        self.beats = []

    def begin(self):
        """Tell of every state from now on; the first is the one that was found."""
        for domain in ("Page", "Runtime"):
            self.page.send(f"{domain}.enable")
        self.page.send("Runtime.addBinding", name="note")
        self.page.wait("!!window.dash_clientside?.chalkline?.page")
        self.page.send("Runtime.evaluate", expression=TELL)
        self.page.wait("window.found !== undefined")
        return json.loads(self.page.value("window.found"))

    def live(self, seed, seconds):
        self.page.value(LIVE.replace("SEED", str(seed)).replace("BEAT_S", str(BEAT_S)))
        time.sleep(seconds)

    def kill(self):
        """Kill the page's process, and return which states there were, and when it died."""
        processes = self.browser.send("SystemInfo.getProcessInfo")["processInfo"]
        died = time.time()
        for process in processes:
            if process["type"] == "renderer":
                os.kill(process["id"], signal.SIGKILL)
        self.page.wait_for_event("Inspector.targetCrashed")
        told = [event["params"] for event in self.page.events if event["method"] == "Runtime.bindingCalled"]
        told = [json.loads(call["payload"]) for call in told]
        self.page.socket.close()
        self.page = Page(self.address)
        self.beats = [*(at for at, _ in told), died]
        return [(at, state) for at, state in told if state is not None], died

    def held_up(self, since):
        """For how long a busy machine has let nothing at all happen on the page, which so could not save."""
        gaps = (later - max(earlier, since) for earlier, later in pairwise(self.beats) if later > since)
        return sum(max(0, gap - 2 * BEAT_S) for gap in gaps)

    def open_again(self):
        """Open the page in the same tab; no answer comes before it has told what it found."""
        self.page.send("Fetch.enable", patterns=TICKS)
        self.page.send("Page.navigate", url=self.url)
        found = self.begin()
        self.page.send("Fetch.disable")
        return found

    def check(self, states, died, found):
        """What was found is one of these states, and was not over for longer than a second."""
        at = max((i for i, (_, state) in enumerate(states) if state == found), default=None)
        assert at is not None, f"a state that never was: {found}"
        over = states[at + 1][0] if at + 1 < len(states) else died
        self.oldest = max(self.oldest, died - over - self.held_up(over))


def check_replay(record, rows):
    """The record of a run gives its epochs again, to the bit."""
    if record is None:
        return
    replayed = {
        one.epoch: [one.loss, one.bias, *one.weight] for one in replay(parse_record(json.dumps(record).encode()))
    }
    for epoch, *numbers in rows:
        assert replayed[epoch] == numbers, epoch


@pytest.fixture
def life(server):
    with Chromium() as chromium:
        yield Life(chromium, server.url)


@pytest.mark.filterwarnings("ignore:connect")
def test_a_killed_page_comes_back_as_a_state_that_was_and_its_record_gives_it_to_the_bit(life, cost):
    chance = random.Random(1)
    life.begin()
    for _ in range(KILLS):
        life.live(chance.randrange(1, 2**31 - 1), chance.uniform(0.05, MOST_SECONDS))
        states, died = life.kill()
        found, record, rows = life.open_again()
        life.check(states, died, found)
        check_replay(record, rows)
    cost(f"{KILLS} kills of the page's process: the oldest state that came back", life.oldest, None, 0)
    assert life.oldest < 2 * OLDEST_SECONDS, "on a busy machine a second may be a little longer"
