"""Scripts and styles: compressed once, kept by browsers, never mistaken for one another."""

import asyncio
import gzip
import json
import re
import time
import urllib.error
import urllib.request

import brotli
import pytest

from app.names import digest
from app.plotly_js import plotly_script
from app.static import MOST_NAMES, StaticLane
from tests.support import ROOT, in_a_loop_of_its_own


def get(server, path, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(server.url + path, headers=named), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def once_brotli(server, path):
    """What is compressed waits for its turn when the server has just started: ask until it is there."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        _, headers, best = get(server, path, accept_encoding="gzip, br")
        if headers["content-encoding"] == "br":
            return best
        time.sleep(0.05)
    raise AssertionError(f"{path} was not compressed with brotli")


def test_a_script_is_the_same_bare_and_compressed(server):
    wanted = (ROOT / "assets" / "page.js").read_bytes()
    status, headers, bare = get(server, "/assets/page.js?m=1")
    assert (status, bare) == (200, wanted)
    assert "content-encoding" not in headers
    _, headers, zipped = get(server, "/assets/page.js?m=1", accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped) == wanted
    assert headers["vary"] == "accept-encoding"
    best = once_brotli(server, "/assets/page.js?m=1")
    assert brotli.decompress(best) == wanted
    assert len(best) <= len(zipped) < len(bare)


def test_a_file_that_a_browser_has_is_not_sent_again(server):
    _, headers, _ = get(server, "/assets/style.css?m=1")
    status, again, body = get(server, "/assets/style.css?m=1", if_none_match=headers["etag"])
    assert (status, body) == (304, b"")
    assert again["etag"] == headers["etag"]


def test_names_with_a_version_are_kept_for_a_year_and_others_are_asked_for_again(server):
    page = get(server, "/")[2].decode()
    named = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    assert [re.sub("-.*", "", path) for path in named] == ["/joined/style", "/joined/libraries", "/joined/page"]
    for path in [*named, plotly_script().address]:
        assert "max-age=31536000" in get(server, path)[1]["cache-control"], path
    for bare in ("/assets/page.js", "/_dash-component-suites/plotly/package_data/plotly.min.js"):
        assert get(server, bare)[1]["cache-control"] == "no-cache"


def test_a_name_that_tells_another_content_is_not_kept(server):
    """A page of another version may ask this one while a host replaces it."""
    page = get(server, "/")[2].decode()
    for path in re.findall(r'(?:src|href)="(/joined/[^"]+)"', page):
        other = re.sub(r"-\w+", "-0123456789abcdef0123", path)
        status, headers, body = get(server, other)
        assert (status, headers["cache-control"]) == (200, "no-cache"), other
        assert body == get(server, path)[2]
    assert get(server, "/joined/nothing-0123456789abcdef0123.js")[0] == 404
    assert get(server, "/joined/a/b.js")[0] == 404


def test_scripts_are_joined_before_anybody_has_opened_the_page(own_server):
    """After a restart a browser may ask for the scripts of a page that it has."""
    status, _, body = get(own_server, "/joined/page-0123456789abcdef0123.js")
    assert status == 200
    assert b"chalkline" in body


def test_what_is_the_same_for_all_is_made_once_and_asked_for_again(server):
    for path in ("/", "/_dash-layout", "/_dash-dependencies"):
        _, headers, body = get(server, path, accept_encoding="gzip")
        assert headers["cache-control"] == "no-cache"
        assert headers["content-encoding"] == "gzip"
        assert gzip.decompress(body) == get(server, path)[2]
        assert get(server, path, if_none_match=headers["etag"])[0] == 304
    assert "end_id" not in get(server, "/")[2].decode()


def test_the_page_names_the_plotly_js_that_it_is_to_load(server):
    config = re.search(r'_dash-config" type="application/json">(.*?)</script>', get(server, "/")[2].decode())
    address = json.loads(config[1])["plotlyjs_url"]
    assert address == plotly_script().address
    assert get(server, address)[2] == plotly_script().path.read_bytes()


def test_what_was_compressed_for_an_image_is_served(tmp_path):
    script = b"let line;" * 500
    (tmp_path / f"{digest(script)}.br").write_bytes(brotli.compress(script, quality=11))

    async def dash(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/javascript")]})
        await send({"type": "http.response.body", "body": script})

    async def filled():
        lane = StaticLane(dash, ("/assets/",), ("/assets/line.js",), tmp_path)
        await lane.fill()
        return lane.files["/assets/line.js"].bodies["br"]

    assert in_a_loop_of_its_own(filled()) == brotli.compress(script, quality=11)


@pytest.mark.parametrize("path", ["/assets/nothing.js", "/assets/../app/settings.py", "/_dash-component-suites/x/y.js"])
def test_what_is_no_file_of_ours_is_not_served(server, path):
    status, headers, body = get(server, path)
    assert status >= 400 or "html" in headers["content-type"]
    assert b"class Settings" not in body


@pytest.mark.parametrize("fingerprint", ["v{}m1", "v{}-0m1"])
def test_a_script_under_any_number_of_names_is_kept_and_compressed_once(fingerprint):
    script = b"let line;" * 500
    asked = []

    async def dash(scope, receive, send):
        asked.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/javascript")]})
        await send({"type": "http.response.body", "body": script})

    async def visit():
        lane = StaticLane(dash, ("/assets/",))
        sent = []

        async def send(message):
            sent.append(message)

        for i in range(2 * MOST_NAMES):
            path = f"/assets/line.{fingerprint.format(i)}.js"
            await lane({"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}, None, send)
        return lane, sent

    lane, sent = in_a_loop_of_its_own(visit())
    assert len(lane.contents) == 1
    assert not lane.files
    assert [message["body"] for message in sent[1::2]] == [script] * 2 * MOST_NAMES


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip", "gzip"), ("gzip;q=0", None), ("br;q=0, gzip;q=0.5", "gzip"), ("", None)]
)
def test_an_encoding_that_is_refused_is_not_used(server, accepted, encoding):
    _, headers, _ = get(server, "/assets/page.js", accept_encoding=accepted)
    assert headers["content-encoding"] == encoding


async def blank(scope, receive, send):
    """An application whose page names nothing, and which has a script of its own under every name."""
    kind = b"text/html" if scope["path"] == "/" else b"text/javascript"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


def test_the_page_is_kept_however_many_files_there_are():
    async def visit():
        lane = StaticLane(blank, ("/assets/",))
        for i in range(MOST_NAMES + 10):
            await lane.file(as_asked(f"/assets/{i}.js"))
        await lane.file(as_asked("/"))
        return lane.files

    files = in_a_loop_of_its_own(visit())
    assert len(files) == MOST_NAMES + 1
    assert "/" in files


def as_asked(path):
    return {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}


def test_a_page_that_cannot_be_put_together_is_said_in_the_log(caplog):
    async def without_a_script(scope, receive, send):
        page = b'<script src="/assets/gone.js"></script>'
        status = 404 if scope["path"] == "/assets/gone.js" else 200
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": page})

    async def started(scope, receive, send):
        if scope["type"] == "lifespan":
            await send({"type": "lifespan.startup.complete"})
            await asyncio.sleep(0.2)
        else:
            await without_a_script(scope, receive, send)

    async def quiet(_):
        pass

    caplog.set_level("ERROR", "chalkline")
    in_a_loop_of_its_own(StaticLane(started, ("/assets/",))({"type": "lifespan"}, None, quiet))
    assert "could not be put together" in caplog.text
    assert "/assets/gone.js is not there" in caplog.text
