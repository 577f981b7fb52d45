"""`python -m app` on a laptop: which address it prints, for its own user and for a class."""

import pytest

from app.__main__ import addresses, own_address

OWN = "192.168.1.7"


@pytest.mark.parametrize(
    ("host", "opens", "the_class_opens"),
    [
        ("127.0.0.1", "http://localhost:8050", ""),
        ("::1", "http://[::1]:8050", ""),
        ("192.168.1.7", "http://192.168.1.7:8050", ""),
        ("0.0.0.0", "http://localhost:8050", "http://192.168.1.7:8050"),
        ("::", "http://localhost:8050", "http://192.168.1.7:8050"),
        ("0:0:0:0:0:0:0:0", "http://localhost:8050", "http://192.168.1.7:8050"),
        ("0", "http://localhost:8050", "http://192.168.1.7:8050"),
        ("lab.example", "http://lab.example:8050", ""),
    ],
)
def test_the_addresses_open(host, opens, the_class_opens):
    assert addresses(host, 8050, lambda: OWN) == (opens, the_class_opens)


def test_without_a_network_only_the_own_address_is_said():
    assert addresses("0.0.0.0", 80, lambda: "") == ("http://localhost:80", "")


def test_this_machine_has_an_address_or_none():
    assert all(part.isdigit() for part in own_address().split(".") if part)
