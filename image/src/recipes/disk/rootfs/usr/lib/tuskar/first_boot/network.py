"""network_data.json as files of systemd-networkd: {name: text}.

https://docs.openstack.org/nova/latest/user/metadata.html, section network_data.json
"""

import ipaddress

# Names of bonds by Linux's numbers, which some write.
_MODES = ('balance-rr', 'active-backup', 'balance-xor', 'broadcast', '802.3ad', 'balance-tlb', 'balance-alb')


def files(data):
    links = {link['id']: link for link in data.get('links', [])}
    networks = data.get('networks', [])
    nameservers = [one['address'] for one in data.get('services', []) if one.get('type') == 'dns']
    found = {}
    for identity, link in links.items():
        base = '10-tuskar-%s' % identity
        if link['type'] in ('bond', 'vlan'):
            found[base + '.netdev'] = _netdev(link)
        found[base + '.network'] = _network(link, links, networks, nameservers)
    return found


def _netdev(link):
    lines = ['[NetDev]', 'Name=%s' % link['id'], 'Kind=%s' % link['type']]
    mac = link.get('ethernet_mac_address') or link.get('vlan_mac_address')
    if mac:
        lines.append('MACAddress=%s' % mac)
    if link.get('mtu'):
        lines.append('MTUBytes=%d' % link['mtu'])
    if link['type'] == 'vlan':
        lines += ['', '[VLAN]', 'Id=%d' % int(link['vlan_id'])]
    else:
        mode = str(link.get('bond_mode', 'active-backup'))
        lines += ['', '[Bond]', 'Mode=%s' % (_MODES[int(mode)] if mode.isdigit() else mode)]
        lines.append('MIIMonitorSec=%dms' % int(link.get('bond_miimon', 100)))
        if link.get('bond_xmit_hash_policy'):
            lines.append('TransmitHashPolicy=%s' % link['bond_xmit_hash_policy'])
    return '\n'.join(lines) + '\n'


def _network(link, links, networks, nameservers):
    physical = link['type'] not in ('bond', 'vlan')
    # A bond and its members may have the same address: only the card itself is meant.
    match = ['PermanentMACAddress=%s' % link['ethernet_mac_address'].lower()] if physical else ['Name=%s' % link['id']]
    settings, sections = [], []
    for other in links.values():
        if other['type'] == 'bond' and link['id'] in other.get('bond_links', []):
            settings.append('Bond=%s' % other['id'])
        if other['type'] == 'vlan' and other.get('vlan_link') == link['id']:
            settings.append('VLAN=%s' % other['id'])
    mine = [network for network in networks if network['link'] == link['id']]
    kinds = {network['type'] for network in mine}
    dhcp = {(True, True): 'yes', (True, False): 'ipv4', (False, True): 'ipv6', (False, False): 'no'}
    settings.append('DHCP=%s' % dhcp['ipv4_dhcp' in kinds, 'ipv6_dhcp' in kinds or 'ipv6_dhcpv6-stateful' in kinds])
    settings.append('IPv6AcceptRA=%s' % ('yes' if any('slaac' in kind or 'dhcp' in kind for kind in kinds) else 'no'))
    if not mine:
        settings.append('LinkLocalAddressing=no')
    servers = list(nameservers)
    for network in mine:
        if network.get('ip_address'):
            settings.append('Address=%s' % _interface(network))
        servers += [one['address'] for one in network.get('services', []) if one.get('type') == 'dns']
        servers += network.get('dns_nameservers', [])
        sections += [_route(route) for route in network.get('routes', [])]
    settings += ['DNS=%s' % address for address in dict.fromkeys(servers) if mine]
    lines = ['[Match]', *match]
    if link.get('mtu') and physical:
        lines += ['', '[Link]', 'MTUBytes=%d' % link['mtu']]
    return '\n'.join(lines + ['', '[Network]', *settings, *sections]) + '\n'


def _interface(network):
    address = network['ip_address']
    return address if '/' in address else str(ipaddress.ip_interface('%s/%s' % (address, network['netmask'])))


def _route(route):
    destination = ipaddress.ip_network('%s/%s' % (route['network'], route['netmask']))
    return '\n[Route]\nDestination=%s\nGateway=%s' % (destination, route['gateway'])


def nameservers(data):
    """All of them, for /etc/resolv.conf."""
    found = [one['address'] for one in data.get('services', []) if one.get('type') == 'dns']
    for network in data.get('networks', []):
        found += [one['address'] for one in network.get('services', []) if one.get('type') == 'dns']
        found += network.get('dns_nameservers', [])
    return list(dict.fromkeys(found))
