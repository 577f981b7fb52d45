"""Dash's page, the same for everybody: its own addresses, and nothing that tells strangers of the machine behind it."""

import json
from typing import Any

from dash import Dash

from app.static.build import LATE_STYLE, LIBRARIES, MAIN, MODE, PLOTLY, STYLE, later, libraries, modules
from app.static.files import File, Files, Folder
from app.static.plain import split
from components.text import CATALOGUE, comes_later

CONFIG = '<script id="_dash-config" type="application/json">'
TEXTS = "later.json"
# Of the server's Python only Dash's developer tools read; the token of a page load belongs to background callbacks, of
# which there are none.
UNUSED = ("python_version", "end_id")


def texts_folder() -> Folder:
    """Return the texts that come with modules that come later."""
    texts = {id_: text for id_, text in CATALOGUE.items() if comes_later(id_)}
    return Folder("texts", {TEXTS: json.dumps(texts, separators=(",", ":"), ensure_ascii=False).encode()})


class Page(Dash):
    """A Dash app whose page loads the modules of a folder, which start Dash's renderer, and this plotly.js."""

    def __init__(self, *arguments: Any, folder: Folder, plotly: Folder, lessons: Folder, **settings: Any) -> None:
        super().__init__(*arguments, include_assets_files=False, **settings)
        self.renderer = ""
        self.folder = folder
        self.plotly = plotly
        self.lessons = lessons
        self.texts = texts_folder()
        self.libraries = Folder("", {})
        self.plain = ""

    def interpolate_index(self, **parts: Any) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Put the page together: styles and preloads, itself as HTML, and the module that starts it all, Dash too."""
        self.libraries, at = libraries(parts["scripts"]), self.folder.address
        preloads = [f'<link rel="modulepreload" href="{at}{path}">' for path in modules(self.folder)]
        dash = f"{self.libraries.address}{LIBRARIES}"
        late = ";".join(" ".join(group) for group in later(self.folder).values())
        start = (
            f'type="module" id="_dash-renderer" src="{at}{MAIN}" data-src="{dash}"'
            f' data-later="{late}" data-style="{LATE_STYLE if LATE_STYLE in self.folder.files else ""}"'
            f' data-texts="{self.texts.address}{TEXTS}" data-lessons="{self.lessons.address}"'
        )
        changed = {
            "config": self._changed(parts["config"]),
            "app_entry": self.plain + parts["app_entry"],
            "css": "\n    ".join(
                [f'<script src="{at}{MODE}"></script>', f'<link rel="stylesheet" href="{at}{STYLE}">', *preloads]
            ),
            "scripts": f'<link rel="preload" as="script" href="{dash}">',
            "renderer": f"<script {start}></script>",
        }
        return super().interpolate_index(**{**parts, **changed})

    def put_into(self, files: Files) -> None:
        """Add all that the page loads; the page itself, its layout and its callbacks are made here, once."""
        layout, self.plain = split(json.loads(self.serve_layout().body))
        files.add("/healthz", File("healthz.txt", b"ok"))
        files.add("/", File("index.html", self.index().encode()))
        files.add("/_dash-layout", File("layout.json", json.dumps(layout, separators=(",", ":")).encode()))
        files.add("/_dash-dependencies", File("dependencies.json", self.dependencies().body))
        for folder in (self.folder, self.libraries, self.plotly, self.texts, self.lessons):
            files.add_folder(folder)

    def _changed(self, tag: str) -> str:
        """Return what Dash's renderer reads, with the address of plotly.js."""
        config = json.loads(tag.removeprefix(CONFIG).removesuffix("</script>"))
        for name in UNUSED:
            config.pop(name, None)
        # Which components have children in other properties too: Dash lists the 200 that have none with an empty list.
        children = config["children_props"].items()
        config["children_props"] = {name: {one: at for one, at in of.items() if at} for name, of in children}
        config["plotlyjs_url"] = self.plotly.address + PLOTLY
        written = json.dumps(config, separators=(",", ":")).replace("<", "\\u003c")
        return f"{CONFIG}{written}</script>"
