"""Bytes into text: by the byte order mark, then by the pattern of NULs, then as UTF-8, then in Windows' own letters."""

import codecs

from app.notices import RefusedError
from app.reading.spelling import UNSEEN

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LOOKED_AT = 4096
SHARE_OF_NULS = 0.3  # of one half of UTF-16, even where a text has Greek in it
MOST_CONTROLS = 0.01
BLANK = "\t\n\r\f\v"


def decoded(data: bytes) -> str:
    """Return the text; raise RefusedError where it is none."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return checked(_strictly(data[len(mark) :], encoding))
    encoding = _by_nuls(data[:LOOKED_AT])
    if encoding:
        return checked(_strictly(data, encoding))
    try:
        return checked(data.decode())
    except UnicodeDecodeError:
        return checked(_by_a_page(data))


def _by_a_page(data: bytes) -> str:
    """Return the text in the letters of an old Mac, which ends lines with CR, of Windows, or of its east of Europe."""
    for encoding in (*(["mac-roman"] if b"\r" in data and b"\n" not in data else []), "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _strictly(data, "cp1250")


def checked(text: str) -> str:
    """Return a text without its mark and what else cannot be seen; raise RefusedError where it has what no text has."""
    controls = sum(letter < " " and letter not in BLANK for letter in text[:LOOKED_AT])
    if "\0" in text or controls > MOST_CONTROLS * min(len(text), LOOKED_AT):
        raise RefusedError("reading.no-text")
    return text if text.isascii() else text.translate(UNSEEN)


def _by_nuls(start: bytes) -> str:
    half = len(start) // 2
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if half and max(even, odd) > SHARE_OF_NULS * half and min(even, odd) < max(even, odd) / 4:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise RefusedError("reading.no-text") from None
