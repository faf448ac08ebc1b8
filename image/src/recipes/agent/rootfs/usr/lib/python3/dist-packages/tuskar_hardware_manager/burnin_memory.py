"""Memory: patterns written and read back over most of it, then its bandwidth."""

import os
import re

from tuskar_hardware_manager import hardware_errors, sensors, stress, sysfs
from tuskar_hardware_manager.step import failure

ARGUMENTS = {
    'seconds': 'how long memory is written and checked; a tenth of it more for the bandwidth',
    'percent': 'how much of what is free is used, 75 where it is not said: the ramdisk itself lives in memory',
}


def burn_in(commands, seconds, percent=75, root='/'):
    available = _available_bytes(root)
    workers = max(1, len(sysfs.paths(os.path.join(root, 'sys/devices/system/cpu/cpu[0-9]*'))))
    tested = available * int(percent) // 100
    counted = hardware_errors.Counted(commands, root)
    with sensors.Watch(root) as watch:
        patterns, failed, _ = stress.run(
            commands, '--vm', workers, '--vm-bytes', '%dK' % (tested // workers // 1024), '--vm-keep', '--vm-method', 'all',
            seconds=seconds,
        )
        _, stream_failed, text = stress.run(commands, '--stream', workers, seconds=max(5, seconds // 10))
    read, written = stress.stream_rates(text)
    errors, reported = counted.since()
    # stress-ng sees a wrong bit at a virtual address: which module it was in only the memory controller can tell.
    unlocated = [failure('memory', 'unknown module', said) for said in failed + stream_failed]
    measured = {
        'bytesTested': tested,
        'patterns': patterns,
        'readMegabytesPerSecond': read,
        'writeMegabytesPerSecond': written,
        'errors': errors,
        'highestTemperatures': watch.highest,
    }
    return measured, reported + unlocated


def _available_bytes(root):
    text = sysfs.read(os.path.join(root, 'proc/meminfo'), '')
    return int(re.search(r'MemAvailable:\s+(\d+) kB', text)[1]) * 1024
