"""Why something of a class is refused: the id of a text with its values, and the status of the answer."""

from app.notices import RefusedError

STATUS = {
    "class.error.unknown": 404,
    "class.error.key": 403,
    "class.error.token": 403,
    "class.error.not-wanted": 403,
    "class.error.removed": 410,
    "class.error.ended": 410,
    "class.error.taken": 409,
    "class.error.closed": 409,
    "class.error.full-class": 409,
    "class.error.too-many-wrong": 429,
    "class.error.too-many-opened": 429,
    "class.error.too-fast": 429,
    "server.too-busy": 429,
    "class.error.workers": 503,
    "class.error.away": 503,
    "class.error.full-server": 503,
}
UNUSABLE = 422


def status_of(refused: RefusedError) -> int:
    """Return the status with which a refusal is answered."""
    return STATUS.get(refused.notice["id"], UNUSABLE)


def refuse(reason: str, **values: str | int) -> RefusedError:
    """Return the error that says this of a class."""
    return RefusedError(f"class.error.{reason}", "", **values)
