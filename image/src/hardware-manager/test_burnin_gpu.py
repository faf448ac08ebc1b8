import shutil
import unittest

from machine import Machine
from scripted import Scripted
from tuskar_hardware_manager import burnin_gpu


class Gpu(unittest.TestCase):
    def setUp(self):
        self.machine = Machine(self)
        self.card('0000:17:00.0', vendor='0x10de', width=16, errors=0)
        # The console of a BMC is a graphics card by its class alone.
        self.card('0000:03:00.0', vendor='0x1a03', width=1, errors=0)

    def card(self, address, vendor, width, errors):
        base = 'sys/bus/pci/devices/%s/' % address
        for name, text in {
            'class': '0x030200',
            'vendor': vendor,
            'device': '0x2331',
            'current_link_speed': '32.0 GT/s PCIe',
            'current_link_width': width,
            'max_link_width': 16,
            'aer_dev_correctable': 'RxErr %d\nTOTAL_ERR_COR %d' % (errors, errors),
        }.items():
            self.machine.write(base + name, text)

    def burn_in(self, during=lambda _: None):
        return burnin_gpu.burn_in(Scripted(), 10, root=self.machine.root, sleep=during)

    def test_finds_graphics_processors_and_says_that_they_did_not_compute(self):
        measured, failures = self.burn_in()
        self.assertEqual(([one['address'] for one in measured['gpus']], failures), (['0000:17:00.0'], []))
        self.assertEqual(measured['gpus'][0]['linkSpeed'], 32.0)
        self.assertFalse(measured['computed'])

    def test_names_one_with_bus_errors_or_missing_lanes(self):
        _, failures = self.burn_in(lambda _: self.card('0000:17:00.0', '0x10de', width=8, errors=3))
        self.assertEqual([one['what'] for one in failures], ['3 correctable bus errors', 'its link has 8 of 16 lanes'])

    def test_names_one_that_falls_off_the_bus(self):
        path = self.machine.root + '/sys/bus/pci/devices/0000:17:00.0'
        _, failures = self.burn_in(lambda _: shutil.rmtree(path))
        self.assertEqual([one['part']['id'] for one in failures], ['0000:17:00.0'])
