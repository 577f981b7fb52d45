"""The guard: which paths, methods and query strings there are, and that the page loads nothing else."""

import re

import pytest

from app.http.guard import ROUTES
from tests.app.http.guarded import GOOD

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"]


@pytest.mark.parametrize("path", [*ROUTES, "/", "/files/a.js"])
def test_odd_methods_are_a_405_that_names_the_others(guarded, path):
    allowed = ROUTES[path].methods if path in ROUTES else ("GET", "HEAD")
    for method in set(METHODS) - set(allowed):
        answer = guarded(GOOD, path=path, method=method)
        assert (answer.status, answer.headers["allow"]) == (405, ", ".join(allowed)), method


def test_head_answers_as_get_does_without_the_body(page):
    for path in ("/", "/healthz", "/_dash-layout", "/page-0123456789abcdef0123/main.js"):
        got, head = (page(method=method, path=path, headers=[]) for method in ("GET", "HEAD"))
        assert (head.status, head.body) == (got.status, b"") == (200, b"")
        assert head.headers["content-length"] == str(len(got.body))
        assert head.headers["content-type"] == got.headers["content-type"]


FOLDER = "/page-0123456789abcdef0123/"
UNKNOWN = [
    *("/index.html", "/page", "//", "/.env", "/docs", "/openapi.json", "/_reload-hash", "/_dash-ws-callback", ""),
    *("/_dash-component-suites/nothing/here.js", "/_dash-component-suites/dash/nothing.js", "/_dash-component-suites/"),
    *("/_dash-component-suites/dash/../../app/serve.py", "/_dash-component-suites/torch/__init__.py"),
    *(
        "/assets/",
        "/assets/main.js",
        "/assets/../app/serve.py",
        "/bootstrap-5.3.8.post1",
        "/healthz/",
        "/script/",
    ),
    *(f"{FOLDER}{name}" for name in ("", "nothing.js", "../app/serve.py", "./main.js", "/etc/passwd", "main.js\x00")),
    *(
        f"{FOLDER}{name}"
        for name in (
            "..%2fapp/serve.py",
            "%2e%2e/app/serve.py",
            "..\\app\\serve.py",
            "a\nb",
            ".hidden",
        )
    ),
    *("/page/main.js", "/page-/main.js", "/page-0123456789abcdef012/main.js", f"{FOLDER}\u2025/x", "/_favicon.ico"),
]


@pytest.mark.parametrize("path", UNKNOWN)
def test_unknown_paths_and_files_are_a_404_with_a_sentence(page, path):
    answer = page(method="GET", path=path, headers=[])
    assert answer.status == 404
    assert answer.notice.startswith("There is nothing here.")


def test_all_that_the_page_loads_is_let_through(page):
    text = page(method="GET", path="/", headers=[]).body.decode()
    paths = re.findall(r'(?:src|href)="(/[^"?]+)', text)
    assert len(paths) > 3
    for path in [*paths, "/_dash-layout", "/_dash-dependencies"]:
        assert page(method="GET", path=path, headers=[]).status == 200, path


def test_query_strings_are_bounded_and_change_nothing(page):
    def opened(query):
        # Dash gives every page an end_id of its own.
        return re.sub(rb'"end_id":"[^"]*"', b"", page(method="GET", path="/", headers=[], query=query).body)

    for query in (b"a=1", b"__proto__=1&a[]=%00", b"\xff\xfe", b"job=1&cacheKey=2", b"<script>"):
        assert opened(query) == opened(b"")
        assert page(GOOD, query=query).progress["seq"] == 0
    answer = page(method="GET", path="/", headers=[], query=b"a" * 2000)
    assert (answer.status, answer.notice) == (414, "That address is longer than any of this page.")
    assert page(GOOD, query=b"a" * 3000).status == 414
    assert page(method="GET", path="/page-" + "-" * 3000 + "/main.js", headers=[]).status == 414


def test_a_short_address_is_the_page_and_no_other_is(page):
    short = page(method="GET", path="/ABC234", headers=())
    assert (short.status, short.body) == (200, page(method="GET", path="/", headers=()).body)
    for path in ("/abc234", "/abc-234", "/ABC 2\u201334", "/ABC23O", "/abc231", "/ÄBC234"):
        assert page(method="GET", path=path, headers=()).body == short.body
    others = ("/ABC23", "/ABC2345", "/ABC23/", "/ABC234/", "/a/ABC234", "/ABC.234", "/ABC23$")
    for path in (*others, "/" + "-" * 20 + "ABC234"):
        assert page(method="GET", path=path, headers=()).status == 404
    assert page(method="POST", path="/ABC234").status == 405
