"""Makes the machine what its configuration drive says. Each part may be done again after a cut."""

import os
import re
import subprocess

from first_boot import network

DONE = 'var/lib/tuskar/first-boot.done'


def main(drive, root='/', run=subprocess.run):
    """The exit code. Without a drive the machine asks DHCP, and the next boot looks again."""
    if drive is None:
        print('first boot: there is no configuration drive')
        return 0
    meta = drive['meta'] or {}
    hostname = re.sub(r'[^A-Za-z0-9.-]', '-', meta.get('hostname') or meta.get('name') or '')
    if hostname:
        write(root, 'etc/hostname', hostname + '\n')
        run(['hostname', hostname], check=False)
    keys = [key.strip() for key in (meta.get('public_keys') or {}).values()]
    if keys:
        write(root, 'root/.ssh/authorized_keys', '\n'.join(keys) + '\n', mode=0o600, directory_mode=0o700)
    if drive['network']:
        for name, text in network.files(drive['network']).items():
            write(root, 'etc/systemd/network/' + name, text)
        servers = network.nameservers(drive['network'])
        if servers:
            write(root, 'etc/resolv.conf', ''.join('nameserver %s\n' % one for one in servers))
    if (drive['user_data'] or b'').startswith(b'#!'):
        write(root, 'var/lib/tuskar/user-data', drive['user_data'], mode=0o700)
    write(root, DONE, (meta.get('uuid') or '') + '\n')
    print('first boot: %s, %d keys' % (hostname or 'no name', len(keys)))
    return 0


def write(root, path, content, mode=0o644, directory_mode=0o755):
    whole = os.path.join(root, path)
    os.makedirs(os.path.dirname(whole), mode=directory_mode, exist_ok=True)
    data = content if isinstance(content, bytes) else content.encode()
    new = whole + '.new'
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), 'wb') as file:
        file.write(data)
        os.fsync(file.fileno())
    os.chmod(new, mode)
    os.rename(new, whole)
