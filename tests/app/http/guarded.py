"""What the tests of the guard share: who stands behind it, a good call, and what is none."""

from tests.asgi import CANARY, encoded, frame

GOOD = encoded(frame(CANARY))


class Behind:
    """An application that only notes what reaches it."""

    def __init__(self):
        self.seen = []

    async def __call__(self, scope, receive, send):
        self.seen.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"behind"})


def good_with(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


NOT_JSON = {
    "empty": b"",
    "a brace": b"{",
    "truncated": GOOD[:-9],
    "trailing": GOOD + b"x",
    "two": GOOD + GOOD,
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "byte order mark": b"\xef\xbb\xbf" + GOOD,
    "UTF-16": GOOD.decode().encode("utf-16"),
    "NaN": good_with(b'"epochs":1', b'"epochs":NaN'),
    "Infinity": good_with(b'"epochs":1', b'"epochs":Infinity'),
    "-Infinity": good_with(b'"epochs":1', b'"epochs":-Infinity'),
    "1e400": good_with(b'"epochs":1', b'"epochs":1e400'),
    "a whole number of 5,000 digits": good_with(b'"epochs":1', b'"epochs":' + b"9" * 5000),
    "bad UTF-8": good_with(b"ca9a12", b"\xff\xfe"),
    "overlong UTF-8": good_with(b"ca9a12", b"\xc0\xaf"),
    "an encoded surrogate": good_with(b"ca9a12", b"\xed\xa0\x80"),
    "a lone surrogate": good_with(b"ca9a12", b"\\ud800 "),
    "a lone low surrogate": good_with(b"ca9a12", b"\\udc00 "),
    "a raw NUL": good_with(b"ca9a12", b"a\x00b"),
    "7,000 levels": b"[" * 7_000,
    "3,000 levels in a command": good_with(b'"epochs":1', b'"epochs":' + b"[" * 3000 + b"]" * 3000),
    "1,200 levels of objects": good_with(b'"epochs":1', b'"epochs":' + b'{"a":' * 1200 + b"1" + b"}" * 1200),
    "undeclared key": good_with(b'{"output"', b'{"background":true,"output"'),
    "background arguments": good_with(b'{"output"', b'{"cancelJob":["1"],"output"'),
    "__proto__": good_with(b'{"output"', b'{"__proto__":{},"output"'),
    "__proto__ in an input": good_with(b'{"id":"command"', b'{"__proto__":{},"id":"command"'),
    "an input without a value": encoded(frame(1, inputs=[{"id": "command", "property": "data"}])),
    "a pattern's id": encoded(frame(1, inputs=[{"id": {"type": "x"}, "property": "data", "value": 1}])),
    "an output that is no text": encoded(frame(1, output=1)),
    "inputs that are no list": encoded(frame(1, inputs={})),
}
