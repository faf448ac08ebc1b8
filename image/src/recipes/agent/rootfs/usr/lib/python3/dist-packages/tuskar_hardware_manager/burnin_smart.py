"""Self-tests inside the disks, with their SMART attributes before and after."""

import logging
import time

from tuskar_hardware_manager import disks, smart
from tuskar_hardware_manager.step import failure
from tuskar_hardware_manager.together import each

LOG = logging.getLogger(__name__)

ARGUMENTS = {
    'seconds': 'how long to wait for the tests; one that is not done by then is left running and said to be unfinished',
    'test': 'short or long; long where it is not said',
    'serials': 'serial numbers of the disks; all disks where it is not said',
}

# Counters that must not grow: https://en.wikipedia.org/wiki/Self-Monitoring,_Analysis_and_Reporting_Technology
GROWING = {5: 'reallocated sectors', 187: 'uncorrectable errors', 197: 'pending sectors', 198: 'offline uncorrectable'}


def burn_in(commands, seconds, test='long', serials=None, pause=10, sleep=time.sleep, clock=time.monotonic):
    def work(disk):
        before = smart.read(commands, disk)
        if before is None:
            return {'supported': False}
        result = {'supported': True, 'before': before, 'test': test}
        try:
            smart.start_test(commands, disk, test)
            result['percent'], result['result'] = _wait(commands, disk, seconds, pause, sleep, clock)
        except ValueError as error:
            result.update(percent=0, result='unsupported', said=str(error))
        result['after'] = smart.read(commands, disk)
        return result

    measured, failures = {'disks': []}, []
    for disk, result, error in each(disks.chosen(commands, serials), work):
        result = {'supported': False, 'error': str(error)} if error is not None else result
        measured['disks'].append(dict(disk.described(), **result))
        failures += [
            failure('disk', disk.identity, said, name=disk.name, model=disk.model) for said in complaints(result)
        ]
    return measured, failures


def _wait(commands, disk, seconds, pause, sleep, clock):
    end = clock() + seconds
    while True:
        percent, result = smart.test_status(commands, disk)
        LOG.info('self-test of %s: %d %%', disk.identity, percent)
        if result is not None:
            return percent, result
        if clock() >= end:
            return percent, 'unfinished'
        sleep(pause)


def complaints(result):
    """What is wrong with a disk, in words."""
    if result.get('error'):
        yield result['error']
    if not result['supported']:
        return
    if result['result'] not in ('passed', 'unfinished', 'unsupported'):
        yield 'its self-test ended with: %s' % result['result']
    before, after = result['before'], result['after'] or result['before']
    if after['passed'] is False:
        yield 'SMART says that it is failing'
    earlier = {row['id']: row['raw'] for row in before['attributes']}
    for row in after['attributes']:
        if row['failed']:
            yield '%s is below its threshold' % row['name']
        if row['id'] in GROWING and row['raw'] > earlier.get(row['id'], row['raw']):
            yield '%s grew from %d to %d' % (GROWING[row['id']], earlier[row['id']], row['raw'])
    nvme = after['nvme'] or {}
    if nvme.get('critical_warning'):
        yield 'NVMe warns: %#x' % nvme['critical_warning']
    if nvme.get('media_errors', 0) > (before['nvme'] or {}).get('media_errors', 0):
        yield 'media errors grew to %d' % nvme['media_errors']
