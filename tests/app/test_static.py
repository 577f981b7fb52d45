"""Scripts and styles: compressed once, kept by browsers, never mistaken for one another."""

import asyncio
import gzip
import re
import urllib.error
import urllib.request

import brotli
import pytest

from app.static import MOST_NAMES, StaticLane
from tests.support import ROOT


def get(server, path, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(server.url + path, headers=named), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_a_script_is_the_same_bare_and_compressed(server):
    wanted = (ROOT / "assets" / "page.js").read_bytes()
    status, headers, bare = get(server, "/assets/page.js?m=1")
    assert (status, bare) == (200, wanted)
    assert "content-encoding" not in headers
    _, headers, zipped = get(server, "/assets/page.js?m=1", accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped) == wanted
    assert headers["vary"] == "accept-encoding"
    for _ in range(50):
        _, headers, best = get(server, "/assets/page.js?m=1", accept_encoding="gzip, br")
        if headers["content-encoding"] == "br":
            break
    assert brotli.decompress(best) == wanted
    assert len(best) <= len(zipped) < len(bare)


def test_a_file_that_a_browser_has_is_not_sent_again(server):
    _, headers, _ = get(server, "/assets/style.css?m=1")
    status, again, body = get(server, "/assets/style.css?m=1", if_none_match=headers["etag"])
    assert (status, body) == (304, b"")
    assert again["etag"] == headers["etag"]


def test_names_with_a_version_are_kept_for_a_year_and_others_are_asked_for_again(server):
    page = get(server, "/")[2].decode()
    scripts = re.findall(r'src="(/[^"]+)"', page)
    assert len(scripts) > 20
    for path in scripts[:8]:
        assert "max-age=31536000" in get(server, path)[1]["cache-control"], path
    for bare in ("/assets/page.js", "/_dash-component-suites/plotly/package_data/plotly.min.js"):
        assert get(server, bare)[1]["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/assets/nothing.js", "/assets/../app/settings.py", "/_dash-component-suites/x/y.js"])
def test_what_is_no_file_of_ours_is_not_served(server, path):
    status, headers, body = get(server, path)
    assert status >= 400 or "html" in headers["content-type"]
    assert b"class Settings" not in body


def test_a_script_under_any_number_of_names_is_kept_and_compressed_once():
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
            path = f"/assets/line.v{i}m1.js"
            await lane({"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}, None, send)
        return lane, sent

    lane, sent = asyncio.run(visit())
    assert len(lane.contents) == 1
    assert len(lane.files) == MOST_NAMES
    assert [message["body"] for message in sent[1::2]] == [script] * 2 * MOST_NAMES
