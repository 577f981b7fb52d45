"""The tick on the server: its CPU against an empty Dash callback plus a bare epoch, its bytes, and at epoch 100,000."""

import statistics
import time
from typing import Any

import torch
from torch import nn

from bench.machine import Process, ask, command, follow

PAIRS = 6  # the first warms up
TICKS = 1500
FAR = 100_000
MOST = 100


def measure() -> dict[str, Any]:
    """Return milliseconds of CPU, medians of the pairs but the first, which warms up."""
    rows = []
    with Process() as ours, Process("bench.empty_callback:server") as empty:
        run = Run(ours)
        for _ in range(PAIRS):
            tick = run.cpu_ms(TICKS)
            rows.append({"tick": tick, "empty": empty_ms(empty, run.given), "epoch": epoch_ms()})
        early = run.cpu_ms(TICKS)
        while run.epoch < FAR:
            run.tick(MOST)
        pairs = [(run.cpu_ms(TICKS), early_again(ours)) for _ in range(PAIRS - 1)]
    rows = rows[1:]
    ratios = [row["tick"] / (row["empty"] + row["epoch"]) for row in rows]
    medians = {f"{name}_ms": statistics.median(row[name] for row in rows) for name in rows[0]}
    return {
        **medians,
        "ratio": statistics.median(ratios),
        "ratios": ratios,
        "early_ms": early,
        "far_ratio": statistics.median(far / near for far, near in pairs),
        "bytes_up": run.up,
        "bytes_down": run.down,
    }


class Run:
    """A run that is asked for tick by tick over one connection."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.connection = process.connect()
        self.given = command()
        self.epoch = 0
        self.tick(0)

    def tick(self, epochs: int) -> None:
        """Ask for so many epochs more."""
        self.given["epochs"] = epochs
        progress, self.up, self.down = ask(self.connection, self.given)
        self.epoch = progress["epoch"]
        self.given = follow(self.given, progress, 1)

    def cpu_ms(self, ticks: int) -> float:
        """Return the server's CPU of one tick of one epoch."""
        self.connection = self.process.connect()
        before = self.process.cpu_s()
        for _ in range(ticks):
            self.tick(1)
        return 1000 * (self.process.cpu_s() - before) / ticks


def early_again(process: Process) -> float:
    """Return the CPU of a tick of a run that has just begun."""
    return Run(process).cpu_ms(TICKS)


def empty_ms(process: Process, given: dict[str, Any]) -> float:
    """Return the CPU of the empty callback that gets the same body."""
    connection = process.connect()
    before = process.cpu_s()
    for _ in range(TICKS):
        ask(connection, given)
    return 1000 * (process.cpu_s() - before) / TICKS


def epoch_ms() -> float:
    """Return the CPU of the five textbook lines on 250 points, with `.item()`."""
    torch.set_num_threads(1)
    model, criterion = nn.Linear(1, 1), nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    features = torch.rand(250, 1)
    targets = 2 * features + 3
    before = time.process_time()
    for _ in range(TICKS):
        optimizer.zero_grad()
        loss = criterion(model(features), targets)
        loss.backward()
        optimizer.step()
        loss.item()
    return 1000 * (time.process_time() - before) / TICKS
