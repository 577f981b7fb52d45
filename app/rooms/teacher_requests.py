"""All that a teacher may do, as it is asked."""

from app.rooms import tasks
from app.rooms import teacher_acts as acts
from app.rooms.requests import OfTeacher

OfAll = acts.Mode | acts.Locks | acts.Same | acts.TypedNames | acts.ShowFigures
OfPages = acts.Lead | acts.LedTable
OfSome = acts.Snapshots | acts.SnapshotsTo | acts.Remove | acts.TempoClear | acts.HandingIn | acts.End
OfPoints = acts.Points | acts.PointsAway | acts.Outlier | acts.OutlierAway
OfTasks = tasks.Ask | tasks.AskPhase | tasks.AskAway | tasks.Challenging | tasks.Board
OfTasksToo = tasks.ChallengePhase | tasks.ChallengeAway


class DriveAsked(OfTeacher, frozen=True):
    """A teacher does something."""

    do: OfAll | OfPages | OfSome | OfPoints | OfTasks | OfTasksToo
