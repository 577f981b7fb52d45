"""The documents: what they name is there, and what is there is named."""

import re
import tomllib

import pytest

from tests.support import ROOT

MOST_LINES = 250
WHY = re.compile(r"docs/why/[\w-]+\.md")
# Named in running text: a path from the root, of a folder or of a file.
PATH = re.compile(r"`((?:app|assets|bench|components|docs|model|tests|\.ci)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
SOURCES = ("app/**/*.py", "assets/**/*.js", "assets/**/*.css", "bench/**/*.py", "components/**/*.py", "model/**/*.py")
PAGES = sorted((ROOT / "docs" / "why").glob("*.md"))
DOCUMENTS = [*PAGES, ROOT / "docs" / "deploy.md", *(ROOT / name for name in ("README.md", "CONTRIBUTING.md"))]


def text(path):
    return path.read_text(encoding="utf-8")


def named_in_code():
    files = [path for pattern in SOURCES for path in ROOT.glob(pattern)]
    files += [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "requirements.in", "Makefile")]
    return {page for path in files for page in WHY.findall(text(path))}


def test_every_page_of_reasons_is_named_where_it_explains_something_and_every_one_named_is_there():
    assert named_in_code() == {f"docs/why/{page.name}" for page in PAGES}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(path):
    for name in PATH.findall(text(path)):
        assert (ROOT / name).exists(), name
    for link in LINK.findall(text(path)):
        assert (path.parent / link).exists(), link


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_of_reasons_is_short(path):
    assert len(text(path).splitlines()) <= MOST_LINES


def test_who_cites_or_takes_it_finds_the_version_and_the_licence():
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    cited = text(ROOT / "CITATION.cff")
    assert f"\nversion: {project['version']}\n" in cited
    assert f"\nlicense: {project['license']}\n" in cited
    assert text(ROOT / "LICENSE").startswith(f"{project['license']} License\n")
