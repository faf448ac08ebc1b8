"""At which of its addresses the agent is reached: the same one after each boot.

Where several NICs lead into Ironic's network, the kernel goes by the one that was the first to have an address, and the
agent with it. Ironic does not listen to the agent of a node that calls from another address than before, so one that
restarted in the middle of a step would be waited for in vain.
"""

import ipaddress
import os
import time
from urllib.parse import urlsplit

from tuskar_hardware_manager import sysfs

URL_WORD = 'ipa-api-url='
# For NICs that have a cable and no address: DHCP may be slow, or there may be none.
SECONDS = 15


def api_host(root='/'):
    """The host of Ironic's API by the kernel's command line; None where it does not say."""
    words = (sysfs.read(root.rstrip('/') + '/proc/cmdline') or '').split()
    urls = [word[len(URL_WORD) :] for word in words if word.startswith(URL_WORD)]
    return urlsplit(urls[0]).hostname if urls else None


def chosen(commands, host, root='/', sleep=time.sleep, clock=time.monotonic):
    """Of the addresses in the network by which the kernel reaches the host, that of the first NIC by its place in the machine."""
    end = clock() + SECONDS
    while True:
        # Where it filters, ip gives an empty link for each that it leaves out.
        links = [one for one in commands.json('ip', '--json', 'address', 'show', 'scope', 'global') if one.get('addr_info')]
        if set(_cabled(root)) <= {one['ifname'] for one in links} or clock() >= end:
            break
        sleep(1)
    source = commands.json('ip', '--json', 'route', 'get', host)[0]['prefsrc']
    addresses = [
        (one['local'], ipaddress.ip_interface('%s/%d' % (one['local'], one['prefixlen'])).network, link['ifname'])
        for link in links
        for one in link['addr_info']
        if 'local' in one
    ]
    networks = [network for address, network, _ in addresses if address == source]
    beside = [(_place(nic, root), address) for address, network, nic in addresses if network in networks]
    return min(beside)[1] if beside else source


def _cabled(root):
    """NICs of hardware whose cable leads somewhere."""
    paths = sysfs.paths(root.rstrip('/') + '/sys/class/net/*/device')
    return [path.split('/')[-2] for path in paths if sysfs.number(os.path.dirname(path) + '/carrier') == 1]


def _place(nic, root):
    return os.path.realpath('%s/sys/class/net/%s' % (root.rstrip('/'), nic))
