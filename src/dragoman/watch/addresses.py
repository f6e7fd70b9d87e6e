"""Which addresses may be connected to: those of the open internet, and those that the file allows."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
_NAT64 = IPv6Network("64:ff9b::/96")


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """The networks that the texts name. Raises ValueError at one that names none.

    >>> networks(["127.0.0.1", "10.2.0.0/16"])
    (IPv4Network('127.0.0.1/32'), IPv4Network('10.2.0.0/16'))
    """
    return tuple(ip_network(text) for text in texts)


def may_connect(address: str, allowed: Iterable[Network] = ()) -> bool:
    """Whether the address belongs to the open internet, or to a network that is allowed.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) must be open too.

    >>> may_connect("93.184.215.14"), may_connect("127.0.0.1"), may_connect("::ffff:10.0.0.1")
    (True, False, False)
    >>> may_connect("127.0.0.1", networks(["127.0.0.0/8"]))
    True
    """
    whole = ip_address(address.partition("%")[0])
    inner = _inner(whole)
    if any(ip in network for ip in (whole, *inner) for network in allowed if ip.version == network.version):
        return True
    if isinstance(whole, IPv6Address) and whole.ipv4_mapped is not None:
        return _is_open(whole.ipv4_mapped)
    return all(map(_is_open, inner if whole in _NAT64 else (whole, *inner)))


def _is_open(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _inner(ip: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(ip, IPv4Address):
        return ()
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        found.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return tuple(inner for inner in found if inner is not None)
