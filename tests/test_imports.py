"""The house: imports run one way, and nothing but the trainer's side knows torch."""

import ast
import re
from pathlib import Path

import pytest

from model.data import DATA_SETS

ROOT = Path(__file__).parent.parent
TORCH_FREE = {"model.defaults_and_limits", "model.optimizers", "model.theory", "model.snapshot"}
TORCH_FREE |= {"model.data", *(f"model.data.{path.stem}" for path in (ROOT / "model/data").glob("[a-z]*.py"))}


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
        path = ROOT / name.replace(".", "/")
        names = set(imported(path / "__init__.py" if path.is_dir() else path.with_suffix(".py")))
        assert "torch" not in packages(names)
        assert {other for other in names if other.startswith("model")} <= TORCH_FREE


@pytest.mark.parametrize(("path", "names"), [*modules("app"), *modules("components"), *modules("model")])
def test_no_code_but_the_table_of_data_sets_knows_one_of_them(path, names):
    of_one = {spec.__module__ for spec in DATA_SETS.values()}
    classes = "|".join(spec.__name__ for spec in DATA_SETS.values())
    assert path.parent.name == "data" or not names & of_one
    assert path.parent.name == "data" or not re.search(rf"\b({classes})\b", path.read_text("utf-8"))


def test_nothing_is_registered_at_import():
    for path, _ in modules("app"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            decorators = getattr(node, "decorator_list", [])
            assert not any("callback" in ast.unparse(decorator) for decorator in decorators), path


PACKAGES = ("run", "export", "http", "static", "host", "rooms", "reading")


@pytest.mark.parametrize(("path", "names"), [pair for package in PACKAGES for pair in modules(f"app/{package}")])
def test_what_the_server_is_made_of_does_not_know_who_puts_it_together(path, names):
    above = {"app.factory", "app.page", "app.fastapi_server", "app.callbacks", "app.asgi", "app.serve", "app.bundle"}
    assert not names & above


@pytest.mark.parametrize(("path", "names"), modules("app/http"))
def test_what_stands_before_everything_does_not_know_the_page(path, names):
    assert "components" not in packages(names)


@pytest.mark.parametrize(("path", "names"), modules("app/static") + modules("app/host"))
def test_files_and_process_know_nothing_of_requests_or_runs(path, names):
    assert not {name for name in names if name.startswith(("app.http", "app.run", "app.ticks", "model"))}


def test_no_module_imports_itself_by_way_of_others():
    """Follow every import of ours: whoever comes back to where it began is a circle."""
    graph = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): names
        for package in ("app", "components", "model")
        for path, names in modules(package)
    }
    done = set()

    def walk(module, trail):
        assert module not in trail, " -> ".join([*trail, module])
        if module in graph and module not in done:
            for name in graph[module]:
                walk(name, [*trail, module])
            done.add(module)

    for module in graph:
        walk(module, [])
