"""What every answer says to browsers: what the page may load, who may embed it, and that nothing is to be guessed."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Header = tuple[bytes, bytes]

ALWAYS: list[Header] = [(b"x-content-type-options", b"nosniff")]
SECURE: list[Header] = [(b"strict-transport-security", b"max-age=31536000")]
UNUSED = ("camera", "display-capture", "geolocation", "gyroscope", "microphone", "midi", "payment", "serial", "usb")


class Headers:
    """ASGI middleware that adds headers: to pages what they may do, to everything what costs little."""

    def __init__(self, app: ASGIApp, script_hashes: Iterable[str], embedders: Iterable[str]) -> None:
        self.app = app
        self.of_pages = [
            *ALWAYS,
            (b"content-security-policy", content_policy(script_hashes, embedders).encode()),
            (b"referrer-policy", b"same-origin"),
            (b"permissions-policy", ", ".join(f"{feature}=()" for feature in UNUSED).encode()),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secure = SECURE if scope["scheme"] == "https" else []

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), *secure]
                headers += self.of_pages if _is_page(headers) else ALWAYS
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, add)


def content_policy(script_hashes: Iterable[str], embedders: Iterable[str]) -> str:
    """Return the Content-Security-Policy: nothing from elsewhere, no eval, no script within the page but Dash's own.

    Styles within the page are allowed because Plotly and React write them.
    """
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *script_hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            " ".join(["frame-ancestors", *(embedders or ["'none'"])]),
        ]
    )


def _is_page(headers: list[Header]) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers)
