"""An address as a QR code, for phones that look at the wall."""

import io
from typing import Annotated

import msgspec

from app.run.protocol import refusing

MOST_LETTERS = 2000
Address = Annotated[str, msgspec.Meta(max_length=MOST_LETTERS, pattern=r"^(https?|HTTPS?)://[!-~]+\Z")]


def qr_code(body: bytes) -> str:
    """Return SVG, black on white with its margin, for an address as a JSON string; raise RefusedError if it is none."""
    import segno  # noqa: PLC0415  nobody asks for it while a class opens the page

    with refusing():
        code = segno.make_qr(msgspec.json.decode(body, type=Address), error="l", boost_error=False)
        written = io.BytesIO()
        code.save(written, kind="svg", xmldecl=False, light="white", svgclass=None, lineclass=None, omitsize=True)
        return written.getvalue().decode()
