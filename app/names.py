"""Addresses that change with what is behind them, so that browsers may keep it for a year.

Dash writes the time at which a file was written into its address: another one after every deployment, for the same
content. Here the address carries a digest of the content instead.
"""

import hashlib
import pkgutil
import re
from pathlib import Path

DIGEST = r"[0-9a-f]{20}"
ASSET = re.compile(r'"/assets/([^"?]+)\?m=[\d.]+"')
OF_A_PACKAGE = re.compile(r'"/_dash-component-suites/([\w.]+)/([^"]+?)\.v(\w+?)m\d+(\.[^"]+)"')
IN_AN_ADDRESS = re.compile(rf"[m-]({DIGEST})(?=[./]|$)|[?]m=({DIGEST})")


def digest(content: bytes) -> str:
    """Return what names a content in addresses and etags."""
    return hashlib.sha256(content).hexdigest()[:20]


def is_named_by(address: str, content: str) -> bool:
    """Tell whether an address carries this digest.

    One with another digest is of a page that another version of the server wrote: what it gets here must not stay.
    """
    found = IN_AN_ADDRESS.search(address)
    return found is not None and content in found.groups()


def by_content(html: str, assets: Path) -> str:
    """Return Dash's tags of scripts and styles with a digest of each file where its time was."""

    def asset(found: re.Match[str]) -> str:
        return f'"/assets/{found[1]}?m={digest((assets / found[1]).read_bytes())}"'

    def of_a_package(found: re.Match[str]) -> str:
        package, path, version, rest = found.groups()
        content = pkgutil.get_data(package, path + rest)
        if content is None:
            return found[0]
        return f'"/_dash-component-suites/{package}/{path}.v{version}m{digest(content)}{rest}"'

    return OF_A_PACKAGE.sub(of_a_package, ASSET.sub(asset, html))
