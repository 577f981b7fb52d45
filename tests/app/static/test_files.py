"""Files as they are served: compressed once, kept by browsers, never mistaken for one another."""

import gzip
import json
import re
import time
import urllib.error
import urllib.request

import brotli
import pytest

from app.static import build
from app.static.build import ASSETS, page_folder, plotly_folder
from app.static.files import File, Files, Folder, StaticFiles
from tests.support import Server, in_a_loop_of_its_own

FOLDER = page_folder(ASSETS)
PAGE = FOLDER.address
SCRIPT = f"{PAGE}main.js"
PLOTLY = plotly_folder().address + build.PLOTLY


def get(server, path, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(server.url + path, headers=named), timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def named_by(page):
    return re.findall(r'(?:src|href)="(/[^"]+)"', page.decode())


def once(server, path, encoding):
    """What is compressed waits for its turn when the server has just started: ask until it is there."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        _, headers, best = get(server, path, accept_encoding=f"{encoding}, identity")
        if headers["content-encoding"] == encoding:
            return headers, best
        time.sleep(0.05)
    raise AssertionError(f"{path} was not compressed with {encoding}")


def test_a_script_is_the_same_bare_and_compressed(server):
    path, wanted = f"{PAGE}style.css", FOLDER.files["style.css"]
    status, headers, bare = get(server, path)
    assert (status, bare) == (200, wanted)
    assert "content-encoding" not in headers
    headers, zipped = once(server, path, "gzip")
    assert gzip.decompress(zipped) == wanted
    assert headers["vary"] == "accept-encoding"
    _, best = once(server, path, "br")
    assert brotli.decompress(best) == wanted
    assert len(best) <= len(zipped) < len(bare)
    assert get(server, path, accept_encoding="gzip, br")[1]["content-encoding"] == "br"


def test_a_file_that_a_browser_has_is_not_sent_again(server):
    _, headers, _ = get(server, "/")
    status, again, body = get(server, "/", if_none_match=headers["etag"])
    assert (status, body) == (304, b"")
    assert again["etag"] == headers["etag"]
    assert get(server, "/", if_none_match='"another"')[0] == 200


def test_a_file_that_is_kept_for_a_year_says_nothing_that_is_for_asking_again(server):
    _, headers, _ = get(server, SCRIPT)
    assert "immutable" in headers["cache-control"]
    assert headers["etag"] is None
    script = f'"{File("main.js", FOLDER.files["main.js"]).digest}"'  # what an earlier version told of it
    assert get(server, SCRIPT, if_none_match=script)[0] == 304


def test_all_that_the_page_names_may_be_kept_for_a_year(server):
    named = named_by(get(server, "/")[2])
    assert {re.sub("-[0-9a-f]{20}/.*", "", path) for path in named} == {"/page", "/dash-renderer"}
    assert SCRIPT in named
    for path in [*named, PLOTLY]:
        assert get(server, path)[1]["cache-control"] == "public, max-age=31536000, immutable", path


def test_a_folder_that_tells_another_content_gives_what_there_is_but_not_to_keep(server):
    """A page of another version may ask this one while a host replaces it."""
    for path in {*named_by(get(server, "/")[2]), PLOTLY}:
        status, headers, body = get(server, re.sub("-[0-9a-f]{20}/", "-0123456789abcdef0123/", path))
        assert (status, headers["cache-control"]) == (200, "no-cache"), path
        assert body == get(server, path)[2]
    assert get(server, "/page-0123456789abcdef0123/nothing.js")[0] == 404


@pytest.mark.parametrize("folder", ["plotly-0123456789abcdef0123", "plotly-3.9.0-0123456789abcdef0123"])
def test_a_page_that_wants_another_version_of_plotly_js_gets_the_one_there_is(server, folder):
    status, headers, body = get(server, f"/{folder}/{build.PLOTLY}")
    assert (status, headers["cache-control"]) == (200, "no-cache")
    assert body == get(server, PLOTLY)[2]


def test_files_are_there_before_anybody_has_opened_the_page():
    """After a restart a browser may ask for the scripts of a page that it has."""
    unseen = Server()
    try:
        status, _, body = get(unseen.start(), "/page-0123456789abcdef0123/main.js")
    finally:
        unseen.stop()
    assert (status, body) == (200, FOLDER.files["main.js"])


def test_what_is_the_same_for_all_is_made_once_and_asked_for_again(server):
    for path in ("/", "/_dash-layout", "/_dash-dependencies"):
        headers, body = once(server, path, "gzip")
        assert headers["cache-control"] == "no-cache"
        assert gzip.decompress(body) == get(server, path)[2]
        assert get(server, path, if_none_match=headers["etag"])[0] == 304
    assert "end_id" not in get(server, "/")[2].decode()


def test_types_are_told(server):
    for path, kind in [("/", "text/html"), (f"{PAGE}style.css", "text/css")]:
        assert get(server, path)[1]["content-type"] == f"{kind}; charset=utf-8"
    assert get(server, SCRIPT)[1]["content-type"] == "text/javascript"
    assert get(server, "/_dash-layout")[1]["content-type"] == "application/json"


def test_the_page_names_the_plotly_js_that_it_is_to_load(server):
    config = re.search(r'_dash-config" type="application/json">(.*?)</script>', get(server, "/")[2].decode())
    address = json.loads(config[1])["plotlyjs_url"]
    assert address == PLOTLY
    assert get(server, address)[2] == next(iter(plotly_folder().files.values()))


TEXT = b"let line;" * 500


def test_what_was_compressed_for_an_image_is_served(tmp_path):
    made = brotli.compress(TEXT, quality=11)
    (tmp_path / f"{File('line.js', TEXT).digest}.br").write_bytes(made)
    files = Files(tmp_path)
    files.add_folder(Folder("page", {"line.js": TEXT}))
    (file,) = files.compressible
    assert file.compressed == {"br": made}
    in_a_loop_of_its_own(files.compress())
    assert file.compressed["br"] == made
    assert gzip.decompress(file.compressed["gzip"]) == TEXT


def test_all_are_zipped_before_the_first_is_compressed_as_small_as_it_can():
    """Whoever comes first finds everything compressed: gzip takes a moment, brotli seconds."""
    files, done = Files(), []
    files.add_folder(Folder("page", {"large.js": 2 * TEXT, "small.js": TEXT, "tiny.js": b"1"}))
    for file in files.compressible:
        file.compress = lambda encoding, body=file.body: done.append((encoding, len(body)))
    in_a_loop_of_its_own(files.compress())
    sizes = (len(TEXT), 2 * len(TEXT))
    assert done == [(encoding, size) for encoding in ("gzip", "br") for size in sizes]


async def answers(files, path, method="GET", headers=()):
    sent = []

    async def behind(scope, receive, send):
        sent.append("behind")

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": list(headers)}
    await StaticFiles(behind, files)(scope, None, send)
    return sent


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/page/"), ("GET", "/nothing.js"), ("GET", "/page-/a.js"), ("GET", "/page-0123456789abcdef012/a.js")],
)
def test_what_is_no_file_passes(method, path):
    files = Files()
    files.add_folder(Folder("page", {"a.js": TEXT}))
    files.add("/page/", File("index.html", TEXT))
    assert in_a_loop_of_its_own(answers(files, path, method)) == ["behind"]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        (b"gzip", b"gzip"),
        (b"gzip, deflate, br", b"br"),
        (b"gzip;q=0", None),
        (b"br;q=0, gzip;q=0.5", b"gzip"),
        (b"br;q=0.0", None),
        (b"", None),
        (b"br;q=\xff", b"br"),
    ],
)
def test_an_encoding_that_is_refused_is_not_used(accepted, encoding):
    files = Files()
    file = File("a.js", TEXT)
    file.compressed = {"gzip": b"zipped", "br": b"small"}
    files.add("/a.js", file)
    start, body = in_a_loop_of_its_own(answers(files, "/a.js", headers=[(b"accept-encoding", accepted)]))
    headers = dict(start["headers"])
    assert headers.get(b"content-encoding") == encoding
    assert body["body"] == {b"gzip": b"zipped", b"br": b"small", None: TEXT}[encoding]
    assert headers[b"content-length"] == str(len(body["body"])).encode()


@pytest.mark.parametrize("path", ["/assets/nothing.js", "/assets/../app/serve.py", "/_dash-component-suites/x/y.js"])
def test_what_is_no_file_of_ours_is_not_served(server, path):
    assert get(server, path)[0] == 404


def test_an_address_longer_than_any_is_not_looked_at():
    files, folder = Files(), Folder("page", {"a" * 300: b"x", "b": b"y"})
    files.add_folder(folder)
    assert [len(path) for path in folder.files if folder.address + path in files] == [1]
