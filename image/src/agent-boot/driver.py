"""Boots the agent ramdisk in QEMU as a machine would, and is the Ironic that it reports to.

    driver.py KERNEL-COMMAND-LINE

Runs inside a host image with the ramdisk in /run/agent and disks in /run/disks, in a network namespace of its own. Prints
what it sees as lines of JSON.
"""

import base64
import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from oslo_utils import secretutils

NODE = {
    'uuid': '5e9c3f6a-0000-4000-8000-000000000001',
    'properties': {},
    'instance_info': {},
    'driver_info': {},
    'driver_internal_info': {},
    'name': 'machine',
}
TOKEN = 'a-token-of-at-least-thirty-two-characters'
SERIAL_LOG = '/run/disks/serial.log'
alive = threading.Event()
began = time.monotonic()


def tell(what, value=None):
    print(json.dumps({'seconds': round(time.monotonic() - began, 1), 'what': what, 'value': value}), flush=True)


class NoAnswer(Exception):
    pass


class Ironic(BaseHTTPRequestHandler):
    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        # Before certificates of agents: the test needs none.
        self.send_header('X-OpenStack-Ironic-API-Minimum-Version', '1.1')
        self.send_header('X-OpenStack-Ironic-API-Maximum-Version', '1.62')
        self.send_header('X-OpenStack-Ironic-API-Version', '1.1')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path.startswith('/v1/lookup'):
            tell('lookup', self.path)
            # Heartbeats every few seconds: whatever the agent does, it does beside one of them.
            self.answer(200, {'node': NODE, 'config': {'heartbeat_timeout': 5, 'agent_token': TOKEN}})
        else:
            self.answer(200, {'default_version': {'id': 'v1', 'version': '1.31', 'min_version': '1.1'}})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        if self.path.endswith('/continue_inspection'):
            tell('inspection', body)
            self.answer(200, {'uuid': NODE['uuid']})
        else:
            tell('heartbeat', body)
            self.answer(202, {})
            alive.set()

    def log_message(self, *_):
        pass


def command(name, seconds=120, **params):
    """What the agent answers. Raises NoAnswer after so many seconds, ten times of what it takes on a quiet machine."""
    data = json.dumps({'name': name, 'params': params}).encode()
    request = urllib.request.Request(
        'http://127.0.0.1:9999/v1/commands/?wait=true&agent_token=' + TOKEN, data, {'Content-Type': 'application/json'}
    )
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return json.load(answer)
    except TimeoutError as error:
        raise NoAnswer('the agent did not answer %s within %d seconds' % (name, seconds)) from error


def step(name, **arguments):
    said = command('clean.execute_clean_step', seconds=300, step={'step': name, 'args': arguments}, node=NODE, ports=[])
    tell(name, {'status': said['command_status'], 'error': said['command_error']})


def results():
    logs = command('log.collect_system_logs')['command_result']['system_logs']
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(base64.b64decode(logs)))) as archive:
        tell('results', json.load(archive.extractfile('tuskar-results')))


def rescue(password):
    hashed = secretutils.crypt_password(password, secretutils.crypt_mksalt('SHA-256'))
    said = command('rescue.finalize_rescue', rescue_password=hashed, hashed=True)
    tell('rescue', {'status': said['command_status'], 'error': said['command_error']})
    with open('/tmp/password', 'w') as file:
        os.chmod(file.fileno(), 0o700)
        file.write(f'#!/bin/sh\necho {password}\n')
    ssh = [
        'ssh', '-p', '2222', '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null',
        'rescue@127.0.0.1',
        # The agent is gone and does not come back.
        'whoami; sudo whoami; systemctl show --property=SubState --value ironic-python-agent.service',
    ]
    environment = {**os.environ, 'SSH_ASKPASS': '/tmp/password', 'SSH_ASKPASS_REQUIRE': 'force'}
    deadline = time.monotonic() + 300
    while True:
        # The port is open before there is anybody behind it, and systemd looks again some seconds after the agent's end.
        asked = subprocess.run(ssh, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        seen = asked.stdout.decode().split()
        if seen[-1:] == ['dead'] or time.monotonic() > deadline:
            return tell('signed in', seen or asked.stderr.decode())
        time.sleep(2)


def main():
    server = ThreadingHTTPServer(('127.0.0.1', 6385), Ironic)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    machine = [
        'qemu-system-x86_64', '-accel', 'tcg', '-cpu', 'max', '-smp', '1', '-m', '4096', '-display', 'none', '-no-reboot',
        '-serial', 'file:' + SERIAL_LOG, '-kernel', '/run/agent/vmlinuz', '-initrd', '/run/agent/initramfs',
        '-append', sys.argv[1],
        '-nic', 'user,model=virtio-net-pci,net=198.18.0.0/24,hostfwd=tcp:127.0.0.1:9999-:9999,'
        'hostfwd=tcp:127.0.0.1:2222-:22',
        '-drive', 'if=none,id=one,format=raw,file=/run/disks/one', '-device', 'virtio-blk-pci,drive=one,serial=ONE',
        '-drive', 'if=none,id=two,format=raw,file=/run/disks/two', '-device', 'nvme,drive=two,serial=TWO',
    ]
    with subprocess.Popen(machine) as qemu:
        try:
            if not alive.wait(timeout=1200):
                raise NoAnswer('the agent did not report')
            steps = command('clean.get_clean_steps', node=NODE, ports=[])['command_result']['clean_steps']
            tell('steps', sorted(one['step'] for one in steps.get('TuskarHardwareManager', [])))
            step('tuskar_burnin_cpu', run='boot', seconds=3)
            step('tuskar_burnin_disk', run='boot', seconds=2)
            step('tuskar_burnin_memory', run='boot', seconds=2, percent=5)
            step('tuskar_burnin_smart', run='boot', seconds=30, test='short')
            step('tuskar_burnin_gpu', run='boot', seconds=1)
            step('tuskar_erase', run='boot', samples=8)
            results()
            rescue('a-password-of-the-rescue')
        except Exception:
            with open(SERIAL_LOG, errors='replace') as log:
                print(*log.readlines()[-20:], sep='', flush=True)
            raise
        finally:
            qemu.kill()


main()
