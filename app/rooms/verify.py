"""Whether a run counts: the server replays its record, and only what the replay finds is believed."""

from typing import NamedTuple

from app.rooms.bounds import Pair
from app.rooms.challenges import Challenge
from app.rooms.errors import refuse
from app.rooms.requests import Claim
from app.run.protocol import parse_data, refusing
from model import theory
from model.data import DataSets, DataSpec, load
from model.data.curve import best_fit
from model.optimizers import SGD
from model.record import RunRecord, Stage, replay, stages
from model.snapshot import Snapshot
from model.trainer import Trainer

MOST_STEPS = 5_000
MOST_PASSES = 5_000_000  # of points: a replay takes a second at most
CLOSE = 1e-6  # of a start that was chosen


class Found(NamedTuple):
    """What a replay found: after how many epochs the mark was reached, and at which rate."""

    epochs: int
    rate: float


def check(record: RunRecord, challenge: Challenge, claim: Claim | None, wanted: DataSpec | None) -> Found:
    """Replay a run; raise RefusedError unless its numbers are those that were claimed and it reaches the mark.

    `wanted` are the data that it has to have learned from, None where any will do.
    """
    ran = stages(record)
    check_length(ran)
    check_data(ran, wanted)
    snapshots = replay(record)
    check_claim(snapshots, claim)
    check_start(record, snapshots[0], challenge)
    reached = _reached_line(snapshots, challenge) if challenge.line else _reached_loss(snapshots, ran, challenge)
    if reached is None or reached > challenge.epochs:
        raise refuse("not-passed")
    rates = {stage.segment.training.optimizer.learning_rate for stage in ran}
    if challenge.kind == "largest-rate":
        check_plain(ran)
    return Found(reached, max(rates))


def check_length(ran: list[Stage]) -> None:
    """Raise RefusedError where a replay would take longer than others should wait."""
    steps = passes = 0
    for stage in ran:
        for piece in stage.pieces:
            each = -(-stage.n // piece.size) if piece.size else 1
            steps += len(piece.epochs) * each
            passes += len(piece.epochs) * stage.n
    if steps > MOST_STEPS or passes > MOST_PASSES:
        raise refuse("too-long")


def wanted_data(challenge: Challenge, seed: int | None, data_sets: DataSets) -> DataSpec | None:
    """Return the data of a challenge; with a member's own seed, where each has another sample of them."""
    if challenge.data is None:
        return None
    own = {"seed": seed} if seed is not None and "seed" in challenge.data else {}
    with refusing():
        return parse_data(challenge.data | own, data_sets)


def check_data(ran: list[Stage], wanted: DataSpec | None) -> None:
    """Raise RefusedError unless a run learned from one sample alone, and from that which is wanted."""
    learned = {stage.segment.data for stage in ran}
    if len(learned) != 1 or (wanted is not None and learned != {wanted}):
        raise refuse("other-data")


def check_claim(snapshots: list[Snapshot], claim: Claim | None) -> None:
    """Raise RefusedError unless the last epoch is the one that was claimed."""
    last = snapshots[-1]
    found = (last.epoch, last.weight[0], last.bias, last.loss)
    if claim is None or found != (claim.epochs, claim.weight, claim.bias, claim.loss):
        raise refuse("other-numbers")


def check_start(record: RunRecord, first: Snapshot, challenge: Challenge) -> None:
    """Raise RefusedError unless the run began where the challenge begins, or else where its seed puts it.

    A start that was chosen beside the lowest loss would pass any mark.
    """
    segment = record.segments[0]
    if challenge.start is None:
        drawn = Trainer(load(segment.data), segment.training).checkpoint()
        if drawn.parameters != record.start.parameters:
            raise refuse("chosen-start")
    elif not _is_near((first.weight[0], first.bias), challenge.start, CLOSE * (1 + max(map(abs, challenge.start)))):
        raise refuse("other-start")


def check_plain(ran: list[Stage]) -> None:
    """Raise RefusedError unless one learning rate of plain gradient descent held all the time."""
    settings = {stage.segment.training for stage in ran}
    optimizers = {it.optimizer for it in settings}
    if len({it.learning_rate for it in optimizers}) > 1:
        raise refuse("several-rates")
    if any(not isinstance(it.optimizer, SGD) or it.optimizer != SGD(it.optimizer.learning_rate) for it in settings):
        raise refuse("not-plain")
    if any(piece.size for stage in ran for piece in stage.pieces):
        raise refuse("not-plain")


def _reached_loss(snapshots: list[Snapshot], ran: list[Stage], challenge: Challenge) -> int | None:
    spec = ran[-1].segment.data
    points = load(spec)
    mark = theory.near_loss(best_fit(spec, points).loss, points.target_variance, challenge.percent)
    near = [snapshot.loss <= mark for snapshot in snapshots]
    return _since(snapshots, near)


def _reached_line(snapshots: list[Snapshot], challenge: Challenge) -> int | None:
    line = challenge.line or (0.0, 0.0)
    near = [len(it.weight) == 1 and _is_near((it.weight[0], it.bias), line, challenge.tolerance) for it in snapshots]
    return _since(snapshots, near)


def _since(snapshots: list[Snapshot], near: list[bool]) -> int | None:
    """Return the epoch since which a run has stayed at the mark."""
    since = None
    for snapshot, is_near in zip(snapshots, near, strict=True):
        since = (snapshot.epoch if since is None else since) if is_near else None
    return since


def _is_near(one: Pair, other: Pair, tolerance: float) -> bool:
    return all(abs(ours - theirs) <= tolerance for ours, theirs in zip(one, other, strict=True))
