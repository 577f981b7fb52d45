"""`make bundle`: what makes the first load smaller and takes too long for a server's start.

It fetches the cartesian bundle of plotly.js with npm, where there is one, and compresses what the page loads as small
as brotli can. Both go to `.bundle/`; the server uses what it finds there and works without it.
"""

import asyncio
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import brotli
from plotly.offline import get_plotlyjs_version

from app.factory import create_app
from app.plotly_js import BUNDLE, SCRIPT, VERSION, plotly_script
from app.server import FILES
from app.settings import Settings
from app.static import StaticLane

PACKAGE = "plotly.js-cartesian-dist-min"
PATIENCE_S = 120
SMALLEST_QUALITY = 11
BLOCKS = (0, 20)  # brotli's own choice of a block, and a megabyte: which is smaller differs from file to file


def main(folder: Path = BUNDLE) -> None:
    """Make the folder anew, and say what is in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(fetch(folder))
    print(compress(folder))


def fetch(folder: Path, npm: str = "npm") -> str:
    """Put the bundle of Plotly's version into the folder if npm can fetch it; return what happened as a sentence."""
    version = get_plotlyjs_version()
    with tempfile.TemporaryDirectory() as packed:
        command = [npm, "pack", "--silent", "--pack-destination", packed, f"{PACKAGE}@{version}"]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_S)
            script = _unpacked(next(Path(packed).glob("*.tgz")))
        except (OSError, subprocess.SubprocessError, StopIteration, tarfile.TarError, KeyError) as error:
            return f"The full plotly.js stays: npm did not fetch {PACKAGE} {version} ({type(error).__name__})."
    (folder / SCRIPT).write_bytes(script)
    (folder / VERSION).write_text(f"{version}\n", encoding="utf-8")
    return f"{PACKAGE} {version} is there: {len(script):,} bytes."


def _unpacked(package: Path) -> bytes:
    with tarfile.open(package) as archive:
        content = archive.extractfile(f"package/{SCRIPT}")
        if content is None:
            raise KeyError(SCRIPT)
        return content.read()


def compress(folder: Path) -> str:
    """Compress all that the page loads, each under the digest of its content; return what happened as a sentence."""
    plotly = plotly_script(folder)
    lane = StaticLane(create_app(Settings(), plotly).server, (*FILES, plotly.folder), [plotly.address])
    asyncio.run(lane.fill())
    files = [file for file in lane.contents.values() if "br" in file.bodies]
    for file in files:
        tries = (brotli.compress(file.bodies["identity"], quality=SMALLEST_QUALITY, lgblock=block) for block in BLOCKS)
        (folder / f"{file.digest}.br").write_bytes(min(tries, key=len))
    return f"{len(files)} files are compressed."


if __name__ == "__main__":
    main()
