"""Runs a plan: each item as soon as all it needs is done."""

import queue
import time
from concurrent.futures import ThreadPoolExecutor

from . import disk, units
from .commands import converge_command
from .files import converge_file
from .outcome import ItemError, Stopped
from .packages import converge_package
from .tree import converge_absent, converge_directory, converge_link
from .waits import converge_wait

HANDLERS = {
    "file": converge_file,
    "link": converge_link,
    "directory": converge_directory,
    "absent": converge_absent,
    "package": converge_package,
    "unit": units.converge_unit,
    "command": converge_command,
    "wait": converge_wait,
}
# Most of them sleep; commands that do not have a limit of their own.
THREADS = 64


def execute(plan, host):
    """True where every item holds now. Raises Stopped once all that ran has ended."""
    failed = []
    waiting = {key: set(ids) for key, ids in plan.needs.items()}
    ended = queue.SimpleQueue()
    with ThreadPoolExecutor(THREADS) as pool:

        def begin():
            ready = [] if host.stop.reason else [key for key, ids in waiting.items() if not ids]
            for key in ready:
                del waiting[key]
                pool.submit(lambda key=key: ended.put((key, converge(plan.items[key], host))))
            return len(ready)

        running = begin()
        while running:
            key, good = ended.get()
            running -= 1
            if good:
                for ids in waiting.values():
                    ids.discard(key)
            else:
                failed.append(key)
                skip_dependents(plan, waiting, key, host)
            running += begin()
    host.stop.check()
    if not host.check and not link_units(host):
        failed.append("links")
    return verify_started(host) and not failed


def converge(item, host):
    began = time.monotonic()
    try:
        host.stop.check()
        outcome = HANDLERS[item["kind"]](item, host)
    except Stopped:
        return False
    except ItemError as error:
        return report_failure(item, host, began, str(error), error.details)
    except OSError as error:
        message, details = disk.explain(error, host.root, item.get("path", host.state.directory))
        return report_failure(item, host, began, message, details)
    except Exception as error:  # A defect of ours fails its item, not the run.
        return report_failure(item, host, began, f"{type(error).__name__}: {error}", {"output": trace(error)})
    if outcome.actions and host.check:
        host.would_touch(item)
    host.reporter.item(
        item,
        "changed" if outcome.actions else "unchanged",
        actions=outcome.actions or None,
        message=outcome.message,
        digest=outcome.digest,
        diff=outcome.diff,
        seconds=round(time.monotonic() - began, 3),
    )
    return True


def report_failure(item, host, began, message, details):
    seconds = round(time.monotonic() - began, 3)
    host.reporter.item(item, "failed", message=message, seconds=seconds, error={"message": message, **details})
    return False


def trace(error):
    import traceback

    return "".join(traceback.format_exception(type(error), error, error.__traceback__))


def skip_dependents(plan, waiting, key, host):
    """Reports all that needed `key`, at first or second hand, as skipped because of it."""
    lost = {key}
    while not host.stop.reason:
        dependents = [other for other, ids in waiting.items() if ids & lost]
        if not dependents:
            return
        for other in dependents:
            del waiting[other]
            host.reporter.item(plan.items[other], "skipped", message=f"{key} failed")
        lost.update(dependents)


def link_units(host):
    """Enables and disables units; whether all of it went well."""
    began = time.monotonic()
    lost = [report_failure(item, host, began, str(error), error.details) for item, error in units.link(host)]
    host.systemd.finish()
    return not lost


def verify_started(host):
    """Whether all units started in this run are still up; reports those that are not as failed."""
    if not host.started:
        return True
    states = host.systemd.show([item["unit"] for item in host.started])

    def verify(item):
        error = units.failure_at_end(item, host, states[item["unit"]])
        return error is None or report_failure(item, host, time.monotonic(), str(error), error.details)

    with ThreadPoolExecutor(THREADS) as pool:
        return all(list(pool.map(verify, host.started)))
