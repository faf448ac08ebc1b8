"""Notices that whoever asked for the run has gone."""

import os
import select
import time

# Whoever asks writes a line every 10 s.
SILENCE_SECONDS = 60
# What runs is told to end and then killed; longer than that it hangs in the kernel.
GRACE_SECONDS = 30
EXIT_HUNG = 4


def watch_input(stop, fd=0, silence=SILENCE_SECONDS, grace=GRACE_SECONDS):
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    while stop.reason is None:
        if not poll.poll(silence * 1000):
            stop.set(f"the connection has been silent for {silence} s")
        elif not os.read(fd, 4096):
            stop.set("the connection was closed")
    time.sleep(grace)
    os._exit(EXIT_HUNG)
