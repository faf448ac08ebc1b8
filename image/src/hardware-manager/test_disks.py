import unittest

from scripted import Scripted, lsblk
from tuskar_hardware_manager import disks

ROWS = lsblk(
    {'name': 'sda', 'serial': 'S1', 'rota': True, 'tran': 'sata', 'children': [{'name': 'sda1', 'fstype': 'ext4'}]},
    {'name': 'nvme0n1', 'serial': 'S2', 'tran': 'nvme'},
    {'name': 'sdb', 'serial': 'USB', 'rm': True, 'tran': 'usb'},
    {'name': 'sdc', 'serial': 'S3', 'ro': True},
    {'name': 'mmcblk0', 'serial': 'E1'},
    {'name': 'mmcblk0boot0', 'serial': 'E1', 'ro': True},
    {'name': 'mmcblk0rpmb', 'serial': 'E1'},
    {'name': 'sr0', 'type': 'rom', 'serial': 'CD'},
    {'name': 'ram0', 'serial': None},
    {'name': 'sdd', 'serial': 'S4', 'size': 0},
)


class Disks(unittest.TestCase):
    def test_are_those_of_the_machine_alone(self):
        found = disks.all_disks(Scripted(ROWS))
        self.assertEqual([disk.name for disk in found], ['/dev/' + name for name in ('sda', 'nvme0n1', 'sdc', 'mmcblk0')])
        self.assertEqual([disk.read_only for disk in found], [False, False, True, False])
        self.assertTrue(found[0].has_data)
        self.assertFalse(found[1].has_data)
        self.assertTrue(found[1].is_nvme)

    def test_are_not_what_stores_no_data_or_is_not_the_machines_own(self):
        found = disks.left_out(Scripted(ROWS))
        self.assertEqual([disk.name for disk, _ in found], ['/dev/sdb', '/dev/mmcblk0boot0', '/dev/mmcblk0rpmb'])
        self.assertEqual([why for _, why in found][0], 'it is removable and on USB')

    def test_are_one_where_several_paths_have_one_wwn(self):
        rows = lsblk(
            {'name': 'sda', 'serial': 'S1', 'wwn': '0x5000c500a1b2c3d4'},
            {'name': 'sdb', 'serial': 'S1', 'wwn': '0x5000c500a1b2c3d4'},
            {'name': 'nvme0n1', 'serial': 'N1', 'wwn': 'eui.0025385191b0a4f1'},
            {'name': 'nvme0n2', 'serial': 'N1', 'wwn': 'eui.0025385191b0a4f2'},
            {'name': 'sdc', 'serial': '0123456789AB'},
            {'name': 'sdd', 'serial': '0123456789AB'},
        )
        found = disks.by_device(disks.all_disks(Scripted(rows)))
        names = [[disk.name[len('/dev/') :] for disk in paths] for paths in found]
        self.assertEqual(names, [['sda', 'sdb'], ['nvme0n1'], ['nvme0n2'], ['sdc'], ['sdd']])

    def test_are_known_from_volumes_of_raid_controllers(self):
        volumes = [
            ('DELL', 'PERC H730P Mini'),
            ('HP', 'LOGICAL VOLUME'),
            ('AVAGO', 'MR9361-8i'),
            ('LSI', 'MegaRAID SAS 9271'),
            ('Lenovo', 'RAID 930-8i-2GB'),
            ('IBM', 'ServeRAID M5210'),
            ('Cisco', 'UCSC-MRAID12G'),
            ('ADAPTEC', 'data'),
        ]
        ones = [('ATA', 'SAMSUNG MZ7L3960'), ('SEAGATE', 'ST16000NM004J'), ('ATA', 'QEMU HARDDISK'), (None, 'Dell Ent NVMe P5600 MU')]
        rows = [{'name': 'sd%d' % at, 'vendor': vendor, 'model': model} for at, (vendor, model) in enumerate(volumes + ones)]
        found = [disk.is_raid_volume for disk in disks.all_disks(Scripted(lsblk(*rows)))]
        self.assertEqual(found, [True] * len(volumes) + [False] * len(ones))

    def test_are_chosen_by_serial_number_and_never_fewer_than_asked_for(self):
        self.assertEqual([disk.name for disk in disks.chosen(Scripted(ROWS), ['S2'])], ['/dev/nvme0n1'])
        with self.assertRaisesRegex(ValueError, 'S9'):
            disks.chosen(Scripted(ROWS), ['S1', 'S9'])

    def test_are_mounted_where_any_part_of_them_is(self):
        child = {'name': 'sda1', 'mountpoints': ['/mnt']}
        (disk,) = disks.all_disks(Scripted(lsblk({'name': 'sda', 'children': [child]})))
        self.assertTrue(disk.mounted)
