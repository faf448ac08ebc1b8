import unittest

from machine import Machine
from scripted import Scripted
from tuskar_hardware_manager import address


def link(name, local, prefix=20):
    return {'ifname': name, 'addr_info': [{'local': local, 'prefixlen': prefix, 'scope': 'global'}]}


class Address(unittest.TestCase):
    def setUp(self):
        self.machine = Machine(self)
        for nic, carrier in (('enp0s3', 1), ('enp0s4', 1), ('enp0s5', 0)):
            self.machine.write('sys/class/net/%s/device/vendor' % nic, '0x1af4')
            self.machine.write('sys/class/net/%s/carrier' % nic, carrier)

    def chosen(self, *moments, source='198.18.12.2'):
        """Each moment is what has an address then."""
        moments = list(moments)
        self.clock = 0
        commands = Scripted(
            ('route get', [{'dst': '198.18.0.11', 'dev': 'enp0s4', 'prefsrc': source}], 0),
            ('address show', lambda _: moments.pop(0) if len(moments) > 1 else moments[0], 0),
        )
        def sleep(seconds):
            self.clock += seconds

        return address.chosen(commands, '198.18.0.11', self.machine.root, sleep=sleep, clock=lambda: self.clock)

    def test_is_of_the_first_nic_whichever_was_the_first_to_have_one(self):
        both = [{}, link('enp0s4', '198.18.12.2'), link('enp0s3', '198.18.12.1')]
        self.assertEqual(self.chosen(both), '198.18.12.1')
        self.assertEqual(self.chosen([{}, link('enp0s4', '198.18.12.2'), {}], both), '198.18.12.1')
        self.assertEqual(self.clock, 1)

    def test_is_in_the_network_by_which_ironic_is_reached(self):
        self.assertEqual(self.chosen([link('enp0s3', '198.19.0.1'), link('enp0s4', '198.18.12.2')]), '198.18.12.2')

    def test_is_the_one_that_there_is_where_another_nic_has_a_cable_and_gets_none(self):
        self.assertEqual(self.chosen([link('enp0s4', '198.18.12.2')]), '198.18.12.2')
        self.assertEqual(self.clock, address.SECONDS)

    def test_reads_where_ironic_is_from_the_command_line_of_the_kernel(self):
        self.machine.write('proc/cmdline', 'quiet ipa-api-url=https://[2001:db8::1]:6385 ipa-agent-token=x')
        self.assertEqual(address.api_host(self.machine.root), '2001:db8::1')
        self.machine.write('proc/cmdline', 'quiet')
        self.assertIsNone(address.api_host(self.machine.root))
