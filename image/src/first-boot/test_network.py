import unittest

from first_boot import network

MAC = '52:54:00:AA:BB:01'
CARD = {'id': 'nic1', 'type': 'phy', 'ethernet_mac_address': MAC, 'mtu': 9000}
STATIC = {
    'link': 'nic1',
    'type': 'ipv4',
    'ip_address': '198.18.0.20',
    'netmask': '255.255.255.0',
    'routes': [{'network': '0.0.0.0', 'netmask': '0.0.0.0', 'gateway': '198.18.0.1'}],
    'services': [{'type': 'dns', 'address': '198.18.0.53'}],
}


class Files(unittest.TestCase):
    def test_give_a_card_found_by_its_address_a_static_network(self):
        data = {'links': [CARD], 'networks': [STATIC], 'services': [{'type': 'dns', 'address': '198.18.0.54'}]}
        text = network.files(data)['10-tuskar-nic1.network']
        for line in (
            'PermanentMACAddress=52:54:00:aa:bb:01',
            'MTUBytes=9000',
            'DHCP=no',
            'Address=198.18.0.20/24',
            'Destination=0.0.0.0/0',
            'Gateway=198.18.0.1',
            'DNS=198.18.0.54',
            'DNS=198.18.0.53',
        ):
            self.assertIn(line, text.splitlines())
        self.assertEqual(network.nameservers(data), ['198.18.0.54', '198.18.0.53'])

    def test_ask_dhcp_where_the_network_says_so(self):
        data = {'links': [CARD], 'networks': [{'link': 'nic1', 'type': 'ipv4_dhcp'}]}
        self.assertIn('DHCP=ipv4', network.files(data)['10-tuskar-nic1.network'].splitlines())

    def test_put_a_vlan_on_a_bond_of_two_cards(self):
        other = {'id': 'nic2', 'type': 'phy', 'ethernet_mac_address': '52:54:00:aa:bb:02'}
        bond = {
            'id': 'bond0', 'type': 'bond', 'bond_links': ['nic1', 'nic2'], 'bond_mode': '802.3ad',
            'bond_xmit_hash_policy': 'layer3+4', 'ethernet_mac_address': MAC,
        }
        vlan = {'id': 'vlan7', 'type': 'vlan', 'vlan_link': 'bond0', 'vlan_id': 7, 'vlan_mac_address': MAC}
        data = {'links': [CARD, other, bond, vlan], 'networks': [dict(STATIC, link='vlan7')]}
        files = network.files(data)
        self.assertIn('Bond=bond0', files['10-tuskar-nic1.network'].splitlines())
        self.assertIn('Bond=bond0', files['10-tuskar-nic2.network'].splitlines())
        self.assertIn('LinkLocalAddressing=no', files['10-tuskar-nic1.network'].splitlines())
        self.assertIn('VLAN=vlan7', files['10-tuskar-bond0.network'].splitlines())
        self.assertIn('Mode=802.3ad', files['10-tuskar-bond0.netdev'].splitlines())
        self.assertIn('TransmitHashPolicy=layer3+4', files['10-tuskar-bond0.netdev'].splitlines())
        self.assertIn('Id=7', files['10-tuskar-vlan7.netdev'].splitlines())
        self.assertIn('Name=vlan7', files['10-tuskar-vlan7.network'].splitlines())
        self.assertIn('Address=198.18.0.20/24', files['10-tuskar-vlan7.network'].splitlines())

    def test_take_modes_of_bonds_by_number_and_addresses_of_ipv6(self):
        bond = {'id': 'bond0', 'type': 'bond', 'bond_links': [], 'bond_mode': 1}
        address = {'link': 'bond0', 'type': 'ipv6', 'ip_address': '2001:db8::2/64'}
        files = network.files({'links': [bond], 'networks': [address]})
        self.assertIn('Mode=active-backup', files['10-tuskar-bond0.netdev'].splitlines())
        self.assertIn('Address=2001:db8::2/64', files['10-tuskar-bond0.network'].splitlines())
