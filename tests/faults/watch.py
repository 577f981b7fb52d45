"""A student at a real page while something fails: when it moved, what Pause and Start do, what was lost."""

import os
import time

from tests.faults.pages import longest_gap
from tests.runs import RATE, epochs_lost, uninterrupted
from tests.support import Student

ALL = os.environ.get("FAULTS") == "all"  # `make faults`: also what takes minutes
NOTE_MOVES = """() => {
    window.moves = [];
    const note = () => window.moves.push(Date.now());
    const changes = { childList: true, characterData: true, subtree: true };
    new MutationObserver(note).observe(document.getElementById("epoch"), changes);
}"""


# With the press itself, before anything else can happen on the page.
PAUSED = """() => {
    const [pause, epoch] = ["pause", "epoch"].map((id) => document.getElementById(id));
    pause.click();
    return [pause.dataset.face, epoch.textContent];
}"""


class Watched(Student):
    """Somebody who plays, and notes each time at which the epoch on the page changes."""

    def play(self, epochs=5):
        self.open()
        self.set_rate(RATE)
        self.begin(epochs)
        return self

    def begin(self, epochs=5):
        self.page.evaluate(NOTE_MOVES)
        self.press("start")
        self.wait_for_epoch(epochs)

    def moves(self):
        return [move / 1000 for move in self.page.evaluate("window.moves")]

    def frozen(self):
        return longest_gap(self.moves())

    def again(self, since):
        """Seconds from a moment to the first epoch after it."""
        return next(move for move in self.moves() if move >= since) - since

    def goes_on(self, epochs=10, seconds=60):
        """Wait for that many more epochs, and say at what time the wait began."""
        since = time.time()
        self.wait_for_epoch(self.epoch() + epochs, seconds)
        return since

    def check_that_pause_is_at_once(self):
        """Pause stops the picture while the fault lasts, and what was asked for before changes nothing after it."""
        face, epoch = self.page.evaluate(PAUSED)
        assert face == "flat"
        self.page.wait_for_timeout(600)
        assert self.epoch() == int(epoch)

    def check_that_start_and_step_wait(self):
        epoch = self.epoch()
        for id_ in ("start", "step"):
            assert self.page.get_attribute(f"#{id_}", "aria-disabled") == "true"
            self.page.evaluate(f"document.getElementById('{id_}').click()")
        self.page.wait_for_timeout(300)
        assert self.epoch() == epoch

    def pause(self):
        """Press Pause, whether it does anything or not."""
        self.page.evaluate("document.getElementById('pause').click()")
        self.page.wait_for_timeout(300)

    def lost(self):
        """Epochs missing or wrong in the page's record, which ends where the page says it does."""
        self.pause()
        rows = self.record()["rows"]
        assert rows[-1][0] == self.epoch()
        return epochs_lost(rows, uninterrupted(self.epoch()))
