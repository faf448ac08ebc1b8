import unittest

from machine import Machine
from scripted import Scripted
from tuskar_hardware_manager import burnin_cpu, stress

SAID = """stress-ng: info:  [99] dispatching hogs: 2 cpu
stress-ng: metrc: [99] stressor       bogo ops real time  usr time  sys time   bogo ops/s     bogo ops/s
stress-ng: metrc: [99]                           (secs)    (secs)    (secs)   (real time) (usr+sys time)
stress-ng: metrc: [99] cpu                2000     10.00     19.90      0.01       200.00         100.40
stress-ng: info:  [99] passed: 2: cpu (2)
"""


class Cpu(unittest.TestCase):
    def setUp(self):
        self.machine = Machine(self)
        self.machine.cpus([0, 0, 1, 1])
        self.machine.temperature('coretemp', 'Package id 0', 71500)

    def burn_in(self, commands):
        return burnin_cpu.burn_in(commands, seconds=10, root=self.machine.root)

    def test_measures_each_socket_on_its_own_processors(self):
        commands = Scripted(('dmesg', '', 0), ('stress-ng', SAID, 0))
        measured, failures = self.burn_in(commands)
        self.assertEqual(failures, [])
        self.assertEqual([one['socket'] for one in measured['sockets']], [0, 1])
        self.assertEqual(measured['sockets'][0]['opsPerSecond'], 200.0)
        self.assertEqual(measured['sockets'][0]['opsPerSecondPerCore'], 100.0)
        pinned = sorted(argv[argv.index('--taskset') + 1] for argv in commands.asked if 'stress-ng' in argv)
        self.assertEqual(pinned, ['0,1', '2,3'])
        self.assertEqual(list(measured['highestTemperatures'].values()), [71.5])

    def test_names_the_socket_that_computes_wrongly(self):
        wrong = SAID + 'stress-ng: fail:  [100] cpu: prime error detected\n'
        good = ('stress-ng 0,1', SAID, 0)
        commands = Scripted(('dmesg', '', 0), good, ('stress-ng 2,3', wrong, 2))
        _, failures = self.burn_in(commands)
        self.assertEqual([one['part']['id'] for one in failures], ['socket 1'])
        self.assertIn('prime error', failures[0]['what'])

    def test_names_the_socket_of_a_machine_check_and_the_module_of_a_corrected_error(self):
        self.machine.dimm('CPU0_DIMM_B2', corrected=3)
        logs = ['', 'mce: [Hardware Error]: CPU 2: Machine Check: 0 Bank 7\n']

        def work(_):
            self.machine.dimm('CPU0_DIMM_B2', corrected=5)
            return SAID

        commands = Scripted(('dmesg', lambda _: logs.pop(0), 0), ('stress-ng', work, 0))
        measured, failures = self.burn_in(commands)
        named = {(one['part']['kind'], one['part']['id']) for one in failures}
        self.assertEqual(named, {('dimm', 'mc0 CPU0_DIMM_B2'), ('cpu', 'socket 1')})
        self.assertEqual(measured['errors']['dimms']['mc0 CPU0_DIMM_B2'], {'corrected': 2, 'uncorrected': 0})

    def test_does_not_take_a_stressor_that_did_nothing_for_a_good_one(self):
        commands = Scripted(('dmesg', '', 0), ('stress-ng', 'stress-ng: info: nothing', 0))
        _, failures = self.burn_in(commands)
        self.assertEqual(len(failures), 2)

    def test_fails_where_the_stressor_is_not_supported(self):
        commands = Scripted(('dmesg', '', 0), ('stress-ng', 'no such', 4))
        with self.assertRaises(stress.StressUnsupported):
            self.burn_in(commands)
