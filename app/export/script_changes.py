"""The part of a script that trains a run which was changed on the way, or which stands in the middle of an epoch.

It defines how to train, and then tells the run as a story: train so long, change this, train on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import groupby, pairwise

from app.export.script_plan import FIVE_LINES, Plan, comment, indented, optimizer_call, optimizer_words
from model.data.curve import base_of
from model.data.words import plain
from model.optimizers import OptimizerSettings
from model.record import Piece, Segment, Stage

MANY = 4  # changes of one and the same setting that are told as a table
TRAIN_EPOCHS = '''\
def train(epochs):
    """Run whole epochs, each of them one step on all the points."""
    for epoch in epochs:
{five_lines}
        history.append(snapshot(epoch))


'''
TRAIN_BATCHES = '''\
def batches(epoch, size{seed_name}):
    """Return the batches of an epoch; seed and epoch give the order of the points."""
{full_batch}    order = torch.from_numpy(np.random.default_rng(({seed}, epoch - 1)).permutation(len(y)))
    return list(zip(all_features[order].split(size), all_targets[order].split(size)))


def train(batches):
    """Take one step of the optimizer on each batch."""
    for features, targets in batches:
{five_lines}


'''
FULL_BATCH = """\
    if size >= len(y):
        return [(all_features, all_targets)]  # one batch of all the points keeps their order
"""
RUN_EPOCHS = '''\
def run_epochs(epochs, size{seed_name}):
    """Train for whole epochs."""
    for epoch in epochs:
        train(batches(epoch, size{seed_name}))
        history.append(snapshot(epoch))


'''
DATA_WORDS = {
    "n": "{} points",
    "noise": "noise {}",
    "seed": "points from seed {}",
    "weight": "true weight {}",
    "bias": "true bias {}",
}
OPTIMIZER_WORDS = {"lr": "learning rate {}", "weight_decay": "weight decay {}"}
TABLED = {"n": "number of points", "noise": "noise", "lr": "learning rate"}


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that was changed: its name, its value as it stands in code, and how a comment puts it."""

    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stage of the story after the first: what was changed at its beginning, and the code for that."""

    stage: Stage
    changes: list[Change]
    code: list[str]


def changing_code(plan: Plan, beginning: list[str]) -> str:
    """Return the code that trains a run with changes on the way, from what it begins with."""
    first, *others = plan.stages
    story = [[*beginning, "history = [snapshot(0)]", *_training(plan, first)]]
    chapters = [_chapter(plan, before, stage) for before, stage in pairwise([first, *others])]
    for alike in _groups(plan, chapters):
        story += [_table(plan, alike)] if len(alike) >= MANY else [_told(plan, chapter) for chapter in alike]
    return _functions(plan) + "\n\n".join("\n".join(lines) for lines in story)


def _functions(plan: Plan) -> str:
    if not plan.has_small_batches:
        return TRAIN_EPOCHS.format(five_lines="\n".join(indented(FIVE_LINES, 2)))
    has_full = any(piece.size is None for piece in plan.pieces)
    has_whole = any(piece.is_whole for piece in plan.pieces)
    has_seeds = plan.has_many_seeds
    return (TRAIN_BATCHES + (RUN_EPOCHS if has_whole else "")).format(
        seed_name=", seed" if has_seeds else "",
        seed="seed" if has_seeds else plan.first.training.seed,
        full_batch=FULL_BATCH if has_full else "",
        five_lines="\n".join(indented(FIVE_LINES, 2)),
    )


def _chapter(plan: Plan, before: Stage, stage: Stage) -> Chapter:
    old, new = before.segment, stage.segment
    data = _touched(old, new) if plan.data.tables else _data_changes(old, new)
    optimizer, code = _optimizer_changes(old.training.optimizer, new.training.optimizer)
    if data:
        code = [plan.data.call(**plan.data.arguments(new.data)), *code]
    return Chapter(stage, [*data, *optimizer, *_order_changes(old, new)], code)


def _touched(old: Segment, new: Segment) -> list[Change]:
    return [Change("points", "", "points changed by hand")] if old.data != new.data else []


def _data_changes(old: Segment, new: Segment) -> list[Change]:
    points = base_of(old.data), base_of(new.data)
    names = [field.name for field in fields(points[0])]  # pyright: ignore[reportArgumentType]
    values = ((name, *(getattr(spec, name) for spec in points)) for name in names)
    return [Change(name, repr(now), _words(DATA_WORDS, name, now)) for name, before, now in values if before != now]


def _optimizer_changes(old: OptimizerSettings, new: OptimizerSettings) -> tuple[list[Change], list[str]]:
    """Return what was changed, and its code: an optimizer of the same family goes on, with the buffers it has."""
    if old.family() != new.family():
        words = f"a fresh optimizer, {optimizer_words(new)}"
        return [Change("optimizer", "", words)], [f"optimizer = {optimizer_call(new)}"]
    before = old.arguments()
    changed = {name: value for name, value in new.arguments().items() if value != before[name]}
    changes = [Change(name, repr(value), _words(OPTIMIZER_WORDS, name, value)) for name, value in changed.items()]
    return changes, [_set_option(name, repr(value)) for name, value in changed.items()]


def _words(known: dict[str, str], name: str, value: float) -> str:
    return known.get(name, f"{name} {{}}").format(plain(value))


def _set_option(name: str, value: str) -> str:
    return f'optimizer.param_groups[0]["{name}"] = {value}'


def _order_changes(old: Segment, new: Segment) -> list[Change]:
    before, now = old.training, new.training
    changes = []
    if before.batch_size != now.batch_size:
        size = "full batch" if now.batch_size is None else f"batch size {now.batch_size}"
        changes.append(Change("batch_size", "", f"{size} from the next epoch" if new.batch else size))
    if before.seed != now.seed:
        changes.append(Change("order", "", f"order of the points from seed {now.seed}"))
    return changes


def _groups(plan: Plan, chapters: list[Chapter]) -> Iterator[list[Chapter]]:
    """Split the story where another setting is changed: a slider that was dragged is one group."""
    for _, group in groupby(enumerate(chapters), lambda numbered: _likeness(plan, *numbered)):
        yield [chapter for _, chapter in group]


def _likeness(plan: Plan, number: int, chapter: Chapter) -> object:
    """Return what chapters of one table have in common; a chapter that fits in no table has its number."""
    pieces, changes = chapter.stage.pieces, chapter.changes
    if len(pieces) != 1 or not pieces[0].is_whole or len(changes) != 1 or changes[0].name not in TABLED:
        return number
    return changes[0].name, _whole_epochs(plan, chapter.stage, pieces[0], "epochs")


def _told(plan: Plan, chapter: Chapter) -> list[str]:
    epoch, batch = chapter.stage.segment.position
    when = f"In epoch {epoch + 1}, after batch {batch}" if batch else f"After epoch {epoch}"
    what = ", ".join(change.words for change in chapter.changes)
    return [comment(f"{when}: {what}."), *chapter.code, *_training(plan, chapter.stage)]


def _table(plan: Plan, chapters: list[Chapter]) -> list[str]:
    """Tell of one setting that was changed again and again."""
    stage, [change] = chapters[0].stage, chapters[0].changes
    name = change.name
    rows = [f"({_range(chapter.stage.pieces[0].epochs)}, {chapter.changes[0].value})," for chapter in chapters]
    if name == "lr":
        setting = _set_option(name, name)
    else:
        setting = plan.data.call(**{**plan.data.arguments(stage.segment.data), name: name})
    return [
        f"# After epoch {stage.segment.epoch}: the {TABLED[name]} is changed {len(chapters)} times.",
        f"for epochs, {name} in [",
        *indented(rows),
        "]:",
        *indented([setting, _whole_epochs(plan, stage, stage.pieces[0], "epochs")]),
    ]


def _training(plan: Plan, stage: Stage) -> list[str]:
    return [line for piece in stage.pieces for line in _piece(plan, stage, piece)]


def _piece(plan: Plan, stage: Stage, piece: Piece) -> list[str]:
    if piece.is_whole:
        return [_whole_epochs(plan, stage, piece, _range(piece.epochs))]
    epoch = piece.epochs[0]
    noted = f"history.append(snapshot({epoch}))"
    if piece.is_empty:
        return [f"{noted}  # with {stage.n} points, epoch {epoch} has no more batches"]
    all_batches = f"batches({epoch}, {piece.size}{_seed(plan, stage)})"
    if piece.last is None:
        return [f"train({all_batches}[{piece.first}:])  # the rest of epoch {epoch}", noted]
    first = piece.first or ""
    return [f"train({all_batches}[{first}:{piece.last}])  # epoch {epoch}, up to batch {piece.last}"]


def _whole_epochs(plan: Plan, stage: Stage, piece: Piece, epochs: str) -> str:
    if not plan.has_small_batches:
        return f"train({epochs})"
    size = "len(y)" if piece.size is None else piece.size
    return f"run_epochs({epochs}, {size}{_seed(plan, stage)})"


def _seed(plan: Plan, stage: Stage) -> str:
    return f", seed={stage.segment.training.seed}" if plan.has_many_seeds else ""


def _range(epochs: range) -> str:
    return f"[{epochs[0]}]" if len(epochs) == 1 else f"range({epochs.start}, {epochs.stop})"
