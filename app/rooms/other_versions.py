"""Rows that another version of this program has written, where a server is renewed in mid-class: two write them then.

What is kept is read as far as it is known here, and what is not known stays in the row. (What a browser sends is
read whole or refused.)
"""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


def read_row(raw: bytes, kind: type[T]) -> T:
    """Return a row. A field that does not parse is as at the beginning; raise ValidationError where one must."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError:
        return msgspec.convert(readable(msgspec.json.decode(raw, type=dict[str, Any]), kind), kind)


def readable(kept: dict[str, Any], kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return those fields that parse."""
    found = {}
    for field in msgspec.structs.fields(kind):
        try:
            found[field.name] = msgspec.convert(kept[field.encode_name], field.type)
        except (KeyError, msgspec.ValidationError):
            continue
    return found


def write_row(row: msgspec.Struct, before: bytes) -> bytes:
    """Return what is to be written in the place of a row: what of that is not known here stays."""
    known = row.__struct_fields__
    unknown = {name: value for name, value in msgspec.json.decode(before).items() if name not in known}
    return msgspec.json.encode(unknown | msgspec.to_builtins(row) if unknown else row)
