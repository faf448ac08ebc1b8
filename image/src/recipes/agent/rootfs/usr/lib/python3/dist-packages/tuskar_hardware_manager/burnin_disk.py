"""Disks: throughput, IOPS and latencies of each, all disks at once."""

from tuskar_hardware_manager import disks, fio, sensors, smart
from tuskar_hardware_manager.step import failure
from tuskar_hardware_manager.together import each

ARGUMENTS = {
    'seconds': 'how long each of the two (read-only) or four patterns takes',
    'destructive': 'true to write as well; a disk with a partition table or a file system is still only read',
    'write_over_data': 'true to write on disks that carry data, too',
    'serials': 'serial numbers of the disks; all disks where it is not said',
}

MIB = 1 << 20
READ = [('read', MIB, 8), ('randread', 4096, 32)]
WRITE = [('write', MIB, 8), ('randwrite', 4096, 32)]


def burn_in(commands, seconds, destructive=False, write_over_data=False, serials=None, root='/'):
    def work(disk):
        writes = may_write(disk, destructive, write_over_data)
        patterns = READ + WRITE if writes else READ
        results = []
        for pattern, block, depth in patterns:
            results.append(fio.run(commands, disk, pattern, seconds, block, depth))
            if results[-1]['error'] is not None:
                break
        health = smart.read(commands, disk)
        return {'written': writes, 'patterns': results, 'temperature': health and health['temperature']}

    measured, failures = {'disks': []}, []
    with sensors.Watch(root) as watch:
        done = each(disks.chosen(commands, serials), work)
    for disk, result, error in done:
        if error is not None:
            failures.append(failure('disk', disk.identity, str(error), name=disk.name, model=disk.model))
            measured['disks'].append(disk.described())
            continue
        for one in result['patterns']:
            if one['error'] is not None:
                said = '%s: %s' % (one['pattern'], one['error'])
                failures.append(failure('disk', disk.identity, said, name=disk.name, model=disk.model))
        measured['disks'].append(dict(disk.described(), **result))
    measured['highestTemperatures'] = watch.highest
    return measured, failures


def may_write(disk, destructive, write_over_data):
    """The ramdisk runs from memory: a disk that something mounted is never a test object."""
    return bool(destructive) and not disk.mounted and (bool(write_over_data) or not disk.has_data)
