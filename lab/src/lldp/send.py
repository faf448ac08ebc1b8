"""Sends frames again and again, until it is killed: lines of 'interface hexadecimal' on its input."""
import os
import socket
import sys
import time

ETHER_TYPE = 0x88CC
# As often as a switch may. Whoever asks what a cable leads to should not wait.
SECONDS_BETWEEN = 1

frames = [(interface, bytes.fromhex(frame)) for interface, frame in map(str.split, sys.stdin)]
sender = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)

# Whoever started it waits until here, and has heard what went wrong.
if os.fork() != 0:
    os._exit(0)
os.setsid()
os.closerange(0, 3)

while True:
    for interface, frame in frames:
        try:
            sender.sendto(frame, (interface, ETHER_TYPE))
        except OSError:
            # The machine is off or does not read, or its cable was just removed.
            pass
    time.sleep(SECONDS_BETWEEN)
