"""Addresses: of both families at one socket, and each counted as what it is."""

import http.client
import socket
from contextlib import closing

import pytest

from app.host.addresses import bound_socket, bucket, plain_address, plain_network


def test_an_address_of_ipv4_is_written_as_one():
    assert plain_address("::ffff:192.0.2.7") == "192.0.2.7"
    assert plain_address("2001:db8::1") == "2001:db8::1"
    assert plain_address("192.0.2.7") == "192.0.2.7"


def test_a_network_of_ipv4_is_one_however_it_is_written():
    assert str(plain_network("::ffff:10.0.0.0/104")) == "10.0.0.0/8"
    assert str(plain_network("::ffff:10.1.2.3")) == "10.1.2.3/32"
    assert str(plain_network("fd00::/8")) == "fd00::/8"
    with pytest.raises(ValueError, match="proxy"):
        plain_network("proxy")


@pytest.mark.parametrize(
    ("host", "counted_by"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("0:0:0:0:0:FFFF:c000:0207", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown:", "unknown:"),
        ("", ""),
    ],
)
def test_an_address_is_counted_by_what_a_person_has(host, counted_by):
    assert bucket(host) == counted_by


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_every_address_means_both_families(host):
    with closing(bound_socket("::", 0)) as sock:
        sock.listen()
        client = http.client.HTTPConnection(host, sock.getsockname()[1], timeout=60)
        client.connect()
        accepted, (address, *_) = sock.accept()
        accepted.close()
        client.close()
    assert plain_address(address) == host


def test_a_socket_that_cannot_be_bound_is_closed_again():
    with pytest.raises(OSError, match="assign"):
        bound_socket("192.0.2.1", 0)
