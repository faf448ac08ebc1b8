import hashlib
import os
import tempfile
import unittest

from scripted import Scripted, lsblk
from tuskar_hardware_manager import disks, erase, erase_nvme
from tuskar_hardware_manager.step import StepFailed

BYTES = 8 << 20
NO_SECURITY = ('hdparm -I', 'SG_IO: bad', 1)


class Erase(unittest.TestCase):
    """Disks are files here; what erases them is the test."""

    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)

    def disk(self, serial, **more):
        path = os.path.join(self.directory.name, serial)
        with open(path, 'wb') as file:
            file.write(os.urandom(BYTES))
        return dict({'name': '..' + path, 'serial': serial, 'size': BYTES}, **more)

    def content(self, serial):
        with open(os.path.join(self.directory.name, serial), 'rb') as file:
            return file.read()

    def zero(self, argv):
        path = next(word for word in argv if word.startswith('of='))[3:]
        with open(path, 'wb') as file:
            file.write(bytes(BYTES))
        return 'wrote it'

    def erase(self, rows, *answers):
        commands = Scripted(lsblk(*rows), ('blockdev --flushbufs', '', 0), *answers)
        try:
            return erase.erase(commands, samples=16), commands
        finally:
            self.commands = commands

    def test_overwrites_a_disk_that_can_nothing_better_and_sees_zeros(self):
        (measured, failures), _ = self.erase([self.disk('S1')], NO_SECURITY, ('dd', self.zero, 0))
        self.assertEqual(failures, [])
        (disk,) = measured['disks']
        self.assertEqual((disk['erased'], disk['method'], disk['nistClass']), (True, 'overwrite-zeros', 'Clear'))
        self.assertEqual(disk['verification']['zeros'], disk['verification']['samples'])
        self.assertEqual(hashlib.sha256(disk['log'].encode()).hexdigest(), disk['logSha256'])
        self.assertEqual(self.content('S1'), bytes(BYTES))

    def test_fails_and_names_the_disk_that_only_says_it_was_erased(self):
        rows = [self.disk('S1'), self.disk('S2')]
        answers = (NO_SECURITY, ('dd S1', self.zero, 0), ('dd S2', 'wrote it', 0))
        with self.assertRaisesRegex(StepFailed, 'S2') as caught:
            self.erase(rows, *answers)
        self.assertNotIn('S1 ', str(caught.exception))
        good, bad = caught.exception.measured['disks']
        self.assertTrue(good['erased'])
        self.assertFalse(bad['erased'])
        self.assertIn('still hold what was there before', bad['error'])

    def test_fails_where_a_place_was_left_out(self):
        def all_but_the_end(argv):
            self.zero(argv)
            with open(os.path.join(self.directory.name, 'S1'), 'r+b') as file:
                file.seek(BYTES - 100)
                file.write(b'secret')
            return ''

        with self.assertRaisesRegex(StepFailed, '1 of .* samples are not zero'):
            self.erase([self.disk('S1')], NO_SECURITY, ('dd', all_but_the_end, 0))

    def test_never_writes_to_a_mounted_disk_and_says_so(self):
        row = self.disk('S1', mountpoints=['/mnt'])
        before = self.content('S1')
        with self.assertRaisesRegex(StepFailed, 'S1.*mounted'):
            self.erase([row])
        self.assertEqual(self.content('S1'), before)

    def test_fails_for_what_it_cannot_erase_and_still_erases_the_others(self):
        rows = [
            self.disk('S1'),
            self.disk('WORN', ro=True),
            self.disk('VOLUME', vendor='DELL', model='PERC H730P Mini'),
        ]
        before = [self.content('WORN'), self.content('VOLUME')]
        with self.assertRaisesRegex(StepFailed, 'WORN.*can only be read.*VOLUME.*volume of a RAID controller') as caught:
            self.erase(rows, NO_SECURITY, ('dd', self.zero, 0))
        self.assertEqual([disk['erased'] for disk in caught.exception.measured['disks']], [True, False, False])
        self.assertEqual([self.content('WORN'), self.content('VOLUME')], before)

    def test_erases_a_disk_with_two_paths_once(self):
        first = self.disk('S1', wwn='0x5000c500a1b2c3d4')
        second = os.path.join(self.directory.name, 'S1-again')
        os.link(os.path.join(self.directory.name, 'S1'), second)
        (measured, _), commands = self.erase([first, dict(first, name='..' + second)], NO_SECURITY, ('dd', self.zero, 0))
        (disk,) = measured['disks']
        self.assertTrue(disk['erased'])
        self.assertEqual(disk['alsoNamed'], ['/dev/..' + second])
        self.assertIn('one disk, by its WWN 0x5000c500a1b2c3d4', disk['log'])
        self.assertEqual(sum(argv[0] == 'dd' for argv in commands.asked), 1)

    def test_never_writes_to_a_disk_that_is_mounted_by_its_other_path(self):
        first = self.disk('S1', wwn='0x5000c500a1b2c3d4')
        with self.assertRaisesRegex(StepFailed, 'S1.*mounted'):
            self.erase([first, dict(first, mountpoints=['/mnt'])])

    def test_says_what_it_left_out_and_why(self):
        stick = {'name': 'sdz', 'serial': 'STICK', 'rm': True, 'tran': 'usb'}
        (measured, _), _ = self.erase([self.disk('S1'), stick], NO_SECURITY, ('dd', self.zero, 0))
        self.assertEqual([disk['serial'] for disk in measured['disks']], ['S1'])
        (left,) = measured['leftOut']
        self.assertEqual((left['serial'], left['reason']), ('STICK', 'it is removable and on USB'))

    def test_fails_where_there_is_no_disk(self):
        with self.assertRaisesRegex(StepFailed, 'no disk'):
            self.erase([])

    def test_takes_noise_after_a_disks_own_erase_but_not_the_marker(self):
        row = self.disk('S1', rota=True)
        text = 'ATA device\nSecurity: \n\tMaster password revision code = 65534\n\t\tsupported\n\tnot\tenabled\n\tnot\tlocked\n\tnot\tfrozen\n\t\tsupported: enhanced erase\n'

        def noise(argv):
            with open(argv[-1], 'wb') as file:
                file.write(os.urandom(BYTES))
            return ''

        answers = (('hdparm -I', text, 0), ('--security-set-pass', '', 0), ('--security-erase-enhanced', noise, 0))
        (measured, _), _ = self.erase([row], *answers)
        (disk,) = measured['disks']
        self.assertEqual((disk['method'], disk['nistClass']), ('ata-security-erase-enhanced', 'Purge'))
        self.assertEqual(disk['verification']['marker'], 0)

    def test_tries_the_next_best_and_tells_why(self):
        text = 'ATA device\nSecurity: \n\t\tsupported\n\tnot\tenabled\n\tnot\tlocked\n\tfrozen\n'
        (measured, _), _ = self.erase([self.disk('S1')], ('hdparm -I', text, 0), ('dd', self.zero, 0))
        (disk,) = measured['disks']
        self.assertEqual(disk['method'], 'overwrite-zeros')
        self.assertIn('frozen', disk['notUsed'][0])


class Nvme(unittest.TestCase):
    def methods(self, about, shared=False):
        disk = disks.Disk({'name': 'nvme0n1', 'size': 1})
        commands = Scripted(('nvme id-ctrl', about, 0))
        return [(name, strength) for name, strength, _ in erase_nvme.methods(commands, disk, shared)]

    def test_has_sanitize_before_format(self):
        names = [name for name, _ in self.methods({'sanicap': 3, 'oacs': 2, 'fna': 4})]
        expected = ['nvme-sanitize-block', 'nvme-sanitize-crypto', 'nvme-format-crypto', 'nvme-format-user-data']
        self.assertEqual(names, expected)

    def test_leaves_the_other_namespaces_of_a_controller_alone(self):
        self.assertEqual(self.methods({'sanicap': 2, 'oacs': 2}, shared=True), [('nvme-format-user-data', 'Purge')])

    def test_has_nothing_where_the_disk_says_nothing(self):
        self.assertEqual(self.methods({}), [])
