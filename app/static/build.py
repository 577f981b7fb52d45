"""What the page loads, put together once: its program and style in one folder, Dash's libraries in another, plotly.js.

Why it is so: docs/why/files.md.
"""

import pkgutil
import re
from pathlib import Path
from posixpath import dirname, join, normpath

import plotly
from bootstrap_wrapper import get_bootstrap_css_dir
from dash.fingerprint import check_fingerprint
from plotly.offline import get_plotlyjs_version

from app.host.logs import LOGGER
from app.static.files import CONTENT_TYPES, Folder

ASSETS = Path(__file__).parent.parent.parent / "assets"
BUNDLE = Path(__file__).parent.parent.parent / ".bundle"
MAIN = "main.js"
MODE = "mode.js"  # a script: it has to run before the first picture, and modules come later
PANELS = "panels/"
STYLE = "style.css"
LATE_STYLE = "late.css"  # of what comes later, with the first of it
LATE = "late"  # the folder of its parts, in that of the styles
TRIMMED = (".js", ".css")
LIBRARIES = "libraries.js"
PLOTLY = "plotly.min.js"
FULL = Path(plotly.__file__).parent / "package_data" / PLOTLY
CARTESIAN = f"plotly-cartesian-{get_plotlyjs_version()}.min.js"  # as `make bundle` names what it fetched
BOOTSTRAP = "bootstrap-reboot.min.css"
SCRIPT = re.compile(r'src="/_dash-component-suites/([\w-]+)/([^"?]+)"')
IMPORT = re.compile(r"""(?:^|;)\s*(?:import|export)\b(?:[\w$*{},\s]*\bfrom\b)?\s*["'](\.[^"']+)["']""", re.MULTILINE)
LATER = re.compile(r"""\bimport\(["'](\.[^"']+)["']\)""")
# What is for who reads the source: comments that stand on lines of their own, but for licences, or end a line, types,
# and how far a line is moved in.
COMMENT = re.compile(
    rb"^[ \t]*/\*(?!!)(?:(?!\*/).)*\*/[ \t]*$|[ \t]+// [^\n]*$|/\*\* @[^\n*]*\*/ ?|^[ \t]+", re.MULTILINE | re.DOTALL
)
# What Dash loads on every page and this one has no use for: what browsers before 2018 lack, and tables.
UNUSED = ("deps/polyfill@", "dash_table/")
# The part of Dash that draws with plotly.js. Dash's script would ask for its parts beside itself, where only this file
# is: no component that needs another of them (a Markdown, a Dropdown) can be used.
GRAPHS = ("dash", "dcc/async-graph.js")


def page_folder(assets: Path, bundle: Path = BUNDLE) -> Folder:
    """Return the page's own files, at any depth, of kinds that are served; the styles as one, Bootstrap's before ours.

    The styles of what comes later are one of their own.

    Where `make bundle` joined these very modules, main.js and what it imports are what it made of them. The others are
    served all the same: a page of another version, or somebody at the browser's console, may ask for them.
    """
    paths = sorted(path for path in assets.rglob("*") if _is_served(path.relative_to(assets)) and path.is_file())
    files = {path.relative_to(assets).as_posix(): _served(path) for path in paths if path.suffix != ".css"}
    styles = [path for path in paths if path.suffix == ".css"]
    first = [_served(path) for path in styles if path.parent.name != LATE]
    late = [_served(path) for path in styles if path.parent.name == LATE]
    files[STYLE] = b"\n".join([Path(get_bootstrap_css_dir(), BOOTSTRAP).read_bytes(), *first])
    folder = Folder("page", {**files, **({LATE_STYLE: b"\n".join(late)} if late else {})})
    joined = bundle / folder.address.strip("/")
    if not (joined / MAIN).is_file():
        return folder
    return Folder("page", {**folder.files, **{path.name: path.read_bytes() for path in sorted(joined.glob("*.js"))}})


def _served(path: Path) -> bytes:
    """Return a file as it is served: programs and styles without what is for their readers, each line where it was."""
    content = path.read_bytes()
    return COMMENT.sub(lambda comment: b"\n" * comment[0].count(b"\n"), content) if path.suffix in TRIMMED else content


def _is_served(path: Path) -> bool:
    """Tell whether a file of assets/ is the page's: what an editor or a system leaves there is nobody's business."""
    return path.suffix in CONTENT_TYPES and not any(part.startswith(".") for part in path.parts)


def modules(folder: Folder, *roots: str) -> list[str]:
    """Return modules and what they reach by import statements: main.js's, which the page needs before it can start."""
    found = list(roots or (MAIN,))
    for path in found:  # grows while it is read
        found += [one for one in _named(IMPORT, folder, path) if one not in found]
    return found


def later(folder: Folder) -> dict[str, list[str]]:
    """Return the modules that are imported when they are wanted, each with what it brings that main.js does not.

    Those of the panels, by their names, and what a module asks for by `import("…")`.
    """
    first = modules(folder)
    panels = [path for path in folder.files if path.startswith(PANELS) and path.endswith(".js")]
    wanted = panels if any(path.startswith(PANELS) for path in first) else []
    wanted += [one for path in first for one in _named(LATER, folder, path)]
    groups: dict[str, list[str]] = {}
    for name in wanted:  # grows while it is read
        if name in groups or name in first:
            continue
        groups[name] = [path for path in modules(folder, name) if path not in first]
        wanted += [one for path in groups[name] for one in _named(LATER, folder, path)]
    return groups


def _named(pattern: re.Pattern[str], folder: Folder, path: str) -> list[str]:
    """Return the modules that a module names, each once."""
    targets = pattern.findall(folder.files[path].decode())
    return [*dict.fromkeys(normpath(join(dirname(path), target)) for target in targets)]


def libraries(tags: str) -> Folder:
    """Return Dash's scripts as one, in the order of their tags: thirty requests fewer, and 17 kB less."""
    named = [name for name in SCRIPT.findall(tags) if not name[1].startswith(UNUSED)]
    scripts = [pkgutil.get_data(package, check_fingerprint(path)[0]) or b"" for package, path in [*named, GRAPHS]]
    # Behind a semicolon the "use strict" of one script is none for those after it.
    return Folder("dash-renderer", {LIBRARIES: b"".join(b";%s\n" % script for script in scripts)})


def plotly_folder(bundle: Path = BUNDLE) -> Folder:
    """Return the folder with plotly.js: the cartesian bundle if it is there in Plotly's version, or the full one.

    Its address names no version: a page that wants another one gets this, as it gets other files of another content.
    """
    path = bundle / CARTESIAN
    others = [other.name for other in bundle.glob("plotly-cartesian-*") if other != path]
    if others and not path.is_file():
        told = "There is %s, Plotly wants %s: the full plotly.js is served. Run make bundle."
        LOGGER.warning(told, others[0], get_plotlyjs_version())
    return Folder("plotly", {PLOTLY: (path if path.is_file() else FULL).read_bytes()})
