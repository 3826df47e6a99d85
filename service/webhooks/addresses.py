"""Which network addresses belong to the public internet.

The table is IANA's of special purposes (IPv4 and IPv6), and two addresses of cloud metadata that
stand outside it. It is our own because that of the standard library differs by Python's version.
"""

from ipaddress import IPv4Address, IPv6Address, ip_network

Address = IPv4Address | IPv6Address

_SPECIAL = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this network; connecting to it reaches this machine
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carrier-grade NAT; metadata of Alibaba Cloud
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local; metadata of most clouds
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments; metadata of Oracle Cloud
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # multicast tunnels
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
            "168.63.129.16/32",  # the platform of Azure, seen from within
            "2001::/23",  # protocol assignments, Teredo
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: any IPv4 address in disguise
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
# All else is special: loopback, mapped IPv4 (::ffff:), NAT64 (64:ff9b::), link-local, private.
_GLOBAL_IPV6 = ip_network("2000::/3")


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet, and of one receiver."""
    if address.version == 6 and address not in _GLOBAL_IPV6:
        return False
    return not any(address in network for network in _SPECIAL if network.version == address.version)
