"""A small tree of the kernel's files, for the tests."""

import os
import tempfile


class Machine:
    def __init__(self, case):
        directory = tempfile.TemporaryDirectory()
        case.addCleanup(directory.cleanup)
        self.root = directory.name

    def write(self, path, text):
        whole = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, 'w') as file:
            file.write(str(text) + '\n')

    def cpus(self, sockets):
        for cpu, socket in enumerate(sockets):
            self.write('sys/devices/system/cpu/cpu%d/topology/physical_package_id' % cpu, socket)

    def dimm(self, label, corrected, uncorrected=0, slot=0):
        base = 'sys/devices/system/edac/mc/mc0/dimm%d/' % slot
        self.write(base + 'dimm_label', label)
        self.write(base + 'dimm_ce_count', corrected)
        self.write(base + 'dimm_ue_count', uncorrected)

    def temperature(self, name, label, milli):
        base = 'sys/class/hwmon/hwmon0/'
        self.write(base + 'name', name)
        self.write(base + 'temp1_label', label)
        self.write(base + 'temp1_input', milli)
