import os
import stat
import tempfile
import unittest

from first_boot import apply, drive

META = {'uuid': 'u1', 'hostname': 'rack1-u7', 'public_keys': {'tuskar': 'ssh-ed25519 AAAA tuskar\n'}}
NETWORK = {'links': [], 'networks': [], 'services': [{'type': 'dns', 'address': '198.18.0.53'}]}


class Apply(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        self.ran = []

    def main(self, **drive_content):
        content = {'meta': META, 'network': None, 'user_data': None, **drive_content}
        return apply.main(content, root=self.root, run=lambda argv, check: self.ran.append(argv))

    def read(self, path):
        with open(os.path.join(self.root, path)) as file:
            return file.read()

    def test_gives_the_machine_its_name_and_keys_for_root_alone(self):
        self.assertEqual(self.main(), 0)
        self.assertEqual(self.read('etc/hostname'), 'rack1-u7\n')
        self.assertEqual(self.ran, [['hostname', 'rack1-u7']])
        self.assertEqual(self.read('root/.ssh/authorized_keys'), 'ssh-ed25519 AAAA tuskar\n')
        mode = os.stat(os.path.join(self.root, 'root/.ssh/authorized_keys')).st_mode
        self.assertEqual(stat.S_IMODE(mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.root, 'root/.ssh')).st_mode), 0o700)
        self.assertEqual(self.read('var/lib/tuskar/first-boot.done'), 'u1\n')

    def test_can_be_done_again_after_a_cut(self):
        self.main()
        self.main()
        self.assertEqual(self.read('root/.ssh/authorized_keys').count('ssh-ed25519'), 1)

    def test_keeps_a_script_for_later_and_nothing_else_of_the_user_data(self):
        self.main(user_data=b'#cloud-config\n')
        self.assertFalse(os.path.exists(os.path.join(self.root, 'var/lib/tuskar/user-data')))
        self.main(user_data=b'#!/bin/sh\ntrue\n')
        self.assertEqual(self.read('var/lib/tuskar/user-data'), '#!/bin/sh\ntrue\n')

    def test_makes_no_path_of_a_name(self):
        self.main(meta={'hostname': '../../evil name'})
        self.assertEqual(self.read('etc/hostname'), '..-..-evil-name\n')

    def test_names_the_servers_of_names(self):
        self.main(network=NETWORK)
        self.assertEqual(self.read('etc/resolv.conf'), 'nameserver 198.18.0.53\n')

    def test_looks_again_at_the_next_boot_where_there_was_no_drive(self):
        self.assertEqual(apply.main(None, root=self.root), 0)
        self.assertFalse(os.path.exists(os.path.join(self.root, apply.DONE)))

    def test_reads_what_the_drive_has_and_misses_nothing_else(self):
        with open(os.path.join(self.root, 'meta_data.json'), 'w') as file:
            file.write('{"uuid": "u1"}')
        content = drive.read_directory(self.root)
        self.assertEqual(content, {'meta': {'uuid': 'u1'}, 'network': None, 'user_data': None})
