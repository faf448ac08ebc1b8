import json
import unittest

from machine import Machine
from scripted import Scripted, lsblk
from tuskar_hardware_manager import burnin_disk

SMART = ('smartctl', {'smart_support': {'available': True}, 'temperature': {'current': 41}}, 0)


def fio(error=0, side='read'):
    figures = {
        'bw_bytes': 500000000,
        'iops': 120.5,
        'clat_ns': {'percentile': {'50.000000': 1000, '95.000000': 2000, '99.000000': 3000, '99.900000': 4000}},
    }
    return 'fio: a warning\n' + json.dumps({'jobs': [{'error': error, side: figures, 'write': figures, 'read': figures}]})


class Disk(unittest.TestCase):
    def setUp(self):
        self.root = Machine(self).root

    def burn_in(self, commands, **arguments):
        return burnin_disk.burn_in(commands, 10, root=self.root, **arguments)

    def test_reads_only_where_nothing_else_is_asked_for(self):
        commands = Scripted(lsblk({'name': 'sda', 'serial': 'S1'}), ('fio', fio(), 0), SMART)
        measured, failures = self.burn_in(commands)
        self.assertEqual(failures, [])
        (disk,) = measured['disks']
        self.assertEqual([one['pattern'] for one in disk['patterns']], ['read', 'randread'])
        expected = {'p50': 1.0, 'p95': 2.0, 'p99': 3.0, 'p99.9': 4.0}
        self.assertEqual(disk['patterns'][0]['latencyMicroseconds'], expected)
        self.assertEqual(disk['temperature'], 41)
        for argv in commands.asked:
            self.assertEqual('fio' in argv, '--readonly' in argv)

    def test_writes_on_empty_disks_and_reads_those_with_data(self):
        rows = lsblk({'name': 'sda', 'serial': 'S1'}, {'name': 'sdb', 'serial': 'S2', 'pttype': 'gpt'})
        commands = Scripted(rows, ('fio', fio(), 0), SMART)
        measured, _ = self.burn_in(commands, destructive=True)
        self.assertEqual([disk['written'] for disk in measured['disks']], [True, False])
        written = [argv for argv in commands.asked if '--rw=write' in argv]
        self.assertEqual(len(written), 1)
        self.assertIn('--filename=/dev/sda', written[0])

    def test_writes_over_data_only_when_told_to_and_never_below_a_mount(self):
        data = {'name': 'sda', 'serial': 'S1', 'fstype': 'ext4'}
        mounted = {'name': 'sdb', 'serial': 'S2', 'fstype': 'ext4', 'mountpoints': ['/mnt']}
        commands = Scripted(lsblk(data, mounted), ('fio', fio(), 0), SMART)
        measured, _ = self.burn_in(commands, destructive=True, write_over_data=True)
        self.assertEqual([disk['written'] for disk in measured['disks']], [True, False])

    def test_names_the_disk_that_fails_and_goes_on_with_others(self):
        rows = lsblk({'name': 'sda', 'serial': 'S1', 'model': 'M'}, {'name': 'sdb', 'serial': 'S2'})
        commands = Scripted(rows, ('fio /dev/sda', fio(error=5), 1), ('fio /dev/sdb', fio(), 0), SMART)
        measured, failures = self.burn_in(commands)
        self.assertEqual([one['part']['id'] for one in failures], ['S1'])
        self.assertEqual([len(disk['patterns']) for disk in measured['disks']], [1, 2])

    def test_names_a_disk_whose_test_never_ends(self):
        commands = Scripted(lsblk({'name': 'sda', 'serial': 'S1'}), ('fio', '', 124), SMART)
        _, failures = self.burn_in(commands)
        self.assertEqual(failures[0]['part']['id'], 'S1')
