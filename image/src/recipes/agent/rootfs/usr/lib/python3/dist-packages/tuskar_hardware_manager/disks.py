"""The disks of the machine, by what a person finds them by."""

import os

from tuskar_hardware_manager import sysfs

COLUMNS = 'NAME,TYPE,SERIAL,WWN,MODEL,SIZE,ROTA,TRAN,RO,RM,FSTYPE,PTTYPE,MOUNTPOINTS'


class Disk:
    def __init__(self, row):
        self.name = '/dev/' + row['name']
        self.serial = (row.get('serial') or '').strip()
        self.wwn = row.get('wwn')
        self.model = (row.get('model') or '').strip()
        self.bytes = int(row['size'])
        self.rotational = bool(row.get('rota'))
        self.transport = row.get('tran')
        rows = list(_descendants(row))
        self.has_data = any(one.get('fstype') or one.get('pttype') for one in rows)
        self.mounted = any(point for one in rows for point in one.get('mountpoints') or [])

    @property
    def identity(self):
        return self.serial or self.name

    @property
    def is_nvme(self):
        return self.name.startswith('/dev/nvme')

    def described(self):
        return {
            'name': self.name,
            'serial': self.serial,
            'wwn': self.wwn,
            'model': self.model,
            'bytes': self.bytes,
            'rotational': self.rotational,
            'transport': self.transport,
        }


def bay(disk, root='/'):
    """What its enclosure calls the place it is in; None where no enclosure says."""
    name = disk.name.rsplit('/', 1)[-1]
    for path in sysfs.paths(os.path.join(root, 'sys/class/enclosure/*/*/device/block', name)):
        return path.split('/')[-4]
    return None


def all_disks(commands):
    """Disks that are part of the machine: no virtual media, no memory disks, nothing read-only."""
    rows = commands.json('lsblk', '--json', '--bytes', '--output', COLUMNS)['blockdevices']
    return [Disk(row) for row in rows if _is_disk(row)]


def chosen(commands, serials=None):
    """All disks, or those with these serial numbers. A number that no disk has is an error, never a smaller job."""
    disks = all_disks(commands)
    if serials is None:
        return disks
    unknown = set(serials) - {disk.serial for disk in disks}
    if unknown:
        raise ValueError('no disk has the serial number %s' % ', '.join(sorted(unknown)))
    return [disk for disk in disks if disk.serial in serials]


def _is_disk(row):
    ours = row['type'] == 'disk' and not row.get('ro') and int(row['size']) > 0
    made_up = row['name'].startswith(('ram', 'zram', 'loop', 'nbd', 'fd', 'sr'))
    # Virtual media show themselves as a removable USB stick.
    media = bool(row.get('rm')) and row.get('tran') == 'usb'
    return ours and not made_up and not media


def _descendants(row):
    yield row
    for child in row.get('children') or []:
        yield from _descendants(child)
