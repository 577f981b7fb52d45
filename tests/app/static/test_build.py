"""What the page loads is put together once: nothing is lost, all is named by its content, and imports are followed."""

import re

import pytest
from bootstrap_wrapper import get_bootstrap_css_dir

from app.static.build import (
    ASSETS,
    COMMENT,
    GRAPHS,
    LATE_STYLE,
    LIBRARIES,
    MAIN,
    MODE,
    STYLE,
    later,
    libraries,
    modules,
    page_folder,
)
from app.static.files import Folder
from tests.support import ROOT

TAGS = """<script src="/_dash-component-suites/dash/deps/polyfill@7.v4_4_1m1.12.1.min.js"></script>
<script src="/_dash-component-suites/dash/deps/react@18.v4_4_1m1783.3.1.min.js"></script>
<script src="/_dash-component-suites/dash/dash-renderer/build/dash_renderer.v4_4_1m1783.min.js"></script>
<script src="/_dash-component-suites/dash/dash_table/bundle.v7_0_5m1783.js"></script>"""


@pytest.fixture
def assets(tmp_path):
    """Write files of a page, and return their folder."""

    def written(files):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return written


def test_a_page_is_all_its_files_at_any_depth_and_one_style(assets):
    folder = page_folder(
        assets({"main.js": "1", "run/state.js": "2", "mark.svg": "3", "style/b.css": "c", "a.css": "d"})
    )
    assert set(folder.files) == {"main.js", "run/state.js", "mark.svg", STYLE}
    bootstrap = (ROOT / get_bootstrap_css_dir() / "bootstrap-reboot.min.css").read_bytes()
    assert folder.files[STYLE] == bootstrap + b"\nd\nc"
    assert folder.files["run/state.js"] == b"2"


def test_the_style_of_what_comes_later_is_a_file_of_its_own(assets):
    styles = {"style/b.css": "b", "style/late/a.css": "a", "style/late/c.css": "c"}
    files = page_folder(assets({"main.js": "1", **styles})).files
    assert files[STYLE].endswith(b"\nb")
    assert files[LATE_STYLE] == b"a\nc"


SOURCE = """/* What it is. */
/*! A licence. */

/**
 * @param {any} one
 */
export const text = (one) => `a ${one /* in a line */}`; // why
  /** @type {any} */ (page).text = "/* no comment */";

/* Another. */
"""


def test_comments_that_stand_apart_are_not_served_and_all_else_stays_on_its_line(assets):
    files = page_folder(
        assets({"main.js": SOURCE, "a.css": "/* Why. */\n.a { top: 0; } /* so */", "a.svg": "/* a */"})
    ).files
    lines = files["main.js"].decode().split("\n")
    code, cast = SOURCE.split("\n")[6:8]
    kept = {1: "/*! A licence. */", 6: code.removesuffix(" // why"), 7: cast.split("*/ ", 1)[1]}
    assert lines == [kept.get(number, "") for number in range(len(SOURCE.split("\n")))]
    assert files[STYLE].endswith(b"\n\n.a { top: 0; } /* so */")
    assert files["a.svg"] == b"/* a */"


@pytest.mark.parametrize("path", sorted(ASSETS.rglob("*.js")), ids=lambda path: path.name)
def test_nothing_that_looks_like_a_comment_stands_in_a_text(path):
    source = path.read_bytes()
    for comment in COMMENT.finditer(source):
        before = COMMENT.sub(b"", source[: comment.start()])
        code = re.sub(rb"//.*|/\*.*?\*/|\[\^`\]", b"", before)
        assert code.count(b"`") % 2 == 0, comment[0]
        assert before.rpartition(b"\n")[2].count(b'"') % 2 == 0, comment[0]


def test_what_an_editor_or_a_system_leaves_beside_them_is_not_served(assets):
    left = [".env", ".DS_Store", "main.js~", "main.js.orig", "#main.js#", ".git/config.js", "run/.state.js", "notes.md"]
    folder = page_folder(assets({"main.js": "1", **dict.fromkeys(left, "secret")}))
    assert set(folder.files) == {"main.js", STYLE}
    assert b"secret" not in b"".join(folder.files.values())


@pytest.mark.parametrize("changed", [{"main.js": "2"}, {"other.js": "1"}, {"main.js": "", "other.js": "1"}])
def test_the_address_changes_with_every_file_and_with_nothing_else(assets, changed):
    before = page_folder(assets({"main.js": "1"})).address
    assert before == page_folder(assets({"main.js": "1"})).address
    assert re.fullmatch(r"/page-[0-9a-f]{20}/", before)
    assert page_folder(assets(changed)).address != before


def test_a_byte_that_goes_from_one_file_to_another_changes_the_address():
    assert Folder("page", {"a": b"12", "b": b"3"}).address != Folder("page", {"a": b"1", "b": b"23"}).address
    assert Folder("page", {"a": b"x", "b": b""}).address != Folder("page", {"a": b"", "b": b"x"}).address


def test_what_main_imports_is_found_in_whatever_way_it_is_written():
    texts = {
        MAIN: """import { a } from "./run/a.js";\nimport "./b.js";\nimport {\n  c,\n  d,\n} from './run/c.js';
                 const later = () => import("./later.js"); // import "./comment.js"\n""",
        "run/a.js": 'export * from "../lesson/e.js";\nimport * as b from "../b.js";\nexport const x = "./no.js";',
        "run/c.js": 'export { f } from "./f.js";\nexport default function () {}\n',
        "later.js": 'import "./b.js";\nimport "./more.js";\nconst last = await import("./last.js");\n',
        **dict.fromkeys(("b.js", "lesson/e.js", "run/f.js", "more.js", "last.js", "comment.js", "no.js"), ""),
    }
    folder = Folder("page", {path: text.encode() for path, text in texts.items()})
    assert modules(folder) == [MAIN, "run/a.js", "b.js", "run/c.js", "lesson/e.js", "run/f.js"]
    assert later(folder) == {"later.js": ["later.js", "more.js"], "last.js": ["last.js"]}


def test_imports_on_one_line_are_all_found():
    one = b'import{a}from"./a.js";import"./b.js";import*as c from"./c.js";export{d}from"./d.js";import("./panels/e.js")'
    others = ("a.js", "b.js", "c.js", "d.js", "panels/e.js", "types.js")
    folder = Folder("page", {MAIN: one, **dict.fromkeys(others, b"")})
    assert modules(folder) == [MAIN, "a.js", "b.js", "c.js", "d.js"]
    assert later(folder) == {"panels/e.js": ["panels/e.js"]}


def test_a_module_that_is_not_there_is_an_error_at_the_start():
    with pytest.raises(KeyError, match=r"gone\.js"):
        modules(Folder("page", {MAIN: b'import "./gone.js";'}))


def test_every_import_of_the_page_is_preloaded():
    folder = page_folder(ROOT / "assets", ROOT / "no-bundle")
    written = re.findall(r"""(?m)^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];""", folder.files[MAIN].decode())
    assert {name.removeprefix("./") for name in written} <= set(modules(folder))
    assert len(written) > 5


def test_what_comes_later_is_every_module_that_is_not_preloaded_but_what_holds_types_alone():
    folder = page_folder(ROOT / "assets", ROOT / "no-bundle")
    scripts = {path for path in folder.files if path.endswith(".js")}
    groups = later(folder)
    paths = {path for group in groups.values() for path in group}
    assert {*paths, *modules(folder), MODE} == scripts - {"run/types.js"}
    assert not paths & {*modules(folder), MODE}
    assert groups["panels/map.js"][0] == "panels/map.js"


def test_libraries_are_whole_in_their_order_without_what_nobody_needs_and_with_what_draws_graphs():
    import dash  # noqa: PLC0415

    def script(path):
        return next((ROOT / dash.__path__[0]).glob(path)).read_bytes()

    joined = libraries(TAGS).files[LIBRARIES]
    parts = [script("deps/react@18*.min.js"), script("dash-renderer/build/dash_renderer.min.js"), script(GRAPHS[1])]
    assert joined == b"".join(b";" + part + b"\n" for part in parts)
