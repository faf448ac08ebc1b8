import json
import unittest

from machine import Machine
from scripted import Scripted
from tuskar_hardware_manager import burnin_network
from tuskar_hardware_manager.step import StepFailed

DONE = {'end': {'sum_received': {'bits_per_second': 8e9}, 'sum_sent': {'bits_per_second': 8e9, 'retransmits': 4}}}


def end(sent, received):
    start = {'accepted_connection': {'host': '198.18.0.9', 'port': 43862}, 'test_start': {'protocol': 'TCP', 'num_streams': 1}}
    return {'start': start, 'end': {'sum_sent': sent, 'sum_received': received}}


# What iperf3 3.12 says at its two ends of the same flows, cut to what is read: nobody tells a server that sends what arrived,
# nor one that receives what was sent.
SERVER = [
    end(
        {'bytes': 0, 'bits_per_second': 0, 'sender': False},
        {'bytes': 1243742208, 'bits_per_second': 9902879182.126534, 'sender': False},
    ),
    end(
        {'bytes': 1199308800, 'bits_per_second': 9534384707.572876, 'retransmits': 2, 'sender': True},
        {'bytes': 0, 'bits_per_second': 0, 'sender': True},
    ),
]
CLIENT = [
    end(
        {'bytes': 1245052928, 'bits_per_second': 9947283063.07368, 'retransmits': 5, 'sender': True},
        {'bytes': 1243742208, 'bits_per_second': 9902879182.126534, 'sender': True},
    ),
    end(
        {'bytes': 1199308800, 'bits_per_second': 9534384707.572876, 'retransmits': 2, 'sender': False},
        {'bytes': 1199308800, 'bits_per_second': 9539190789.37557, 'sender': False},
    ),
]


class Network(unittest.TestCase):
    def setUp(self):
        self.machine = Machine(self)
        self.machine.write('sys/class/net/ens1/device/vendor', '0x8086')
        self.machine.write('sys/class/net/ens1/address', '52:54:00:00:00:01')
        self.clock = 0

    def burn_in(self, commands, role, **arguments):
        def sleep(seconds):
            self.clock += seconds

        root = self.machine.root
        return burnin_network.burn_in(
            commands, role, 20, root=root, sleep=sleep, clock=lambda: self.clock, **arguments
        )

    def test_measures_both_directions_once_the_server_is_there(self):
        answers = [{'error': 'unable to connect'}, DONE, DONE]
        route = ('ip route get', [{'dev': 'ens1'}], 0)
        commands = Scripted(('iperf3', lambda _: json.dumps(answers.pop(0)), 0), route)
        measured, failures = self.burn_in(commands, 'client', peer='198.18.0.9')
        self.assertEqual(failures, [])
        self.assertEqual([flow['direction'] for flow in measured['flows']], ['send', 'receive'])
        self.assertEqual(measured['flows'][0]['bytesPerSecond'], 1e9)
        self.assertEqual(measured['nic'], 'ens1')
        self.assertIn('--reverse', [argv for argv in commands.asked if 'iperf3' in argv][-1])

    def test_tells_the_server_side_from_its_own_point_of_view(self):
        measured, _ = self.burn_in(Scripted(('iperf3', DONE, 0)), 'server')
        self.assertEqual([flow['direction'] for flow in measured['flows']], ['receive', 'send'])

    def test_measures_the_same_at_both_ends(self):
        def flows(role, said):
            answers = list(said)
            route = ('ip route get', [{'dev': 'ens1'}], 0)
            commands = Scripted(('iperf3', lambda _: json.dumps(answers.pop(0)), 0), route)
            peer = {'peer': '198.18.0.9'} if role == 'client' else {}
            measured, _ = self.burn_in(commands, role, **peer)
            return {flow['direction']: (round(flow['bytesPerSecond'] / 1e6), flow['retransmits']) for flow in measured['flows']}

        self.assertEqual(flows('client', CLIENT), {'send': (1238, 5), 'receive': (1192, 2)})
        self.assertEqual(flows('server', SERVER), {'receive': (1238, 0), 'send': (1192, 2)})

    def test_knows_the_card_of_the_server_by_who_called_it(self):
        answers = list(SERVER)
        route = ('ip route get 198.18.0.9', [{'dev': 'ens1'}], 0)
        measured, _ = self.burn_in(Scripted(('iperf3', lambda _: json.dumps(answers.pop(0)), 0), route), 'server')
        self.assertEqual((measured['peer'], measured['nic']), ('198.18.0.9', 'ens1'))

    def test_says_why_a_server_measured_nothing(self):
        broken = {'start': {}, 'end': {}, 'error': 'the client has unexpectedly closed the connection'}
        with self.assertRaisesRegex(StepFailed, 'broke off: the client has unexpectedly closed'):
            self.burn_in(Scripted(('iperf3', broken, 0)), 'server')

    def test_gives_up_on_a_machine_that_never_comes(self):
        commands = Scripted(('iperf3', {'error': 'unable to connect'}, 1))
        with self.assertRaisesRegex(StepFailed, 'unable to connect'):
            self.burn_in(commands, 'client', peer='198.18.0.9', wait=10)

    def test_names_the_card_whose_link_makes_errors(self):
        def work(_):
            self.machine.write('sys/class/net/ens1/statistics/rx_crc_errors', 7)
            return json.dumps(DONE)

        _, failures = self.burn_in(Scripted(('iperf3', work, 0)), 'server')
        self.assertEqual(failures[0]['part'], {'kind': 'nic', 'id': '52:54:00:00:00:01', 'name': 'ens1'})

    def test_refuses_a_client_without_a_peer(self):
        with self.assertRaises(StepFailed):
            self.burn_in(Scripted(), 'client')
