"""stress-ng: what it prints, as data."""

import re

_METRIC = re.compile(r'metrc: \[\d+\] ([a-z][\w-]*)\s+(\d+)\s+([\d.]+)\s+[\d.]+\s+[\d.]+\s+([\d.]+)\s+[\d.]+')
_FAILED = re.compile(r'stress-ng: fail: *\[\d+\] (.*)')
_STREAM = re.compile(r'memory rate: ([\d.]+) MB read/sec, ([\d.]+) MB write/sec')

# https://manpages.debian.org/trixie/stress-ng/stress-ng.1.en.html#EXIT_STATUS
_UNSUPPORTED = 4


class StressUnsupported(Exception):
    pass


def run(commands, *options, seconds, cpus=None):
    """{ops, opsPerSecond, seconds} of one stressor, what failed in words, and the whole text."""
    argv = ['stress-ng', *options, '--timeout', '%ds' % seconds, '--verify', '--metrics']
    if cpus is not None:
        argv += ['--taskset', ','.join(str(cpu) for cpu in cpus)]
    text, code = commands.everything(*argv)
    if code == _UNSUPPORTED:
        raise StressUnsupported(text.strip()[-500:])
    metric = _METRIC.search(text)
    failed = _FAILED.findall(text)
    if code != 0 and not failed:
        failed = ['stress-ng ended with code %d: %s' % (code, text.strip()[-500:])]
    if metric is None:
        return {'ops': 0, 'opsPerSecond': 0.0, 'seconds': 0.0}, failed or ['stress-ng measured nothing'], text
    measured = {'ops': int(metric[2]), 'opsPerSecond': float(metric[4]), 'seconds': float(metric[3])}
    return measured, failed, text


def stream_rates(text):
    """Megabytes a second over all instances: (read, written)."""
    rates = [(float(read), float(written)) for read, written in _STREAM.findall(text)]
    return sum(read for read, _ in rates), sum(written for _, written in rates)
