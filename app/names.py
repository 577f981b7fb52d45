"""Addresses that change with what is behind them, so that browsers may keep it for a year.

Dash writes the time at which a file was written into its address: another one after every deployment, for the same
content. Here the address carries a digest of the content instead.
"""

import hashlib
import re

DIGEST = r"[0-9a-f]{20}"
IN_AN_ADDRESS = re.compile(rf"-({DIGEST})(?=[./])")


def digest(content: bytes) -> str:
    """Return what names a content in addresses and etags."""
    return hashlib.sha256(content).hexdigest()[:20]


def is_named_by(address: str, content: str) -> bool:
    """Tell whether an address carries this digest.

    One with another digest is of a page that another version of the server wrote: what it gets here must not stay.
    """
    found = IN_AN_ADDRESS.search(address)
    return found is not None and found[1] == content
