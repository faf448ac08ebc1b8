import unittest

from machine import Machine
from scripted import Scripted, lsblk
from tuskar_hardware_manager import dmi, gathering

MEMORY = """# dmidecode 3.6
Getting SMBIOS data from sysfs.

Handle 0x1100, DMI type 17, 92 bytes
Memory Device
	Size: 16 GB
	Locator: A1
	Bank Locator: Not Specified
	Type: DDR5
	Configured Memory Speed: 4800 MT/s
	Manufacturer: Hynix
	Serial Number: 80AD0145
	Part Number: HMCG78
	Characteristics:
		Registered

Handle 0x1101, DMI type 17, 92 bytes
Memory Device
	Size: No Module Installed
	Locator: A2
	Serial Number: Not Specified

"""

PROCESSORS = """Handle 0x0400, DMI type 4, 48 bytes
Processor Information
	Socket Designation: CPU1
	Version: Xeon 6430
	Current Speed: 2100 MHz
	Status: Populated, Enabled
	Core Count: 32
	Thread Count: 64

Handle 0x0401, DMI type 4, 48 bytes
Processor Information
	Socket Designation: CPU2
	Status: Unpopulated

"""


class TellBmc(unittest.TestCase):
    def told(self, inventory, cmdline='quiet tuskar-bmc=198.18.48.1 nofb'):
        machine = Machine(self)
        machine.write('proc/cmdline', cmdline)
        gathering.tell_bmc(inventory, machine.root)
        return inventory and inventory['bmc_address']

    def test_one_that_ipmi_does_not_reach_is_told_by_the_kernel(self):
        self.assertEqual(self.told({'bmc_address': '0.0.0.0'}), '198.18.48.1')
        self.assertEqual(self.told({'bmc_address': None}), '198.18.48.1')

    def test_what_ipmi_says_stays(self):
        self.assertEqual(self.told({'bmc_address': '198.18.48.9'}), '198.18.48.9')

    def test_nobody_said_it(self):
        self.assertIsNone(self.told({'bmc_address': None}, cmdline='quiet'))
        self.assertIsNone(self.told(None))


class Gather(unittest.TestCase):
    def commands(self, *more):
        answers = (
            ('dmidecode --type 17', MEMORY, 0),
            ('dmidecode --type 4', PROCESSORS, 0),
            ('lspci', 'Slot:\t0000:01:00.0\nClass:\tEthernet\nVendor:\tIntel\nDevice:\tX710\n', 0),
            ('dmidecode --string bios-version', '2.1.3\n', 0),
            ('dmidecode --string', 'Not Specified\n', 0),
            lsblk({'name': 'sda', 'serial': 'S1'}),
            ('smartctl', {'smart_support': {'available': False}}, 0),
            ('ipmitool', 'Firmware Revision         : 7.10\nManufacturer Name         : DELL\n', 0),
        )
        return Scripted(*more, *answers)

    def test_lists_memory_by_slot_with_the_empty_ones(self):
        first, second = dmi.memory_modules(self.commands())
        self.assertEqual((first['slot'], first['bytes'], first['serial'], first['part']), ('A1', 16 << 30, '80AD0145', 'HMCG78'))
        self.assertEqual((second['slot'], second['bytes'], second['serial']), ('A2', 0, None))

    def test_gathers_everything(self):
        complaints = []
        found = gathering.gather(self.commands(), lambda *said: complaints.append(said), Machine(self).root)
        self.assertEqual(complaints, [])
        self.assertEqual(found['firmware']['biosVersion'], '2.1.3')
        self.assertEqual([(one['socket'], one['threads']) for one in found['processors']], [('CPU1', 64)])
        self.assertIsNone(found['firmware']['systemSerialNumber'])
        self.assertEqual(found['bmc'], {'firmware': '7.10', 'manufacturer': 'DELL'})
        self.assertEqual([disk['serial'] for disk in found['disks']], ['S1'])

    def test_goes_on_without_a_part_that_cannot_be_read(self):
        complaints = []
        commands = self.commands(('dmidecode --type 17', lambda _: 1 / 0, 0))
        found = gathering.gather(commands, lambda *said: complaints.append(said), Machine(self).root)
        self.assertIsNone(found['memory'])
        self.assertEqual(complaints[0][1], 'memory')
        self.assertEqual(len(found['disks']), 1)
