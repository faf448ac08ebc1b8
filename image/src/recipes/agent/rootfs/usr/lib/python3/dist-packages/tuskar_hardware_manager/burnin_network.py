"""Throughput between two machines that run this step at the same time."""

import time

from tuskar_hardware_manager import sysfs
from tuskar_hardware_manager.step import StepFailed, failure

ARGUMENTS = {
    'role': 'server or client',
    'seconds': 'how long data flows, half of it in each direction',
    'peer': "the other machine's address; the client needs it",
    'wait': 'seconds to wait for the other machine; 300 where it is not said',
    'port': '5201 where it is not said',
}


def burn_in(commands, role, seconds, peer=None, wait=300, port=5201, root='/', sleep=time.sleep, clock=time.monotonic):
    if role not in ('server', 'client') or (role == 'client' and not peer):
        raise StepFailed('role must be server, or client with a peer')
    before = link_errors(root)
    # Each direction is a connection of its own.
    flows = [_flow(commands, role, peer, seconds // 2, wait, port, way, sleep, clock) for way in ('send', 'receive')]
    grown = {
        nic: {name: count - before.get(nic, {}).get(name, 0) for name, count in counts.items()}
        for nic, counts in link_errors(root).items()
    }
    failures = [
        failure('nic', sysfs.read('%s/sys/class/net/%s/address' % (root.rstrip('/'), nic), nic), 'errors: %s' % counts, name=nic)
        for nic, counts in grown.items()
        if any(counts.values())
    ]
    # A server learns from the connection who the other one is.
    peer = peer or next((caller for _, caller in flows if caller), None)
    measured = {'role': role, 'peer': peer, 'nic': nic_to(commands, peer), 'flows': [flow for flow, _ in flows]}
    return dict(measured, errors=grown), failures


def _flow(commands, role, peer, seconds, wait, port, way, sleep, clock):
    """What flowed in one direction, and the address of who called; None at the end that calls."""
    if role == 'server':
        argv = ['iperf3', '--server', '--one-off', '--json', '--port', port]
        document = commands.json('timeout', int(wait + seconds + 60), *argv)
    else:
        argv = ['iperf3', '--client', peer, '--json', '--port', port, '--time', int(seconds), '--connect-timeout', 2000]
        document = _connected(commands, argv + (['--reverse'] if way == 'receive' else []), wait, sleep, clock)
    if 'error' in document:
        raise StepFailed('the test with the other machine broke off: %s' % document['error'])
    end = document['end']
    direction = way if role == 'client' else {'send': 'receive', 'receive': 'send'}[way]
    # What arrived counts, and only the client is told that of both directions: a server that sends has nothing received.
    counted = end['sum_sent' if (role, direction) == ('server', 'send') else 'sum_received']
    caller = document.get('start', {}).get('accepted_connection', {}).get('host')
    retransmits = end['sum_sent'].get('retransmits', 0)
    return {'direction': direction, 'bytesPerSecond': counted['bits_per_second'] / 8, 'retransmits': retransmits}, caller


def _connected(commands, argv, wait, sleep, clock):
    """The server may begin later than the client."""
    end = clock() + wait
    while True:
        document = commands.json(*argv, codes=None)
        if document and 'error' not in document:
            return document
        if clock() >= end:
            raise StepFailed('no test with the other machine: %s' % (document or {}).get('error', 'iperf3 said nothing'))
        sleep(2)


def nic_to(commands, peer):
    """The card that leads to the other machine; None where that is not known."""
    routes = commands.json('ip', '--json', 'route', 'get', peer) if peer else []
    return routes[0].get('dev') if routes else None


def link_errors(root='/'):
    base = root.rstrip('/')
    names = ('rx_errors', 'tx_errors', 'rx_crc_errors')
    return {
        nic: {name: sysfs.number('%s/sys/class/net/%s/statistics/%s' % (base, nic, name), 0) for name in names}
        for nic in (path.split('/')[-2] for path in sysfs.paths(base + '/sys/class/net/*/device'))
    }
