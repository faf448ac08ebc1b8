"""One flag that ends every wait of the program."""

import os
import select

from .outcome import Stopped


class Stop:
    """Built on a pipe, so that a signal handler may set it and a poll may wait for it beside other things."""

    def __init__(self):
        self.reason = None
        self._read, self._write = os.pipe()

    def fileno(self):
        """Readable once stopped; nobody reads it."""
        return self._read

    def set(self, reason):
        if self.reason is None:
            self.reason = reason
            os.write(self._write, b".")

    def check(self):
        if self.reason is not None:
            raise Stopped(self.reason)

    def wait(self, seconds):
        """Sleeps; raises Stopped as soon as the flag is set."""
        poll = select.poll()
        poll.register(self._read, select.POLLIN)
        poll.poll(max(0, seconds) * 1000)
        self.check()
