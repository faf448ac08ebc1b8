"""Graphics processors: their links, bus errors and temperatures over a while.

The ramdisk carries no vendor's driver, so nothing computes on them here: the record says so.
"""

import time

from tuskar_hardware_manager import pci, sensors
from tuskar_hardware_manager.step import failure

ARGUMENTS = {'seconds': 'how long errors and temperatures are watched'}


def burn_in(commands, seconds, root='/', sleep=time.sleep):
    before = {one['address']: one for one in pci.gpus(root)}
    with sensors.Watch(root) as watch:
        sleep(seconds if before else 0)
    after = {one['address']: one for one in pci.gpus(root)}
    failures = []
    for address, was in before.items():
        now = after.get(address)
        if now is None:
            failures.append(failure('gpu', address, 'it is gone from the bus'))
            continue
        for kind, count in now['errors'].items():
            if count > was['errors'][kind]:
                failures.append(failure('gpu', address, '%d %s bus errors' % (count - was['errors'][kind], kind)))
        if now['linkWidthMax'] and (now['linkWidth'] or 0) < now['linkWidthMax']:
            said = 'its link has %s of %s lanes' % (now['linkWidth'], now['linkWidthMax'])
            failures.append(failure('gpu', address, said))
    return {'gpus': list(after.values()), 'computed': False, 'highestTemperatures': watch.highest}, failures
