"""Which plotly.js is served: the bundle of Plotly's own version, or the full one; and how the bundle comes."""

import json
import logging
import re
import subprocess

import pytest
from plotly.offline import get_plotlyjs_version

from app.bundle import fetch, gathered, join
from app.static.build import ASSETS, FULL, PLOTLY, later, modules, page_folder, plotly_folder

SCRIPT = "window.Plotly = {};"
OUTDIR = 'for a; do case $a in --outdir=*) out=${a#*=};; */main.js) main=$a;; esac; done; mkdir -p "$out"'
MAIN_JS = 'import"./chunk-A.js";import("./later-B.js")'


@pytest.fixture
def bundle(tmp_path):
    def of_version(version):
        (tmp_path / f"plotly-cartesian-{version}.min.js").write_text(SCRIPT)
        return tmp_path

    return of_version


def served(folder):
    return plotly_folder(folder).files[PLOTLY]


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.INFO, "chalkline")
    return caplog


@pytest.fixture
def npm(tmp_path):
    """Write a program that does as npm does, or does not."""

    def program(script):
        path = tmp_path / "npm"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return program


def test_without_a_bundle_the_full_one_is_served_and_nothing_is_said(tmp_path, told):
    assert served(tmp_path) == served(tmp_path / "nowhere") == FULL.read_bytes()
    assert told.messages == []


def test_a_bundle_of_plotlys_version_is_served_under_another_name(bundle, told):
    full = plotly_folder(bundle("0.0.1")).address
    found = plotly_folder(bundle(get_plotlyjs_version()))
    assert found.files[PLOTLY] == SCRIPT.encode()
    assert re.fullmatch("/plotly-[0-9a-f]{20}/", found.address)
    assert found.address != full


def test_a_bundle_of_another_version_is_not_served_and_one_line_says_so(bundle, told):
    assert served(bundle("0.0.1")) == FULL.read_bytes()
    (line,) = told.messages
    assert "0.0.1" in line
    assert get_plotlyjs_version() in line


@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'echo broken > "$4/x.tgz"', None])
def test_where_npm_is_missing_or_cannot_fetch_a_sentence_says_so(tmp_path, npm, script):
    said = fetch(tmp_path, npm(script) if script else str(tmp_path / "none"))
    assert said.startswith("The full plotly.js stays")
    assert served(tmp_path) == FULL.read_bytes()


def test_what_npm_packs_is_the_bundle_with_its_version_beside_it(tmp_path, npm):
    package = tmp_path / "package"
    package.mkdir()
    (package / "plotly-cartesian.min.js").write_text(SCRIPT)
    (package / "package.json").write_text(json.dumps({}))
    subprocess.run(["tar", "-czf", "packed.tgz", "package"], cwd=tmp_path, check=True)
    said = fetch(tmp_path, npm(f'echo "$5" > {tmp_path}/asked; cp {tmp_path}/packed.tgz "$4/x.tgz"'))
    assert (tmp_path / "asked").read_text() == f"plotly.js-cartesian-dist-min@{get_plotlyjs_version()}\n"
    assert "is there" in said
    assert served(tmp_path) == SCRIPT.encode()


def test_joined_modules_are_served_in_place_of_these_very_ones(tmp_path, npm):
    apart = page_folder(ASSETS, tmp_path)
    write = f"cd $out; echo '{MAIN_JS}' > main.js; echo a > chunk-A.js; echo b > later-B.js"
    said = join(tmp_path, npm(f"{OUTDIR}; {write}"))
    assert said == f"The page's modules are 3 files, main.js of {len(MAIN_JS) + 1} bytes."
    joined = page_folder(ASSETS, tmp_path)
    made = {"main.js": f"{MAIN_JS}\n".encode(), "chunk-A.js": b"a\n", "later-B.js": b"b\n"}
    assert joined.files == {**apart.files, **made}
    assert (modules(joined), later(joined)) == (["main.js", "chunk-A.js"], {"later-B.js": ["later-B.js"]})
    assert joined.address != apart.address
    (tmp_path / apart.address.strip("/")).rename(tmp_path / "page-0123456789abcdef0123")
    assert page_folder(ASSETS, tmp_path) == apart


def test_what_is_joined_asks_for_all_that_comes_later_in_one_module_by_names_that_it_has():
    apart = page_folder(ASSETS, ASSETS / "no-bundle")
    texts = gathered(apart)
    exported = set(re.findall(r"export \* as (\w+) from", texts["later.js"]))
    assert {"page_share_js", "panels_map_js", "text_strained_js"} <= exported
    named = re.findall(r'import\("\./(?:\.\./)*later\.js"\)\.then\(\(all\) => all\.(\w+)\)', str(texts))
    panels = re.findall(r'import\("\./\.\./later\.js"\)\.then\(\(all\) => all\[`panels_\$\{name\}_js`\]\)', str(texts))
    assert len(named) + len(panels) == str(texts).count("import(")
    assert panels
    assert set(named) <= exported
    others = {path: text.count("\n") for path, text in texts.items() if path != "later.js"}
    assert others == {path: body.decode().count("\n") for path, body in apart.files.items() if path.endswith(".js")}


@pytest.mark.parametrize("script", ["exit 1", f"{OUTDIR}; echo half > $out/main.js; exit 1", "exit 0", None])
def test_where_npm_cannot_join_them_the_modules_stay_as_they_are(tmp_path, npm, script):
    apart = page_folder(ASSETS, tmp_path)
    said = join(tmp_path, npm(script) if script else str(tmp_path / "none"))
    assert said.startswith("The page's modules stay apart")
    assert page_folder(ASSETS, tmp_path) == apart
