"""A QR code is one that says the address; what is no address gets none."""

import json

import pytest
import segno

from app.export.qr import MOST_LETTERS, qr_code
from app.notices import RefusedError

LINK = "https://chalkline.example.org/?v=1&of=3&lr=.1&epoch=120&lang=en&c=Ab3d"


def test_the_code_says_the_address_and_has_no_style():
    svg = qr_code(json.dumps(LINK).encode())
    whole = segno.make_qr(LINK, error="l", boost_error=False).svg_inline(omitsize=True, svgclass=None, lineclass=None)
    assert whole.split(' d="')[1].split('"')[0] in svg
    assert "style=" not in svg
    assert svg.startswith("<svg")
    assert 'fill="#fff"' in svg or 'fill="white"' in svg


@pytest.mark.parametrize(
    "given",
    ["", "chalkline", "javascript:alert(1)", "https://a b", "https://x\n", f"https://{'x' * MOST_LETTERS}", 5, None],
)
def test_what_is_no_address_gets_no_code(given):
    with pytest.raises(RefusedError):
        qr_code(json.dumps(given).encode())
    with pytest.raises(RefusedError):
        qr_code(b"https://x")


def test_the_short_address_of_a_class_in_capitals_has_few_modules():
    """25 of them and a margin of 4 on each side: seen from the last row."""
    svg = qr_code(json.dumps("HTTPS://CHALKLINE.EXAMPLE.ORG/ABC234").encode())
    assert 'viewBox="0 0 33 33"' in svg
    assert 'viewBox="0 0 33 33"' not in qr_code(json.dumps(LINK).encode())
