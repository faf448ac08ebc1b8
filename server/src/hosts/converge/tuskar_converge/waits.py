"""Waits for a state of the host or of what it talks to."""

import shlex
import socket
import time

from . import process
from .outcome import ItemError, Outcome

PROBE_SECONDS = 5
PAUSES = (0.05, 0.1, 0.2, 0.3, 0.5)
BODY_SHOWN = 500


def converge_wait(item, host):
    kind, subject = next(iter(item["for"].items()))
    probe = PROBES[kind]
    deadline = time.monotonic() + item["timeoutSeconds"]
    tries = 0
    while True:
        remaining = max(0.1, deadline - time.monotonic())
        reason = probe(subject, host, min(PROBE_SECONDS, remaining))
        if reason is None:
            return Outcome()
        if host.check:
            return Outcome(["wait"], f"{describe(kind, subject)}: {reason}")
        if time.monotonic() >= deadline:
            raise gave_up(item, host, kind, subject, reason)
        if tries == 0:
            host.reporter.item(item, "waiting", message=f"{describe(kind, subject)}: {reason}")
        host.stop.wait(PAUSES[min(tries, len(PAUSES) - 1)])
        tries += 1


def gave_up(item, host, kind, subject, reason):
    message = f"after {item['timeoutSeconds']:g} s {describe(kind, subject)}: {reason}"
    journal = host.systemd.journal(subject) if kind == "unit" else None
    return ItemError(message, journal=journal)


def describe(kind, subject):
    if kind == "tcp":
        return f"{subject['host']}:{subject['port']}"
    if kind == "http":
        return subject["url"]
    return subject if kind == "unit" else shlex.join(subject)


def probe_tcp(subject, _host, timeout):
    try:
        with socket.create_connection((subject["host"], subject["port"]), timeout):
            return None
    except OSError as error:
        return error.strerror or str(error)


def probe_http(subject, _host, timeout):
    # Only here: the import costs as much as the rest of the program's start.
    import http.client
    import urllib.parse

    url = urllib.parse.urlsplit(subject["url"])
    try:
        connection = http_connection(url, subject, timeout)
        try:
            connection.request("GET", (url.path or "/") + (f"?{url.query}" if url.query else ""))
            answer = connection.getresponse()
            body = answer.read(BODY_SHOWN).decode(errors="replace")
        finally:
            connection.close()
    except (OSError, http.client.HTTPException) as error:
        return getattr(error, "strerror", None) or str(error) or type(error).__name__
    if answer.status in subject["status"]:
        return None
    return f"it answers {answer.status} {answer.reason}: {body.strip()}"


def http_connection(url, subject, timeout):
    import http.client

    if url.scheme != "https":
        return http.client.HTTPConnection(url.hostname, url.port, timeout=timeout)
    import ssl

    context = ssl.create_default_context()
    if subject.get("insecure"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(url.hostname, url.port, timeout=timeout, context=context)


def probe_unit(subject, host, _timeout):
    state = host.systemd.state(subject)
    if not state.started:
        state = host.systemd.show([subject])[subject]
    return None if state.started else f"it is {state.shown}"


def probe_command(subject, host, timeout):
    try:
        result = process.run(subject, stop=host.stop, timeout=max(timeout, PROBE_SECONDS))
    except OSError as error:
        return f"{subject[0]}: {error.strerror}"
    if result.exit_code == 0:
        return None
    last = result.output.strip().splitlines()[-1:]
    return ": ".join([process.describe_exit(result.exit_code), *last])


PROBES = {"tcp": probe_tcp, "http": probe_http, "unit": probe_unit, "succeeds": probe_command}
