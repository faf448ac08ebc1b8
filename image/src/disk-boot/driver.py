"""Boots a machine's disk in QEMU, with UEFI Secure Boot and a configuration drive, and logs in by ssh.

Runs inside a host image with the disk in /run/machine and a place for files in /run/work, in a network namespace of its own.
Prints what it sees as lines of JSON.
"""

import json
import os
import shutil
import subprocess
import sys
import time

MAC = '52:54:00:12:34:56'
WORK = '/run/work'
began = time.monotonic()


def tell(what, value=None):
    print(json.dumps({'seconds': round(time.monotonic() - began, 1), 'what': what, 'value': value}), flush=True)


def run(*argv):
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout


def make_drive(public_key):
    latest = WORK + '/drive/openstack/latest'
    os.makedirs(latest)
    meta = {'uuid': 'u1', 'hostname': 'rack1-u7', 'public_keys': {'test': public_key}}
    link = {'id': 'nic1', 'type': 'phy', 'ethernet_mac_address': MAC}
    network = {'link': 'nic1', 'type': 'ipv4', 'ip_address': '198.18.0.15', 'netmask': '255.255.255.0', 'routes': []}
    for name, content in {'meta_data': meta, 'network_data': {'links': [link], 'networks': [network]}}.items():
        with open('%s/%s.json' % (latest, name), 'w') as file:
            json.dump(content, file)
    run('genisoimage', '-quiet', '-J', '-r', '-V', 'config-2', '-o', WORK + '/drive.iso', WORK + '/drive')


def ssh(command):
    options = ['-i', WORK + '/key', '-p', '2222']
    for option in ('StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'ConnectTimeout=60'):
        options += ['-o', option]
    return subprocess.run(['ssh', *options, 'root@127.0.0.1', command], capture_output=True, text=True)


def asked(command):
    answer = ssh(command)
    if answer.returncode != 0:
        raise RuntimeError('%s: %s' % (command, answer.stderr))
    return answer.stdout.strip()


def main():
    run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', WORK + '/key')
    with open(WORK + '/key.pub') as file:
        make_drive(file.read())
    # A disk larger than the image, as a machine's is.
    run('qemu-img', 'create', '-q', '-f', 'qcow2', '-b', '/run/machine/disk.qcow2', '-F', 'qcow2', WORK + '/disk', '8G')
    shutil.copy('/usr/share/OVMF/OVMF_VARS_4M.ms.fd', WORK + '/vars')
    machine = [
        'qemu-system-x86_64', '-machine', 'q35,smm=on', '-accel', 'tcg', '-cpu', 'max', '-smp', '1', '-m', '2048',
        '-display', 'none', '-serial', 'file:%s/serial.log' % WORK,
        '-global', 'driver=cfi.pflash01,property=secure,value=on',
        '-drive', 'if=pflash,unit=0,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.ms.fd',
        '-drive', 'if=pflash,unit=1,format=raw,file=%s/vars' % WORK,
        '-drive', 'if=virtio,format=qcow2,cache=unsafe,file=%s/disk' % WORK,
        '-drive', 'if=virtio,format=raw,readonly=on,file=%s/drive.iso' % WORK,
        '-netdev', 'user,id=net,net=198.18.0.0/24,hostfwd=tcp:127.0.0.1:2222-198.18.0.15:22',
        '-device', 'virtio-net-pci,netdev=net,romfile=,mac=' + MAC,
    ]
    with subprocess.Popen(machine) as qemu:
        try:
            while ssh('true').returncode != 0:
                if time.monotonic() - began > 1500:
                    raise TimeoutError('nobody answers')
                time.sleep(3)
            tell('ssh')
            for what, command in {
                'hostname': 'hostname',
                'address': 'ip -4 -brief address show scope global',
                'rootBytes': 'findmnt --noheadings --bytes --output SIZE /',
                'secureBoot': 'mokutil --sb-state',
                'state': 'systemctl is-system-running --wait || systemctl --failed --no-legend --plain',
                'kernel': 'uname -r',
            }.items():
                tell(what, asked(command))
        finally:
            qemu.kill()


sys.exit(main())
