"""Erasing NVMe disks by their own commands."""

import re
import time

BLOCK, CRYPTO = 0b10, 0b01

# Classes: NIST SP 800-88 Rev. 1, table A-8.


def methods(commands, disk, shared):
    """Methods that the disk says it has, best first, as (name, class, work). `shared`: other namespaces on its controller."""
    controller = re.sub(r'n\d+$', '', disk.name)
    about = commands.json('nvme', 'id-ctrl', '--output-format=json', controller)
    found = []
    # A sanitize takes all namespaces of the controller at once.
    if not shared:
        for bit, name, action in ((BLOCK, 'nvme-sanitize-block', 2), (CRYPTO, 'nvme-sanitize-crypto', 4)):
            if about.get('sanicap', 0) & bit:
                found.append((name, 'Purge', lambda action=action: _sanitize(commands, controller, action)))
    if about.get('oacs', 0) & 0b10:
        if about.get('fna', 0) & 0b100:
            found.append(('nvme-format-crypto', 'Purge', lambda: _format(commands, disk, 2)))
        found.append(('nvme-format-user-data', 'Purge', lambda: _format(commands, disk, 1)))
    return found


def _format(commands, disk, setting):
    return commands.run('nvme', 'format', disk.name, '--ses=%d' % setting, '--force', '--timeout=21600000')


def _sanitize(commands, controller, action, sleep=time.sleep):
    said = [commands.run('nvme', 'sanitize', controller, '--sanact=%d' % action)]
    while True:
        log = commands.json('nvme', 'sanitize-log', '--output-format=json', controller)
        log = log.get(controller.rsplit('/', 1)[-1], log)
        state = int(log['sstat']['status'] if isinstance(log['sstat'], dict) else log['sstat']) & 0b111
        if state == 1:
            return '\n'.join(said + [str(log)])
        if state != 2:
            raise RuntimeError('the sanitize operation ended in state %d: %s' % (state, log))
        sleep(2)
