"""Errors that the hardware reports by itself: memory modules to EDAC, processors to the kernel's log."""

import os
import re

from tuskar_hardware_manager import sysfs
from tuskar_hardware_manager.step import failure

_PROCESSOR = re.compile(r'\[Hardware Error\].*?CPU:? ?(\d+)')


def dimms(root='/'):
    """Counters of each memory module: {label: {corrected, uncorrected}}."""
    counters = {}
    base = os.path.join(root, 'sys/devices/system/edac/mc/mc*')
    # Drivers that know chip selects and no modules, such as AMD's, count by rank.
    for directory in sysfs.paths(base + '/dimm*') + sysfs.paths(base + '/rank*'):
        label = sysfs.read(os.path.join(directory, 'dimm_label')) or sysfs.read(os.path.join(directory, 'dimm_location'))
        counters[_named(os.path.dirname(directory), label or os.path.basename(directory))] = _counts(directory, 'dimm_%s')
    for directory in sysfs.paths(base):
        # Errors of which the controller does not know the module.
        counts = _counts(directory, '%s_noinfo')
        if counts is not None:
            counters[_named(directory, 'unknown module')] = counts
    return {label: counts for label, counts in counters.items() if counts is not None}


def _named(controller, label):
    return '%s %s' % (os.path.basename(controller), label)


def _counts(directory, form):
    """None where it counts nothing, as what is no module."""
    counts = {
        kind: sysfs.number(os.path.join(directory, (form % name) + '_count'))
        for kind, name in (('corrected', 'ce'), ('uncorrected', 'ue'))
    }
    return None if None in counts.values() else counts


def processors(log):
    """Machine checks by CPU number in the text of the kernel's log."""
    counts = {}
    for cpu in _PROCESSOR.findall(log):
        counts[int(cpu)] = counts.get(int(cpu), 0) + 1
    return counts


def sockets(root='/'):
    """The CPUs of each socket: {socket: [cpu, …]}."""
    found = {}
    for path in sysfs.paths(os.path.join(root, 'sys/devices/system/cpu/cpu[0-9]*/topology/physical_package_id')):
        cpu = int(path.split('/')[-3][len('cpu'):])
        found.setdefault(sysfs.number(path, 0), []).append(cpu)
    return {socket: sorted(cpus) for socket, cpus in sorted(found.items())}


class Counted:
    """The errors between two moments."""

    def __init__(self, commands, root='/'):
        self._commands = commands
        self._root = root
        self._dimms, self._processors = self._read()

    def _read(self):
        log, _ = self._commands.everything('dmesg')
        return dimms(self._root), processors(log)

    def since(self):
        """(measured, failures): what has been counted since this was made."""
        after_dimms, after_processors = self._read()
        by_dimm, failures = {}, []
        for label, after in after_dimms.items():
            before = self._dimms.get(label, {'corrected': 0, 'uncorrected': 0})
            grown = {kind: after[kind] - before[kind] for kind in after}
            by_dimm[label] = grown
            if any(grown.values()):
                said = '%(corrected)d errors corrected, %(uncorrected)d not' % grown
                failures.append(failure('dimm', label, said, **grown))
        socket_of = {cpu: socket for socket, cpus in sockets(self._root).items() for cpu in cpus}
        by_socket = {}
        for cpu, count in after_processors.items():
            grown = count - self._processors.get(cpu, 0)
            if grown > 0:
                socket = socket_of.get(cpu, 0)
                by_socket[socket] = by_socket.get(socket, 0) + grown
        for socket, count in by_socket.items():
            failures.append(failure('cpu', 'socket %s' % socket, '%d machine checks' % count))
        return {'dimms': by_dimm, 'machineChecks': by_socket}, failures
