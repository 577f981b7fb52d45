"""Which store a server has."""

from app.rooms.store import MemoryStore, Store


def store_of(redis_url: str) -> Store:
    """Return Redis where there is one, else this process."""
    if not redis_url:
        return MemoryStore()
    from app.rooms.redis_store import RedisStore  # noqa: PLC0415  who has no Redis needs none of it

    return RedisStore(redis_url)
