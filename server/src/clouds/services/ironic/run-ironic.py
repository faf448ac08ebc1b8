"""Ironic as one process, which keeps what our hardware manager in the agent has recorded.

Ironic collects the logs of a ramdisk when a step fails and when a deployment ends, and never when a clean step has
succeeded; what a step measured would be lost. Here they are collected after each of our steps, by Ironic's own hooks, and
of each archive the record that the manager puts into it is kept as a file of the node.
"""

import base64
import io
import os
import sys
import tarfile

from ironic.cmd import singleprocess
from ironic.drivers import utils as driver_utils
from ironic.drivers.modules import agent_base
from oslo_log import log

LOG = log.getLogger('tuskar')
RESULTS = '@RESULTS@'
MEMBER = 'tuskar-results'
STEPS = [
    'tuskar_burnin_cpu',
    'tuskar_burnin_memory',
    'tuskar_burnin_disk',
    'tuskar_burnin_network',
    'tuskar_burnin_smart',
    'tuskar_burnin_gpu',
    'tuskar_erase',
]
MOST_BYTES = 64 * 1024 * 1024


def keep_record(node, logs):
    with tarfile.open(fileobj=io.BytesIO(base64.b64decode(logs)), mode='r:*') as archive:
        names = [name for name in archive.getnames() if os.path.basename(name) == MEMBER]
        if not names:
            return
        record = archive.extractfile(names[0]).read(MOST_BYTES)
    path = os.path.join(RESULTS, node.uuid + '.json')
    with open(path + '.new', 'wb') as file:
        file.write(record)
    os.rename(path + '.new', path)


def with_record(store):
    def store_and_keep(node, logs, label=None):
        try:
            keep_record(node, logs)
        except Exception:
            # The archive itself is still of use to a person.
            LOG.exception('The record of the agent on node %s cannot be kept', node.uuid)
        return store(node, logs, label=label)

    return store_and_keep


def collect(task, command):
    driver_utils.collect_ramdisk_logs(task.node, label='cleaning')


def main():
    driver_utils.store_ramdisk_logs = with_record(driver_utils.store_ramdisk_logs)
    for step in STEPS:
        agent_base.post_clean_step_hook(interface='deploy', step=step)(collect)
    singleprocess.main()


if __name__ == '__main__':
    sys.exit(main())
