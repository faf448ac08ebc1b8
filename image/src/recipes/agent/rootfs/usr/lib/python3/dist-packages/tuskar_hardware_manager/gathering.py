"""What an inspection learns beyond the agent's own inventory: plugin_data.tuskar."""

import logging

from tuskar_hardware_manager import disks, dmi, pci, sensors, smart, sysfs

LOG = logging.getLogger(__name__)

BMC_UNKNOWN = (None, '', '0.0.0.0')
BMC_WORD = 'tuskar-bmc='


def tell_bmc(inventory, root='/'):
    """Ironic finds the node of an inspection by a MAC address or the BMC's: not every machine reaches its BMC by IPMI."""
    if inventory is None or inventory.get('bmc_address') not in BMC_UNKNOWN:
        return
    words = (sysfs.read(root.rstrip('/') + '/proc/cmdline') or '').split()
    told = [word[len(BMC_WORD) :] for word in words if word.startswith(BMC_WORD)]
    if told:
        inventory['bmc_address'] = told[0]


def gather(commands, complain, root='/'):
    """A part that cannot be read is a complaint, not the end of the inspection."""
    parts = {
        'memory': lambda: dmi.memory_modules(commands),
        'processors': lambda: dmi.processors(commands),
        'firmware': lambda: dmi.firmware(commands),
        'pci': lambda: pci.described(commands, root),
        'disks': lambda: [_disk(commands, disk, root) for disk in disks.all_disks(commands)],
        'nics': lambda: nic_firmware(commands, root),
        'bmc': lambda: bmc_firmware(commands),
        'temperatures': lambda: sensors.temperatures(root),
    }
    gathered = {'format': 1}
    for name, part in parts.items():
        try:
            gathered[name] = part()
        except Exception as error:
            LOG.warning('%s: %s', name, error)
            gathered[name] = None
            complain('tuskar: %s: %s', name, error)
    return gathered


def _disk(commands, disk, root):
    health = smart.read(commands, disk)
    return dict(disk.described(), bay=disks.bay(disk, root), firmware=health and health['firmware'], smart=health)


def nic_firmware(commands, root='/'):
    models, nics = pci.models(commands), []
    for path in sysfs.paths(root.rstrip('/') + '/sys/class/net/*/device'):
        name = path.split('/')[-2]
        text, _ = commands.everything('ethtool', '--driver', name)
        fields = dict(line.split(': ', 1) for line in text.splitlines() if ': ' in line)
        nics.append(
            {
                'name': name,
                'mac': sysfs.read(path.rsplit('/', 1)[0] + '/address'),
                'model': models.get(fields.get('bus-info')),
                'driver': fields.get('driver'),
                'firmware': fields.get('firmware-version') or None,
            }
        )
    return nics


def bmc_firmware(commands):
    """None where the machine has no BMC that its operating system reaches."""
    text, code = commands.everything('timeout', 10, 'ipmitool', 'mc', 'info')
    if code != 0:
        return None
    fields = {key.strip(): value.strip() for key, _, value in (line.partition(':') for line in text.splitlines())}
    return {'firmware': fields.get('Firmware Revision'), 'manufacturer': fields.get('Manufacturer Name')}
