"""What the teacher does, for pages that follow: the same actions that buttons send, parsed, numbered and bounded.

A page that lags by a few applies what it missed; one that lags by more, or comes late, takes the whole.
"""

from math import isfinite
from typing import Annotated, Literal

import msgspec

from app.rooms.bounds import LARGEST, MOST_ACTIONS, Control, Count, Number, Seed
from app.run.own_points import MOST_FEATURES

MOST_AT_ONCE = 10
MOST_CONTROLS = 24
MOST_PANELS = 10
MOST_STAGES = 60

Author = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-z]{0,16}\Z")]
Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
Value = float | int | bool | Annotated[str, msgspec.Meta(max_length=40)] | None
Controls = Annotated[dict[Control, Value], msgspec.Meta(max_length=MOST_CONTROLS)]


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """One action of a page."""


class Set(Action, frozen=True, tag="set"):
    """Controls take values."""

    controls: Controls

    def __post_init__(self) -> None:
        _check(self.controls)


class Seeds(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which sample, and which start."""

    data: Seed | None = None
    start: Seed | None = None


class UseData(Action, frozen=True, tag="data"):
    """Another data set."""

    kind: Control
    seeds: Seeds = msgspec.field(default_factory=Seeds)


class UseSeeds(Action, frozen=True, tag="seeds"):
    """Other seeds."""

    seeds: Seeds


class OpenPanel(Action, frozen=True, tag="open-panel"):
    """A panel opens."""

    panel: Control


class ClosePanel(Action, frozen=True, tag="close-panel"):
    """A panel closes."""

    panel: Control


class Play(Action, frozen=True, tag="play"):
    """The run goes on."""


class Pause(Action, frozen=True, tag="pause", omit_defaults=True):
    """The run stands still; at which epoch, and how many batches further on."""

    epoch: Count | None = None
    batch: Count = 0


class Step(Action, frozen=True, tag="step", omit_defaults=True):
    """One epoch, or one batch, after which the run stands there."""

    epoch: Count | None = None
    batch: Count = 0


class Reset(Action, frozen=True, tag="reset"):
    """Back to this run's start."""


class Halve(Action, frozen=True, tag="halve"):
    """Half the learning rate."""


class NewData(Action, frozen=True, tag="new-data"):
    """Another sample."""

    seed: Seed


class NewStart(Action, frozen=True, tag="new-start"):
    """Other first weights."""

    seed: Seed


class StartAt(Action, frozen=True, tag="start-at"):
    """First weights that were chosen."""

    weight: Number
    bias: Number


class Switches(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What of the view may follow."""

    logarithmic: bool | None = None
    limits: bool | None = None
    shape: Literal["segments", "squares"] | None = None


class View(Action, frozen=True, tag="view"):
    """How it is shown."""

    view: Switches


class UseOwn(Action, frozen=True, tag="own"):
    """Points of the teacher's own, by the name of their content; `moved` where the run goes on with them."""

    hash: Hash
    moved: bool = False


class UseClassPoints(Action, frozen=True, tag="use-class-points"):
    """The points that the class has placed."""


AnyAction = (
    Set
    | UseData
    | UseSeeds
    | OpenPanel
    | ClosePanel
    | Play
    | Pause
    | Step
    | Reset
    | Halve
    | NewData
    | NewStart
    | StartAt
) | (View | UseOwn | UseClassPoints)
Actions = Annotated[list[AnyAction], msgspec.Meta(max_length=MOST_AT_ONCE)]


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First weights that were chosen and not drawn, as the model holds them."""

    weight: Annotated[list[Number], msgspec.Meta(min_length=1, max_length=MOST_FEATURES)]
    bias: Number


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """Up to which epoch, and how many batches further on, the run went under which settings: a row as links have it."""

    epoch: Count
    batch: Count
    n: Count | None
    noise: Number | None
    batch_size: Count | None
    optimizer: Controls

    def __post_init__(self) -> None:
        _check(self.optimizer)


class Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that follows, as it is after the last action.

    `course` is empty where the whole run had the settings of now, and null where it is more than is told.
    """

    controls: Controls = {}
    seeds: Seeds = msgspec.field(default_factory=Seeds)
    panels: Annotated[list[Control], msgspec.Meta(max_length=MOST_PANELS)] = []
    running: bool = False
    epoch: Count = 0
    batch: Count = 0
    at: Start | None = None
    course: Annotated[list[Stage], msgspec.Meta(max_length=MOST_STAGES)] | None = None
    own: Hash | None = None

    def __post_init__(self) -> None:
        _check(self.controls)


class Numbered(msgspec.Struct, frozen=True):
    """An action with its number."""

    seq: int
    action: AnyAction
    by: Author = ""


class Follow(msgspec.Struct, frozen=True):
    """The last actions, and the whole after them."""

    seq: int = 0
    actions: list[Numbered] = []
    whole: Whole | None = None

    def after(self, actions: list[AnyAction], whole: Whole | None, by: str = "") -> "Follow":
        """Return it with more actions; the oldest leave."""
        more = [Numbered(self.seq + i, action, by) for i, action in enumerate(actions, 1)]
        kept = [*self.actions, *more][-MOST_ACTIONS:]
        return Follow(self.seq + len(actions), kept, self.whole if whole is None else whole)


def _check(controls: dict[str, Value]) -> None:
    for value in controls.values():
        if isinstance(value, (int, float)) and not (isfinite(value) and abs(value) <= LARGEST):
            raise ValueError("A number out of bounds.")
