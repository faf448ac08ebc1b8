import unittest

from machine import Machine
from scripted import Scripted
from tuskar_hardware_manager import hardware_errors

# As the kernel writes them: Intel, AMD, and what is no event of a processor.
LOG = """[  812.101] mce: [Hardware Error]: Machine check events logged
[  812.102] mce: [Hardware Error]: CPU 2: Machine Check: 0 Bank 7: 8c00004000010090
[  812.103] mce: [Hardware Error]: TSC 0 ADDR 3f8c1e540 MISC 140425c86
[  812.104] mce: [Hardware Error]: PROCESSOR 0:50657 TIME 1764121000 SOCKET 0 APIC 4 microcode 5003604
[  901.201] [Hardware Error]: Corrected error, no action required.
[  901.202] [Hardware Error]: CPU:3 (19:1:1) MC0_STATUS[-|CE|MiscV|AddrV|-|-|SyndV|-|-|-]: 0x9c2041000000011b
[  950.301] {1}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 0
"""


class HardwareErrors(unittest.TestCase):
    def setUp(self):
        self.machine = Machine(self)
        self.machine.cpus([0, 0, 1, 1])

    def memory(self, path, label=None, **counts):
        base = 'sys/devices/system/edac/mc/mc0/' + path
        for name, count in counts.items():
            self.machine.write(base + name + '_count', count)
        if label is not None:
            self.machine.write(base + 'dimm_label', label)

    def counted(self, during, log=''):
        logs = ['', log]
        counted = hardware_errors.Counted(Scripted(('dmesg', lambda _: logs.pop(0), 0)), self.machine.root)
        during()
        return counted.since()

    def test_counts_modules_of_drivers_that_know_ranks_alone_as_amds_does(self):
        def during():
            self.memory('rank3/', dimm_ce=12, dimm_ue=1)

        self.memory('rank2/', 'mc#0csrow#1channel#0', dimm_ce=0, dimm_ue=0)
        self.memory('rank3/', 'mc#0csrow#1channel#1', dimm_ce=10, dimm_ue=0)
        measured, failures = self.counted(during)
        self.assertEqual(measured['dimms']['mc0 mc#0csrow#1channel#0'], {'corrected': 0, 'uncorrected': 0})
        self.assertEqual([one['part']['id'] for one in failures], ['mc0 mc#0csrow#1channel#1'])
        self.assertEqual(failures[0]['what'], '2 errors corrected, 1 not')

    def test_counts_errors_of_which_the_controller_knows_no_module(self):
        self.memory('dimm0/', 'CPU_SrcID#0_MC#0_Chan#0_DIMM#0', dimm_ce=0, dimm_ue=0)
        self.memory('', ce=4, ue=0, ce_noinfo=4, ue_noinfo=0)
        _, failures = self.counted(lambda: self.memory('', ce=5, ce_noinfo=5))
        self.assertEqual([one['part']['id'] for one in failures], ['mc0 unknown module'])

    def test_counts_machine_checks_by_socket_whoever_made_the_processor(self):
        measured, failures = self.counted(lambda: None, log=LOG)
        self.assertEqual(measured['machineChecks'], {1: 2})
        self.assertEqual([one['part']['id'] for one in failures], ['socket 1'])

    def test_finds_nothing_where_nothing_counts(self):
        self.assertEqual(self.counted(lambda: None), ({'dimms': {}, 'machineChecks': {}}, []))
