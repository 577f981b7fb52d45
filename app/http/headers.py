"""What every answer says to browsers, a 500 too: what the page may load, who may embed it, and nothing to be guessed.

Why it is so: docs/why/guard.md.
"""

from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = [(b"x-content-type-options", b"nosniff")]
SECURE = [(b"strict-transport-security", b"max-age=31536000")]
UNUSED = ("camera", "display-capture", "geolocation", "gyroscope", "microphone", "midi", "payment", "serial", "usb")
# Nothing from elsewhere, no eval, no script within the page. Styles within it are allowed because Plotly and React
# write them.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
)


def of_all(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Return the headers of every answer to a request, a 500 too, which is made outside of all middleware."""
    return [*(SECURE if scope["scheme"] == "https" else ()), *ALWAYS]


class Headers:
    """ASGI middleware that adds headers: to pages what they may do, to everything what costs little."""

    def __init__(self, app: ASGIApp, embedders: Sequence[str]) -> None:
        self.app = app
        self.of_pages = [
            (b"content-security-policy", (POLICY + " ".join(embedders or ["'none'"])).encode()),
            (b"referrer-policy", b"same-origin"),
            (b"permissions-policy", ", ".join(f"{feature}=()" for feature in UNUSED).encode()),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message["headers"])
                is_page = any(name == b"content-type" and value.startswith(b"text/html") for name, value in own)
                message = {**message, "headers": own + of_all(scope) + (self.of_pages if is_page else [])}
            await send(message)

        await self.app(scope, receive, add)
