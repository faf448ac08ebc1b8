import unittest

from scripted import Scripted, lsblk
from tuskar_hardware_manager import disks

ROWS = lsblk(
    {'name': 'sda', 'serial': 'S1', 'rota': True, 'tran': 'sata', 'children': [{'name': 'sda1', 'fstype': 'ext4'}]},
    {'name': 'nvme0n1', 'serial': 'S2', 'tran': 'nvme'},
    {'name': 'sdb', 'serial': 'USB', 'rm': True, 'tran': 'usb'},
    {'name': 'sdc', 'serial': 'S3', 'ro': True},
    {'name': 'sr0', 'type': 'rom', 'serial': 'CD'},
    {'name': 'ram0', 'serial': None},
    {'name': 'sdd', 'serial': 'S4', 'size': 0},
)


class Disks(unittest.TestCase):
    def test_are_those_of_the_machine_alone(self):
        found = disks.all_disks(Scripted(ROWS))
        self.assertEqual([disk.serial for disk in found], ['S1', 'S2'])
        self.assertTrue(found[0].has_data)
        self.assertFalse(found[1].has_data)
        self.assertTrue(found[1].is_nvme)

    def test_are_chosen_by_serial_number_and_never_fewer_than_asked_for(self):
        self.assertEqual([disk.name for disk in disks.chosen(Scripted(ROWS), ['S2'])], ['/dev/nvme0n1'])
        with self.assertRaisesRegex(ValueError, 'S9'):
            disks.chosen(Scripted(ROWS), ['S1', 'S9'])

    def test_are_mounted_where_any_part_of_them_is(self):
        child = {'name': 'sda1', 'mountpoints': ['/mnt']}
        (disk,) = disks.all_disks(Scripted(lsblk({'name': 'sda', 'children': [child]})))
        self.assertTrue(disk.mounted)
