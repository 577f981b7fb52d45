"""The teacher's key and members' tokens: only their hashes are stored; all is compared in constant time."""

import hmac
import secrets
from hashlib import sha256

KEY_BYTES = 24
TOKEN_BYTES = 16
MEMBER_BYTES = 6
MOST_PROVED = 2_000
ID_LETTERS = 16


def new_key() -> str:
    """Draw a teacher's key: 32 letters."""
    return secrets.token_urlsafe(KEY_BYTES)


def new_member() -> str:
    """Draw what a member is called in the store."""
    return secrets.token_hex(MEMBER_BYTES)


def new_token(member: str) -> str:
    """Draw a token for a member, who is named in it."""
    return f"{member}.{secrets.token_urlsafe(TOKEN_BYTES)}"


def member_of(token: str) -> str:
    """Return whose token this says it is."""
    return token.partition(".")[0]


def hashed(secret: str) -> str:
    """Return what is kept of a key or a token. They are drawn, not chosen, so one round is enough."""
    return sha256(secret.encode(errors="replace")).hexdigest()


def is_same(secret: str, kept: str) -> bool:
    """Tell whether a secret is the one whose hash was kept; how long it takes says nothing."""
    return hmac.compare_digest(hashed(secret), kept)


class Proofs:
    """Remembers, in this process alone, which token had a kept hash: hashing it again costs a tick 10 µs."""

    def __init__(self) -> None:
        self._proved: dict[str, bytes] = {}

    def is_same(self, secret: str, kept: str) -> bool:
        """Tell whether a secret is the one whose hash was kept; how long it takes says nothing."""
        given, proved = secret.encode(errors="replace"), self._proved.get(kept)
        if proved is not None:
            return hmac.compare_digest(given, proved)
        if not is_same(secret, kept):
            return False
        if len(self._proved) >= MOST_PROVED:
            self._proved.clear()
        self._proved[kept] = given
        return True


def trace_of(code: str) -> str:
    """Return what is remembered of a class that has ended by a press: that a code of this hash is of no use."""
    return sha256(b"ended " + code.encode(errors="replace")).hexdigest()[:ID_LETTERS]


def public_id(key: str) -> str:
    """Return what names this very class in public: who has no key cannot make another with it."""
    return sha256(b"class " + key.encode(errors="replace")).hexdigest()[:ID_LETTERS]
