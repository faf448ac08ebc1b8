import unittest

from machine import Machine
from scripted import Scripted
from tuskar_hardware_manager import burnin_memory

VM = 'stress-ng: metrc: [9] vm   5000   10.00   19.90   0.01   500.00   250.40\n'
STREAM = """stress-ng: info:  [10] stream: memory rate: 9000.10 MB read/sec, 6000.00 MB write/sec, 788.35 double precision Mflop/sec (instance 0)
stress-ng: info:  [11] stream: memory rate: 1000.00 MB read/sec, 500.00 MB write/sec, 80.00 double precision Mflop/sec (instance 1)
stress-ng: metrc: [9] stream   50   10.00   19.90   0.01   5.00   2.40
"""


class Memory(unittest.TestCase):
    def setUp(self):
        self.machine = Machine(self)
        self.machine.cpus([0, 0])
        self.machine.write('proc/meminfo', 'MemTotal: 8388608 kB\nMemAvailable: 4194304 kB')

    def test_tests_a_share_of_what_is_free_and_adds_up_the_bandwidth(self):
        commands = Scripted(('dmesg', '', 0), ('--vm', VM, 0), ('--stream', STREAM, 0))
        measured, failures = burnin_memory.burn_in(commands, seconds=100, percent=50, root=self.machine.root)
        self.assertEqual(failures, [])
        self.assertEqual(measured['bytesTested'], 2 << 30)
        self.assertEqual((measured['readMegabytesPerSecond'], measured['writeMegabytesPerSecond']), (10000.1, 6500.0))
        vm = next(argv for argv in commands.asked if '--vm' in argv)
        self.assertEqual(vm[vm.index('--vm-bytes') + 1], '1048576K')

    def test_tells_of_wrong_bits_that_no_controller_located(self):
        wrong = VM + 'stress-ng: fail:  [9] vm: detected 2 bit errors while stressing memory\n'
        commands = Scripted(('dmesg', '', 0), ('--vm', wrong, 2), ('--stream', STREAM, 0))
        _, failures = burnin_memory.burn_in(commands, seconds=10, root=self.machine.root)
        self.assertEqual(failures[0]['part'], {'kind': 'memory', 'id': 'unknown module'})
