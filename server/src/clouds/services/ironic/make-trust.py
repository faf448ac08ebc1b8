"""Makes an initramfs of two files: whom an agent that came over the network trusts, and that it does.

  make-trust.py CERTIFICATE ARCHIVE

Ironic puts the same into boot media by itself, and has no such thing for the network. The format is the one that the
kernel reads: https://docs.kernel.org/driver-api/early-userspace/buffer-format.html
"""

import os
import sys

CERTIFICATE = 'etc/ironic-python-agent/ironic.crt'
SETTINGS = 'etc/ironic-python-agent.d/ironic-tls.conf'
# One that only looks at its machine is not told where Ironic is, and would ask everyone on the network.
SETTINGS_TEXT = f"""[DEFAULT]
cafile = /{CERTIFICATE}
[mdns]
lookup_attempts = 1
interfaces = 127.0.0.1
"""
DIRECTORY = 0o040755
FILE = 0o100644


def padded(data):
    return data + b'\0' * (-len(data) % 4)


def entry(number, name, mode, content=b''):
    encoded = name.encode() + b'\0'
    # Number, mode, owner, group, links, time, size, four device numbers, length of the name, no checksum.
    fields = [number, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(encoded), 0]
    header = b'070701' + b''.join(b'%08X' % field for field in fields)
    return padded(header + encoded) + padded(content)


def archive(files):
    above = {os.path.dirname(name) for name in files}
    directories = sorted(above | {os.path.dirname(name) for name in above})
    named = [(name, DIRECTORY, b'') for name in directories]
    named += [(name, FILE, content) for name, content in files.items()]
    entries = [entry(number, *one) for number, one in enumerate(named, 1)]
    return b''.join([*entries, entry(0, 'TRAILER!!!', 0)])


def main(certificate, path):
    with open(certificate, 'rb') as file:
        files = {CERTIFICATE: file.read(), SETTINGS: SETTINGS_TEXT.encode()}
    with open(path + '.new', 'wb') as file:
        file.write(archive(files))
    os.rename(path + '.new', path)


if __name__ == '__main__':
    main(*sys.argv[1:])
