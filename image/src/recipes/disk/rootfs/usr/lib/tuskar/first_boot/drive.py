"""The configuration drive, as OpenStack lays it out: a file system with the label config-2.

https://docs.openstack.org/nova/latest/user/metadata.html
"""

import json
import os
import subprocess
import time

LABELS = ('config-2', 'CONFIG-2')
MOUNT = '/run/config-2'


def read(wait=30, sleep=time.sleep):
    """{'meta', 'network', 'user_data'}, each None where the drive lacks it; None where there is no drive."""
    device = _device(wait, sleep)
    if device is None:
        return None
    os.makedirs(MOUNT, exist_ok=True)
    subprocess.run(['mount', '-o', 'ro', device, MOUNT], check=True)
    try:
        return read_directory(os.path.join(MOUNT, 'openstack', 'latest'))
    finally:
        subprocess.run(['umount', MOUNT], check=True)


def read_directory(directory):
    return {
        'meta': _json(_bytes(directory, 'meta_data.json')),
        'network': _json(_bytes(directory, 'network_data.json')),
        'user_data': _bytes(directory, 'user_data'),
    }


def _device(wait, sleep):
    """Waits for the disks of slow controllers: without the drive nobody could log in."""
    subprocess.run(['udevadm', 'settle', '--timeout=%d' % wait], check=False)
    for _ in range(wait):
        for label in LABELS:
            path = '/dev/disk/by-label/' + label
            if os.path.exists(path):
                return path
        # With its disks found a machine without a drive need not wait for one.
        if os.path.isdir('/dev/disk/by-label') or os.path.isdir('/dev/disk/by-uuid'):
            return None
        sleep(1)
    return None


def _bytes(directory, name):
    try:
        with open(os.path.join(directory, name), 'rb') as file:
            return file.read()
    except FileNotFoundError:
        return None


def _json(data):
    return None if data is None else json.loads(data)
