"""Reads one request from standard input, converges, and says what happened.

The request is {"mode": "apply" | "check", "part": {...}, "only": [ids], "holder": text, "lockSeconds": number}, its
length in bytes and a line feed before it. The input stays open after it: its end, or silence where a line is due
every few seconds, means that whoever asked has gone.
"""

import json
import os
import signal
import sys
import threading
import time

from . import lock
from .execute import execute
from .host import Host, state_directory
from .outcome import ItemError, Refused, Stopped
from .plan import Plan
from .report import Reporter
from .stop import Stop
from .watchdog import watch_input

EXIT_DONE, EXIT_FAILED, EXIT_REFUSED, EXIT_STOPPED = 0, 1, 2, 3
# Longer than the program before needs to notice that it was left alone, and to stop.
LOCK_SECONDS = 90


def main(arguments):
    root = arguments[1] if arguments[:1] == ["--root"] else "/"
    os.umask(0o022)
    os.environ.setdefault("PATH", os.defpath)
    os.environ["PATH"] += ":/usr/local/sbin:/usr/sbin:/sbin"
    began = time.monotonic()
    request = json.loads(sys.stdin.buffer.read(int(sys.stdin.buffer.readline())))
    stop = Stop()
    reporter = Reporter(stop)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: stop.set(f"ended by {signal.Signals(number).name}"))
    threading.Thread(target=watch_input, args=(stop,), daemon=True).start()
    try:
        good = run(request, root, stop, reporter)
    except Refused as error:
        reporter.emit(type="refused", code=error.code, message=str(error))
        return EXIT_REFUSED
    except Stopped as error:
        reporter.emit(type="result", state="stopped", message=str(error), seconds=since(began))
        return EXIT_STOPPED
    except (ItemError, OSError) as error:
        reporter.emit(type="refused", code="program-failed", message=str(error))
        return EXIT_REFUSED
    reporter.emit(type="result", state="done" if good else "failed", seconds=since(began))
    return EXIT_DONE if good else EXIT_FAILED


def run(request, root, stop, reporter):
    check = request["mode"] == "check"
    plan = Plan(request["part"], request.get("only"))
    held = lock.hold(
        state_directory(root),
        check=check,
        holder=request.get("holder", "another"),
        seconds=request.get("lockSeconds", LOCK_SECONDS),
        stop=stop,
        log=reporter.log,
    )
    try:
        reporter.emit(type="start", mode=request["mode"], total=len(plan.needs))
        return execute(plan, Host(root=root, check=check, plan=plan, stop=stop, reporter=reporter))
    finally:
        lock.release(held)


def since(began):
    return round(time.monotonic() - began, 3)
