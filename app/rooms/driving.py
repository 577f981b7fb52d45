"""All that a teacher may do, as it is asked."""

from app.rooms import leading, tasks
from app.rooms.requests import OfTeacher

OfAll = leading.Mode | leading.Locks | leading.Same | leading.TypedNames | leading.ShowFigures
OfPages = leading.Lead | leading.LedTable
OfSome = leading.Snapshots | leading.SnapshotsTo | leading.Remove | leading.TempoClear | leading.HandingIn | leading.End
OfPoints = leading.Points | leading.PointsAway | leading.Outlier | leading.OutlierAway
OfTasks = tasks.Ask | tasks.AskPhase | tasks.AskAway | tasks.Challenging | tasks.Board
OfTasksToo = tasks.ChallengePhase | tasks.ChallengeAway


class DriveAsked(OfTeacher, frozen=True):
    """A teacher does something."""

    do: OfAll | OfPages | OfSome | OfPoints | OfTasks | OfTasksToo
