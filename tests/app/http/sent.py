"""Requests that no page would send: bodies that are spoilt or no JSON at all, and anything around them."""

from hypothesis import strategies as st

from tests.app.http.spoilt import spoilt_frames
from tests.asgi import ENDPOINT, JSON_TYPE, encoded


@st.composite
def spoilt_bytes(draw, frames):
    good = encoded(draw(st.sampled_from(frames)))
    at = draw(st.integers(0, len(good)))
    kind = draw(st.sampled_from(["cut", "insert", "twice", "nest", "number", "million"]))
    if kind == "cut":
        return good[:at]
    if kind == "insert":
        return good[:at] + draw(st.binary(min_size=1, max_size=4) | ODD_BYTES) + good[at:]
    if kind == "twice":
        return good.replace(b'"', draw(st.sampled_from([b'"output":1,"', b'"value":1,"', b'"epochs":1,"'])), 1)
    if kind == "nest":
        levels = draw(st.sampled_from([1, 100, 390, 900, 5000]))
        opens, closes = draw(st.sampled_from([(b"[", b"]"), (b'{"a":', b"}")]))
        return good.replace(b'"value":', b'"value":' + opens * levels + b"1" + closes * levels + b',"x":', 1)
    if kind == "number":
        return good.replace(b"1", draw(ODD_NUMBERS), draw(st.integers(1, 3)))
    return good.replace(b"[", b"[" + b"0," * draw(st.sampled_from([10_000, 31_000, 1_000_000])), 1)


ODD_BYTES = st.sampled_from(
    [
        b"\x00",
        b"\\u0000",
        b"\xff",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\\ud800",
        b"\\udfff",
        b"\xef\xbb\xbf",
        b"\\",
        b'"',
        b"\n",
    ]
)
ODD_NUMBERS = st.sampled_from(
    [b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e400", b"01", b"+1", b"1.", b"9" * 40, b"9" * 5000, b"0x1"]
)
METHODS = st.sampled_from(
    ["GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", ""]
)
SUITES = ["/_dash-component-suites/", "/assets/", "/page-0123456789abcdef0123/", "/dash-renderer-/"]
STEPS = [
    "..",
    "%2e%2e",
    ".",
    "",
    "app",
    "guard.py",
    "page.js",
    "dash",
    "\x00",
    "\u2025",
    "..%2f",
    "..\\",
    "x" * 300,
    "etc",
    "passwd",
]
PATHS = st.one_of(
    st.just(ENDPOINT),
    st.sampled_from(["/", "/script", "/notebook", "/healthz", "/_dash-layout", "/_dash-dependencies"]),
    st.sampled_from(["/_reload-hash", "/_dash-ws-callback", "/docs", "/openapi.json", "", "*", "//", "http://x/"]),
    st.builds(
        lambda start, steps: start + "/".join(steps),
        st.sampled_from(SUITES),
        st.lists(st.sampled_from(STEPS), max_size=5),
    ),
    st.sampled_from(["/_dash-component-suites/no/such.js", "/_dash-component-suites/dash/no.js", "/assets/no.js"]),
    st.text(max_size=30).map("/{}".format),
)
QUERIES = st.sampled_from(
    [b"", b"endId=1", b"cacheKey=1&job=2", b"oldJob=3&cancelJob=1", b"__proto__=1", b"\xff\x00", b"a" * 5000]
)
CONTENT = st.sampled_from(
    [b"application/json", b"text/plain", b"", b"multipart/form-data", b"application/json;x=y", b"\xff"]
)
HEADERS = st.one_of(
    st.just(JSON_TYPE),
    st.just(JSON_TYPE),
    st.lists(
        st.one_of(
            CONTENT.map(lambda value: (b"content-type", value)),
            st.sampled_from([b"gzip", b"br", b"identity"]).map(lambda value: (b"content-encoding", value)),
            st.sampled_from([b"9000000", b"-1", b"x", b"0", b"5"]).map(lambda value: (b"content-length", value)),
            st.just((b"transfer-encoding", b"chunked")),
            st.just((b"cookie", b"a=b; \xff")),
            st.just((b"x-forwarded-for", b"1.2.3.4, \xff")),
            st.just((b"accept-encoding", b"br;q=\xff")),
            st.just((b"if-none-match", b'"')),
            st.just((b"range", b"bytes=5-1")),
        ),
        max_size=4,
    ),
)


@st.composite
def requests(draw, frames):
    body = draw(spoilt_frames(frames) | spoilt_bytes(frames) | st.binary(max_size=40))
    if draw(st.integers(0, 9)) < 7:
        return {"body": body}
    size = draw(st.sampled_from([1, 100, 70_000]))
    chunks = [body[i : i + size] for i in range(0, min(len(body), 200 * size), size)]
    around = {"method": draw(METHODS), "path": draw(PATHS), "query": draw(QUERIES), "headers": draw(HEADERS)}
    return {**around, "chunks": chunks or [b""], "ends": draw(st.booleans())}
