"""Which machines may be asked: public ones, and those that a setting opens by name."""

from __future__ import annotations

import ipaddress
import socket

from store.intake.web.addresses import refused

# Addresses of the old kind inside new ones: the machine behind counts.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Hosts:
    """Names to the addresses that may be connected to.

    `opened` are names (`host` or `host:port`) that may be fetched wherever they are: of an intranet.
    """

    def __init__(self, opened: frozenset[str] = frozenset()) -> None:
        self._opened = frozenset(name.lower() for name in opened)

    def connectable(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of a name, each of them checked just now. Raises ReadError: unreadable.

        One that is not public refuses the whole name: else it would be a matter of luck which is taken.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise refused(f"There is no host {host}.") from None
        numbers = tuple(dict.fromkeys(str(place[0]) for *_, place in found))
        if not self._is_opened(host, port):
            for number in numbers:
                if not is_public(number):
                    raise refused(
                        f"{host} is not a public address; GONGKAI_FETCH_HOSTS opens hosts of an intranet by name."
                    )
        return numbers

    def _is_opened(self, host: str, port: int) -> bool:
        host = host.lower()
        return bool(self._opened & {host, f"{host}:{port}", f"[{host}]:{port}"})


def is_public(number: str) -> bool:
    """Whether an address of a machine is one of the public net."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast
