"""Runs commands, each in a process group of its own, so that all of it can be ended."""

import os
import pwd
import select
import shlex
import signal
import subprocess
import time
from dataclasses import dataclass

from .outcome import ItemError, Stopped

OUTPUT_KEPT = 64 * 1024
TAIL_LINES = 40
GRACE_SECONDS = 5


@dataclass
class Result:
    argv: list
    exit_code: int
    output: str
    timed_out: bool = False

    def fail(self, message=None, journal=None, **details):
        """The error of an item that depended on this command."""
        if message is None and self.timed_out:
            message = "it took too long and was ended"
        elif message is None:
            message = describe_exit(self.exit_code)
        return ItemError(
            message,
            command=shlex.join(self.argv),
            exitCode=self.exit_code,
            output="\n".join(self.output.splitlines()[-TAIL_LINES:]),
            journal=journal,
            **details,
        )


def describe_exit(code):
    if code < 0:
        return f"it was ended by {signal.Signals(-code).name}"
    return f"it exited with {code}"


def run(argv, *, stop, timeout, stdin=None, user=None, env=None, cwd=None, keep=OUTPUT_KEPT):
    """The last `keep` bytes of output, errors among them. Raises FileNotFoundError where the command is not there."""
    stop.check()
    source = memory_file(stdin) if stdin else None
    try:
        process = subprocess.Popen(
            argv,
            stdin=source if source is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            start_new_session=True,
            **identity(user, env or {}),
        )
    finally:
        if source is not None:
            os.close(source)
    with process:
        return follow(process, argv, stop, timeout, keep)


def identity(user, env):
    inherited = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    try:
        account = pwd.getpwnam(user) if user else pwd.getpwuid(os.geteuid())
    except KeyError as error:
        raise ItemError(f"there is no user {user} on the host") from error
    inherited.update(HOME=account.pw_dir, USER=account.pw_name, LOGNAME=account.pw_name, **env)
    if account.pw_uid == os.geteuid():
        return {"env": inherited}
    groups = os.getgrouplist(account.pw_name, account.pw_gid)
    return {"env": inherited, "user": account.pw_uid, "group": account.pw_gid, "extra_groups": groups}


def memory_file(text):
    """Input that never touches the disk, and that no child can block on."""
    fd = os.memfd_create("stdin")
    with os.fdopen(os.dup(fd), "wb") as file:
        file.write(text.encode())
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def follow(process, argv, stop, timeout, keep):
    tail = bytearray()
    pidfd = os.pidfd_open(process.pid)
    os.set_blocking(process.stdout.fileno(), False)
    try:
        ended = read_until_end(process, pidfd, stop, time.monotonic() + timeout, tail, keep)
        if not ended:
            end_group(process, pidfd)
        drain(process.stdout.fileno(), tail, keep)
    finally:
        os.close(pidfd)
    process.wait()
    if stop.reason is not None and not ended:
        raise Stopped(stop.reason)
    return Result(argv, process.returncode, tail[-keep:].decode(errors="replace"), timed_out=not ended)


def read_until_end(process, pidfd, stop, deadline, tail, keep):
    """False where the time was over or the program was told to stop before the command ended."""
    poll = select.poll()
    for fd in (process.stdout.fileno(), pidfd, stop.fileno()):
        poll.register(fd, select.POLLIN)
    while True:
        remaining = deadline - time.monotonic()
        ready = {fd for fd, _ in poll.poll(max(0, remaining) * 1000)}
        if pidfd in ready:
            return True
        if stop.fileno() in ready or not ready:
            return False
        if not drain(process.stdout.fileno(), tail, keep):
            poll.unregister(process.stdout.fileno())


def drain(fd, tail, keep):
    """Takes what is there. False at the end of the output."""
    while True:
        try:
            piece = os.read(fd, 65536)
        except BlockingIOError:
            return True
        if not piece:
            return False
        tail += piece
        if len(tail) > 2 * keep:
            del tail[:-keep]


def end_group(process, pidfd):
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    for number, seconds in ((signal.SIGTERM, GRACE_SECONDS), (signal.SIGKILL, GRACE_SECONDS)):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return
        if poll.poll(seconds * 1000):
            break
    # What the leader left behind in its group goes too.
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
