"""The highest temperature of every sensor while something runs."""

import os
import threading

from tuskar_hardware_manager import sysfs


def temperatures(root='/'):
    """Degrees Celsius by sensor, as the kernel's hwmon knows them."""
    found = {}
    for path in sysfs.paths(os.path.join(root, 'sys/class/hwmon/hwmon*/temp*_input')):
        directory, base = os.path.split(path)
        milli = sysfs.number(path)
        if milli is None:
            continue
        chip = sysfs.read(os.path.join(directory, 'name'), 'unknown')
        label = sysfs.read(path.replace('_input', '_label'), base.replace('_input', ''))
        device = os.path.basename(os.path.realpath(os.path.join(directory, 'device')))
        found['%s %s %s' % (chip, device, label)] = milli / 1000
    return found


class Watch:
    """`with Watch() as watch:`, then `watch.highest`."""

    def __init__(self, root='/', seconds=2):
        self._root = root
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self.highest = {}

    def _sample(self):
        while True:
            for sensor, degrees in temperatures(self._root).items():
                self.highest[sensor] = max(degrees, self.highest.get(sensor, degrees))
            if self._stop.wait(self._seconds):
                return

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
