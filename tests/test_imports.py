"""The house: imports run one way, and nothing but the trainer's side knows torch."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TORCH_FREE = {"model.settings", "model.dataset", "model.theory", "model.snapshot"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def modules(package):
    return [(path, set(imported(path))) for path in sorted((ROOT / package).rglob("*.py"))]


def packages(names):
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize(("path", "names"), modules("model"))
def test_the_lesson_knows_torch_and_numpy_only(path, names):
    assert not packages(names) & {"app", "components", "dash", "plotly", "fastapi", "msgspec"}


@pytest.mark.parametrize(("path", "names"), modules("components"))
def test_the_page_knows_neither_server_nor_torch(path, names):
    assert not packages(names) & {"app", "torch"}
    assert {name for name in names if name.startswith("model.")} <= TORCH_FREE


def test_what_the_page_may_import_is_free_of_torch():
    for name in TORCH_FREE:
        assert "torch" not in packages(imported(ROOT / f"{name.replace('.', '/')}.py"))


def test_nothing_is_registered_at_import():
    for path, _ in modules("app"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            decorators = getattr(node, "decorator_list", [])
            assert not any("callback" in ast.unparse(decorator) for decorator in decorators), path
