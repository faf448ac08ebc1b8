"""dmidecode's tables of memory modules and firmware, as data."""

import re

_UNITS = {'kB': 1 << 10, 'MB': 1 << 20, 'GB': 1 << 30, 'TB': 1 << 40}
_NOTHING = ('', 'Not Specified', 'Unknown', 'None', 'NO DIMM', 'Not Provided')


def parse(text):
    """[{field: value}] of each structure; the first field is its 'Title'."""
    structures = []
    for block in re.split(r'\n\n+', text):
        lines = block.splitlines()
        if not lines or not lines[0].startswith('Handle'):
            continue
        fields = {'Title': lines[1].strip()} if len(lines) > 1 else {}
        for line in lines[2:]:
            name, colon, value = line.strip().partition(':')
            if colon and not line.startswith('\t\t'):
                fields[name] = value.strip()
        structures.append(fields)
    return structures


def memory_modules(commands):
    """Every slot; `bytes` is 0 where it is empty."""
    modules = []
    for one in parse(commands.run('dmidecode', '--type', 17, codes=None)):
        modules.append(
            {
                'slot': _said(one.get('Locator')),
                'bank': _said(one.get('Bank Locator')),
                'bytes': size_bytes(one.get('Size', '')),
                'type': _said(one.get('Type')),
                'speed': _said(one.get('Configured Memory Speed') or one.get('Speed')),
                'manufacturer': _said(one.get('Manufacturer')),
                'part': _said(one.get('Part Number')),
                'serial': _said(one.get('Serial Number')),
            }
        )
    return modules


def processors(commands):
    """The sockets that hold a processor."""
    found = []
    for one in parse(commands.run('dmidecode', '--type', 4, codes=None)):
        if not one.get('Status', '').startswith('Populated'):
            continue
        found.append(
            {
                'socket': _said(one.get('Socket Designation')),
                'manufacturer': _said(one.get('Manufacturer')),
                'model': _said(one.get('Version')),
                'serial': _said(one.get('Serial Number')),
                'cores': _leading_number(one.get('Core Count')),
                'threads': _leading_number(one.get('Thread Count')),
                'megahertz': _leading_number(one.get('Current Speed')),
            }
        )
    return found


def firmware(commands):
    """Versions that the machine's firmware tells of itself and of the board."""
    names = ('bios-vendor', 'bios-version', 'bios-release-date', 'system-manufacturer', 'system-product-name',
             'system-serial-number', 'baseboard-product-name', 'baseboard-serial-number', 'baseboard-version')
    said = {name: _said(commands.run('dmidecode', '--string', name, codes=None).strip()) for name in names}
    return {re.sub('-(.)', lambda match: match[1].upper(), name): value for name, value in said.items()}


def size_bytes(text):
    match = re.fullmatch(r'(\d+) (kB|MB|GB|TB)', text)
    return int(match[1]) * _UNITS[match[2]] if match else 0


def _leading_number(text):
    match = re.match(r'\d+', text or '')
    return int(match[0]) if match else None


def _said(text):
    return None if text is None or text in _NOTHING else text
