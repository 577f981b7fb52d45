"""`make bundle`: what makes the first load smaller and takes too long for a server's start.

With npm, where there is one, it fetches the cartesian bundle of plotly.js and joins the page's modules: what the first
picture needs, what comes later, and what both need. Then it compresses what the page loads as small as brotli can. All
goes to `.bundle/`; the server works without it.
"""

import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from posixpath import dirname, normpath
from posixpath import join as join_path

import brotli
from plotly.offline import get_plotlyjs_version

from app.factory import create_app
from app.server_settings import Settings
from app.static.build import ASSETS, BUNDLE, CARTESIAN, LATER, MAIN, later, page_folder
from app.static.files import Files, Folder

PACKAGE = f"plotly.js-cartesian-dist-min@{get_plotlyjs_version()}"
SCRIPT = "package/plotly-cartesian.min.js"
ESBUILD = "esbuild@0.28.1"
JOINING = ("--bundle", "--minify", "--format=esm", "--splitting")  # what both need goes into a third file
NPM_S = 120
GATHERED = "later.js"
PANEL = re.compile(r"import\(`\./\$\{(\w+)\}\.js`\)")  # as panels/index.js names them


def main(folder: Path = BUNDLE) -> None:
    """Make the folder anew, and say what is in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(fetch(folder))
    print(join(folder))
    print(compress(folder))


def fetch(folder: Path, npm: str = "npm") -> str:
    """Put plotly.js's bundle into the folder if npm can fetch it; return what happened as a sentence."""
    with tempfile.TemporaryDirectory() as packed:
        try:
            _run(npm, "pack", "--silent", "--pack-destination", packed, PACKAGE)
            with tarfile.open(next(Path(packed).glob("*.tgz"))) as archive:
                script = archive.extractfile(SCRIPT).read()  # pyright: ignore[reportOptionalMemberAccess]
        except (OSError, subprocess.SubprocessError, StopIteration, tarfile.TarError, KeyError) as error:
            return f"The full plotly.js stays: npm did not fetch {PACKAGE} ({type(error).__name__})."
    (folder / CARTESIAN).write_bytes(script)
    return f"{PACKAGE} is there: {len(script):,} bytes."


def join(folder: Path, npm: str = "npm") -> str:
    """Join the page's modules if npm can fetch esbuild; return what happened as a sentence."""
    apart = page_folder(ASSETS, folder)
    made = folder / apart.address.strip("/")
    try:
        with tempfile.TemporaryDirectory() as copy:
            for path, text in gathered(apart).items():
                (Path(copy) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(copy) / path).write_text(text, encoding="utf-8")
            joining = (str(Path(copy) / MAIN), f"--outdir={made}", *JOINING)
            _run(npm, "exec", "--yes", f"--package={ESBUILD}", "--", "esbuild", *joining)
        size = (made / MAIN).stat().st_size
        return f"The page's modules are {len([*made.glob('*.js')])} files, main.js of {size:,} bytes."
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(made, ignore_errors=True)
        return f"The page's modules stay apart: npm could not run {ESBUILD} ({type(error).__name__})."


def gathered(folder: Folder) -> dict[str, str]:
    """Return the page's modules so that all that comes later comes from one, in place of many: LATER.

    Left to itself esbuild makes sixty files, twenty-five of them for the first picture (docs/why/files.md).
    """
    names = {name: re.sub(r"\W", "_", name) for name in later(folder)}
    scripts = {path: body.decode() for path, body in folder.files.items() if path.endswith(".js")}
    for path, text in scripts.items():
        one = f'import("./{"../" * path.count("/")}{GATHERED}")'

        def named(wanted: re.Match[str], path: str = path, one: str = one) -> str:
            return f"{one}.then((all) => all.{names[normpath(join_path(dirname(path), wanted[1]))]})"

        panel = rf"{one}.then((all) => all[`panels_${{\1}}_js`])"
        scripts[path] = PANEL.sub(panel, LATER.sub(named, text))
    exports = (f'export * as {name} from "./{path}";' for path, name in names.items())
    return {**scripts, GATHERED: "\n".join(exports)}


def compress(folder: Path) -> str:
    """Compress all that the page loads, each under the digest of its content; return what happened as a sentence."""
    files = Files()
    create_app(Settings(), folder, files)
    for file in files.compressible:
        (folder / f"{file.digest}.br").write_bytes(brotli.compress(file.body, quality=11, lgblock=20))
    return f"{len(files.compressible)} files are compressed."


def _run(npm: str, *arguments: str) -> None:
    subprocess.run([npm, *arguments], check=True, capture_output=True, timeout=NPM_S)


if __name__ == "__main__":
    main()
