"""Addresses: where a server listens, and who asks."""

import ipaddress
import socket

MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")


def bound_socket(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address; "::" is every address of both families.

    Raises OSError where that cannot be.
    """
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if sock.family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        sock.bind((host, port))
        sock.set_inheritable(True)  # by workers
    except OSError:
        sock.close()
        raise
    return sock


def is_everywhere(host: str) -> bool:
    """Tell whether a server that listens there is reached at every address of its machine, however that is written."""
    try:
        return ipaddress.ip_address(int(host) if host.isdecimal() else host).is_unspecified
    except ValueError:
        return False


def plain_address(host: str) -> str:
    """Return an IPv4 address as such where a socket of both families writes it as one of IPv6."""
    if not host.startswith("::ffff:"):
        return host
    mapped = ipaddress.IPv6Address(host).ipv4_mapped
    return str(mapped or host)


def plain_network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    """Read an address or a network, one of IPv4 that is written as one of IPv6 included; raise ValueError if none."""
    network = ipaddress.ip_network(text)
    if isinstance(network, ipaddress.IPv6Network) and network.subnet_of(MAPPED):
        mapped = ipaddress.IPv4Address(int(network.network_address) & 0xFFFFFFFF)
        return ipaddress.IPv4Network((mapped, network.prefixlen - MAPPED.prefixlen))
    return network


def bucket(host: str) -> str:
    """Return what an address is counted by: itself; of IPv6 the network, since everybody has as many as they like."""
    if ":" not in host:
        return host
    try:
        network = plain_network(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(network, ipaddress.IPv4Network):
        return str(network.network_address)
    return str(network.supernet(new_prefix=64))
