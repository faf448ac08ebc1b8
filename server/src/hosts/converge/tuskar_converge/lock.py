"""One converge at a time on a host. The kernel drops the lock with the process, however that ends."""

import fcntl
import json
import os
import time

from .outcome import Refused

POLL_SECONDS = 0.2


def hold(directory, *, check, holder, seconds, stop, log):
    """Takes the lock for the life of the process; a check shares it with other checks. Refused after `seconds`."""
    path = os.path.join(directory, "lock")
    if check and not os.path.exists(path):
        return None
    os.makedirs(directory, mode=0o700, exist_ok=True)
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    take(fd, fcntl.LOCK_SH if check else fcntl.LOCK_EX, seconds, stop, log)
    if not check:
        os.ftruncate(fd, 0)
        since = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
        os.pwrite(fd, json.dumps({"holder": holder, "pid": os.getpid(), "since": since}).encode(), 0)
    return fd


def release(fd):
    if fd is not None:
        os.ftruncate(fd, 0)
        os.close(fd)


def take(fd, kind, seconds, stop, log):
    deadline = time.monotonic() + seconds
    told = False
    while True:
        try:
            fcntl.flock(fd, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            pass
        who = describe(fd)
        if time.monotonic() >= deadline:
            raise Refused("host-busy", f"{who}; it did not end within {seconds:g} s")
        if not told:
            log(f"{who}; waiting for it up to {seconds:g} s")
            told = True
        stop.wait(POLL_SECONDS)


def describe(fd):
    try:
        found = json.loads(os.pread(fd, 4096, 0))
        return f"{found['holder']} converges this host since {found['since']} (process {found['pid']})"
    except (ValueError, KeyError):
        return "a check of this host is running"
