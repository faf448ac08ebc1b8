"""Units: enabled or not, masked or not, started with what they read, or stopped."""

import time

from .outcome import ItemError, Outcome

DEFAULT_SECONDS = 90
RECENT_SECONDS = 10
END_QUIET_SECONDS = 3
# enabled, or nothing that could be enabled.
ENABLED = ("enabled", "static", "alias", "indirect", "generated")
CALL_SECONDS = 60


def converge_unit(item, host):
    unit = item["unit"]
    state = host.systemd.state(unit) if host.check else host.systemd.settled_state(unit)
    steps = [*file_steps(item, state), *run_steps(item, state, host)]
    actions = [verb for verb, _ in steps]
    reasons = list(dict.fromkeys(reason for _, reason in steps))
    if not steps:
        stay_up(item, state, host)
    elif not host.check:
        host.touching(item)
        for verb in actions:
            STEPS[verb](item, host)
        host.touched(item)
    return Outcome(actions, ", ".join(reasons) or None)


def file_steps(item, state):
    masked = state.file.startswith("masked") or state.load == "masked"
    if item.get("masked") is False and masked:
        yield "unmask", "it was masked"
    if item.get("enabled") is True and state.file not in ENABLED:
        yield "enable", "it was not enabled"
    if item.get("enabled") is False and state.file.startswith("enabled"):
        yield "disable", "it was enabled"
    if item["state"] == "stopped" and state.active not in ("inactive", "failed"):
        yield "stop", "it was started"
    if item.get("masked") is True and not masked:
        yield "mask", "it was not masked"


def run_steps(item, state, host):
    if item["state"] == "stopped":
        return
    recorded = host.state.unit(item["unit"])
    if not state.started and (state.active != "activating" or state.sub == "auto-restart"):
        yield "start", f"it was {state.shown}"
    elif "restartOn" in item and recorded.get("restart") != host.digest_of(item["restartOn"]):
        yield "restart", changed(recorded.get("restart"))
    elif "reloadOn" in item and recorded.get("reload") != host.digest_of(item["reloadOn"]):
        if state.can_reload:
            yield "reload", changed(recorded.get("reload"))
        else:
            yield "restart", "what it reads changed, and it cannot reload"


def changed(recorded):
    return "what it reads changed" if recorded else "it is not known to have read what is there now"


def stay_up(item, state, host):
    """Nothing to do: yet a unit on its way up, or one that came back a moment ago, may be in a loop."""
    if item["state"] == "stopped" or host.check:
        return
    recent = state.restarts > 0 and time.monotonic() - state.active_since < RECENT_SECONDS
    if recent or not state.started:
        settle(item, host, "start", quiet=END_QUIET_SECONDS if recent else None)


def start(item, host):
    state = host.systemd.state(item["unit"])
    if state.active == "failed":
        # Otherwise a unit that failed too often before is refused.
        host.systemd.call("reset-failed", "--", item["unit"], timeout=CALL_SECONDS)
    # A unit between two tries counts as started for `start`, which would wait for the next try.
    run_and_record(item, host, "restart" if state.sub == "auto-restart" else "start")


def run_and_record(item, host, verb):
    digests = {key: host.digest_of(item[key + "On"]) for key in ("restart", "reload") if key + "On" in item}
    if verb == "reload":
        digests = {**host.state.unit(item["unit"]), "reload": digests["reload"]}
    host.reporter.item(item, "running", message=f"systemctl {verb} {item['unit']}")
    host.systemd.settled_state(item["unit"])
    host.systemd.do(verb, item["unit"], item.get("timeoutSeconds", DEFAULT_SECONDS))
    settle(item, host, verb)
    host.state.record_unit(item["unit"], digests)
    host.started.append(item)


def settle(item, host, verb, quiet=None):
    reason = host.watch.settle(item["unit"], item.get("timeoutSeconds", DEFAULT_SECONDS), quiet)
    if reason:
        journal = host.systemd.journal(item["unit"])
        raise ItemError(f"{item['unit']}: {reason}", command=f"systemctl {verb} {item['unit']}", journal=journal)


def failure_at_end(item, host, state):
    """Looks once more at a unit started in this run: some fail only after a while. An ItemError or None."""
    if state.started and (state.restarts == 0 or time.monotonic() - state.active_since > END_QUIET_SECONDS):
        return None
    try:
        settle(item, host, "start", quiet=END_QUIET_SECONDS)
    except ItemError as error:
        host.state.record_unit(item["unit"], {})
        return error
    return None


def mask_step(verb):
    def step(item, host):
        # Without a daemon-reload of its own, which costs more than all the rest.
        host.systemd.do(verb, item["unit"], CALL_SECONDS, "--no-reload")
        host.systemd.unit_files_change()

    return step


def link_step(verb):
    def step(item, host):
        if item.get("masked"):
            # Its links cannot be changed any more once it is masked.
            host.systemd.do(verb, item["unit"], CALL_SECONDS, "--no-reload")
        else:
            # Kept for the end: each change of links makes systemd ask for a daemon-reload for every unit.
            host.to_link[verb].append(item)

    return step


def link(host):
    """Enables and disables what this run is to, all in one call. Yields (item, ItemError) for those that fail."""
    for verb, items in host.to_link.items():
        if not items:
            continue
        host.systemd.unit_files_change()
        names = [item["unit"] for item in items]
        if host.systemd.call(verb, "--no-reload", "--", *names, timeout=CALL_SECONDS).exit_code == 0:
            continue
        for item in items:
            try:
                host.systemd.do(verb, item["unit"], CALL_SECONDS, "--no-reload")
            except ItemError as error:
                yield item, error


def stop(item, host):
    host.systemd.do("stop", item["unit"], item.get("timeoutSeconds", DEFAULT_SECONDS))


STEPS = {
    "unmask": mask_step("unmask"),
    "enable": link_step("enable"),
    "disable": link_step("disable"),
    "mask": mask_step("mask"),
    "stop": stop,
    "start": start,
    "restart": lambda item, host: run_and_record(item, host, "restart"),
    "reload": lambda item, host: run_and_record(item, host, "reload"),
}
