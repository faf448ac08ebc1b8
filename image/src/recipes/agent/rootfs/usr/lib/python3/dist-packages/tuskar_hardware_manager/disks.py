"""The disks of the machine, by what a person finds them by."""

import os
import re

from tuskar_hardware_manager import sysfs

COLUMNS = 'NAME,TYPE,SERIAL,WWN,VENDOR,MODEL,SIZE,ROTA,TRAN,RO,RM,FSTYPE,PTTYPE,MOUNTPOINTS'

# What RAID controllers call their volumes: Dell, Broadcom and LSI, HPE, Lenovo, Cisco, Adaptec.
_RAID_MODEL = re.compile(
    r'\bPERC\b|MegaRAID|\bLOGICAL[ _]VOLUME\b|ServeRAID|\bMR\d{4}|\bUCSC?-\w*RAID|\bRAID\b|\bVirtual[ _]Disk\b', re.IGNORECASE
)
_RAID_VENDORS = ('ADAPTEC', 'ASR', 'AACRAID')


class Disk:
    def __init__(self, row):
        self.name = '/dev/' + row['name']
        self.serial = (row.get('serial') or '').strip()
        self.wwn = row.get('wwn')
        self.model = (row.get('model') or '').strip()
        self.read_only = bool(row.get('ro'))
        vendor = (row.get('vendor') or '').strip().upper()
        self.is_raid_volume = bool(_RAID_MODEL.search(self.model)) or vendor in _RAID_VENDORS
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
    """Disks that are part of the machine: no virtual media, no memory disks. Also those that can only be read."""
    return [Disk(row) for row in _rows(commands) if _why_not(row) is None]


def left_out(commands):
    """[(disk, why)]: what stores something, and is no disk of the machine."""
    whys = [(row, _why_not(row)) for row in _rows(commands)]
    return [(Disk(row), why) for row, why in whys if why]


def by_device(disks):
    """Lists of disks that are the same one: several paths lead to it where they have one WWN."""
    devices = {}
    for disk in disks:
        devices.setdefault(disk.wwn or disk.name, []).append(disk)
    return list(devices.values())


def chosen(commands, serials=None):
    """All disks, or those with these serial numbers. A number that no disk has is an error, never a smaller job."""
    disks = all_disks(commands)
    if serials is None:
        return disks
    unknown = set(serials) - {disk.serial for disk in disks}
    if unknown:
        raise ValueError('no disk has the serial number %s' % ', '.join(sorted(unknown)))
    return [disk for disk in disks if disk.serial in serials]


def _rows(commands):
    return commands.json('lsblk', '--json', '--bytes', '--output', COLUMNS)['blockdevices']


def _why_not(row):
    """Why something is no disk of the machine: None where it is one, empty where it stores nothing of anybody's."""
    made_up = row['name'].startswith(('ram', 'zram', 'loop', 'nbd', 'fd', 'sr'))
    if row['type'] != 'disk' or int(row['size']) == 0 or made_up:
        return ''
    # Virtual media show themselves as a removable USB stick.
    if row.get('rm') and row.get('tran') == 'usb':
        return 'it is removable and on USB'
    if re.fullmatch(r'mmcblk\d+(boot\d+|rpmb)', row['name']):
        return 'it is a part of an eMMC for what the machine starts with, not for data'
    return None


def _descendants(row):
    yield row
    for child in row.get('children') or []:
        yield from _descendants(child)
