"""PCI devices and their links."""

import os
import re

from tuskar_hardware_manager import sysfs

_GPU = ('0x0300', '0x0302', '0x0380', '0x1200')


def devices(root='/'):
    found = []
    for path in sysfs.paths(os.path.join(root, 'sys/bus/pci/devices/*')):
        def text(name, path=path):
            return sysfs.read(os.path.join(path, name))

        found.append(
            {
                'address': os.path.basename(path),
                'class': text('class'),
                'vendor': text('vendor'),
                'device': text('device'),
                'subsystem': '%s:%s' % (text('subsystem_vendor'), text('subsystem_device')),
                'linkSpeed': _gigatransfers(text('current_link_speed')),
                'linkSpeedMax': _gigatransfers(text('max_link_speed')),
                'linkWidth': sysfs.number(os.path.join(path, 'current_link_width')),
                'linkWidthMax': sysfs.number(os.path.join(path, 'max_link_width')),
                'errors': {kind: _total(text('aer_dev_' + kind)) for kind in ('correctable', 'nonfatal', 'fatal')},
            }
        )
    return found


def models(commands):
    """Vendor and device in words, by address."""
    text, _ = commands.everything('lspci', '-D', '-vmm')
    found = {}
    for block in text.split('\n\n'):
        fields = dict(line.split(':\t', 1) for line in block.splitlines() if ':\t' in line)
        if 'Slot' in fields:
            found[fields['Slot']] = '%s %s' % (fields.get('Vendor', ''), fields.get('Device', ''))
    return found


def described(commands, root='/'):
    words = models(commands)
    return [dict(one, model=words.get(one['address'])) for one in devices(root)]


def gpus(root='/'):
    """Graphics processors and accelerators, but not the console of a BMC."""
    bmc = ('0x102b', '0x1a03')
    return [one for one in devices(root) if (one['class'] or '').startswith(_GPU) and one['vendor'] not in bmc]


def _gigatransfers(text):
    """'16.0 GT/s PCIe' → 16.0"""
    match = re.match(r'([\d.]+) GT/s', text or '')
    return float(match[1]) if match else None


def _total(text):
    """The last line of an AER file is the sum: 'TOTAL_ERR_COR 3'."""
    match = re.search(r'TOTAL_\w+ (\d+)', text or '')
    return int(match[1]) if match else 0
