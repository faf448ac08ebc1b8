"""One-shot commands, run where their guard does not hold or their inputs changed."""

import os
import posixpath

from . import process
from .outcome import ItemError, Outcome

DEFAULT_SECONDS = 300
GUARD_SECONDS = 60
GUARD_OUTPUT = 4 * 1024 * 1024


def converge_command(item, host):
    digest = host.digest_of(item["runOn"], item) if "runOn" in item else None
    recorded = host.state.command(item["id"])
    if digest is not None and recorded == digest:
        return Outcome()
    with host.commands:
        if "guard" in item and holds(item, host):
            if digest is not None and not host.check:
                host.state.record_command(item["id"], digest)
            return Outcome()
    outcome = Outcome(["run"], why(item, recorded))
    if not host.check:
        host.touching(item)
        attempt_until_done(item, host)
        host.touched(item)
        if digest is not None:
            host.state.record_command(item["id"], digest)
    return outcome


def why(item, recorded):
    if "runOn" not in item:
        return "its guard does not hold"
    return "what it depends on changed" if recorded else "it has not run before"


def attempt_until_done(item, host):
    retry = item.get("retry", {"attempts": 1, "delaySeconds": 0})
    for attempt in range(1, retry["attempts"] + 1):
        with host.commands:
            host.reporter.item(item, "running", message=of_attempts(attempt, retry))
            result = execute(item, host, item["argv"], item.get("timeoutSeconds", DEFAULT_SECONDS), item.get("stdin"))
        if result.exit_code == 0 and not result.timed_out:
            return
        error = result.fail()
        if attempt == retry["attempts"]:
            raise error
        host.reporter.item(item, "waiting", message=f"{error}; again in {retry['delaySeconds']:g} s")
        host.stop.wait(retry["delaySeconds"])


def of_attempts(attempt, retry):
    return f"attempt {attempt} of {retry['attempts']}" if retry["attempts"] > 1 else None


def execute(item, host, argv, timeout, stdin=None, keep=process.OUTPUT_KEPT):
    try:
        return process.run(
            argv,
            stop=host.stop,
            timeout=timeout,
            stdin=stdin,
            user=item.get("user"),
            env=item.get("env"),
            cwd=item.get("cwd"),
            keep=keep,
        )
    except OSError as error:
        missing = item["cwd"] if error.filename == item.get("cwd") else argv[0]
        raise ItemError(f"{missing}: {error.strerror}", command=argv[0]) from error


def holds(item, host):
    guard = item["guard"]
    if "exists" in guard:
        return os.path.lexists(posixpath.join(host.root, guard["exists"].lstrip("/")))
    if "succeeds" in guard:
        result = ask(item, host, guard["succeeds"])
        return result is not None and result.exit_code == 0
    if "fails" in guard:
        # A command that is not there proves nothing.
        return ask(item, host, guard["fails"], must_exist=True).exit_code != 0
    wanted = guard["outputContains"]
    result = ask(item, host, wanted["argv"])
    return result is not None and result.exit_code == 0 and wanted["text"] in result.output


def ask(item, host, argv, must_exist=False):
    """The result of a guard's command; None where the command is not there, as before a package is installed."""
    try:
        result = execute(item, host, argv, GUARD_SECONDS, keep=GUARD_OUTPUT)
    except ItemError:
        if must_exist:
            raise
        return None
    if result.timed_out:
        raise result.fail(f"its guard took longer than {GUARD_SECONDS} s and was ended")
    return result
