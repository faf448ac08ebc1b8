"""Ironic as one process, which keeps what our hardware manager in the agent has recorded.

Ironic collects the logs of a ramdisk when a step fails and when a deployment ends, and never when a clean step has
succeeded; what a step measured would be lost. Here they are collected after each of our steps, by Ironic's own hooks, and
of each archive the record that the manager puts into it is kept as a file of the node.

Ironic also refuses an agent that comes back with another certificate, as one does whose machine restarted, and waits for
half an hour. In the middle of one of our steps that is known for what it is: the step has failed.

And it takes the medium from an agent that has just inspected its machine, since that has not reported yet; with it gone, what comes
next would start the machine anew. Here the agent goes on.
"""

import base64
import io
import os
import sys
import tarfile

import eventlet
from ironic.cmd import singleprocess
from ironic.common import context
from ironic.common import exception
from ironic.common import states
from ironic.common import utils
from ironic.conductor import task_manager
from ironic.conductor import utils as conductor_utils
from ironic.drivers import utils as driver_utils
from ironic.drivers.modules import agent_base
from ironic.drivers.modules import image_utils
from ironic.drivers.modules.inspector import interface as inspection
from ironic.drivers.modules.redfish import boot as redfish_boot
from ironic.objects import node as node_objects
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
# An agent reports within that time after an inspection, and no machine restarts within it.
FIRST_REPORT_SECONDS = 90


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


def is_in_our_step(node):
    return node.provision_state == states.CLEANWAIT and (node.clean_step or {}).get('step') in STEPS


def end_step(uuid):
    try:
        with task_manager.acquire(context.get_admin_context(), uuid, purpose='restart in a step') as task:
            if is_in_our_step(task.node):
                step = '%(interface)s.%(step)s' % task.node.clean_step
                said = 'The machine restarted during the clean step %s: its agent began anew.' % step
                conductor_utils.cleaning_error_handler(task, said)
    except exception.NodeLocked:
        LOG.info('Node %s restarted in a step, which ends with the next report of its agent', uuid)
    except Exception:
        LOG.exception('The step of node %s cannot be ended', uuid)


def with_restarts(store):
    """Whoever reports has shown the token of the node before its certificate is looked at."""

    def store_or_end(node, certificate):
        try:
            return store(node, certificate)
        except exception.InvalidParameterValue:
            if is_in_our_step(node):
                # The agent is not kept waiting while its machine is switched off.
                eventlet.spawn_n(end_step, node.uuid)
            raise

    return store_or_end


class KeptMedium:
    """A boot interface that leaves the medium of the ramdisk in its drive."""

    def __init__(self, boot):
        self._boot = boot

    def __getattr__(self, name):
        return getattr(self._boot, name)

    def clean_up_ramdisk(self, task):
        LOG.debug('The agent on node %s goes on, and its medium stays', task.node.uuid)


def with_agent_kept(clean_up):
    """One that ends the inspection of a node; one that was aborted is in 'inspect wait'."""

    def clean_up_but_keep(task, finish=True, always_power_off=False):
        boot = task.driver.boot
        goes_on = task.node.provision_state == states.INSPECTING and utils.fast_track_enabled(task.node)
        if goes_on and isinstance(boot, redfish_boot.RedfishVirtualMediaBoot):
            # Of this task alone.
            task.driver.boot = KeptMedium(boot)
        try:
            return clean_up(task, finish=finish, always_power_off=always_power_off)
        finally:
            task.driver.boot = boot

    return clean_up_but_keep


def with_medium_removed(destroy):
    """The image of the medium, of two hundred megabytes, would stay for ever where a node is forgotten while its agent goes on."""

    def destroy_and_remove(self, context=None):
        destroy(self, context)
        if self.driver == 'redfish':
            image_utils.ImageHandler.unpublish_image_for_node(self, prefix='boot', suffix='.iso')

    return destroy_and_remove


def with_reports(agent_is_alive):
    """
    Ironic takes it for granted for five minutes after an inspection, and waits for half an hour for the one that has
    restarted meanwhile.
    """

    def has_reported(node, timeout=None):
        if node.driver_internal_info.get('agent_url'):
            return agent_is_alive(node, timeout)
        return agent_is_alive(node, FIRST_REPORT_SECONDS)

    return has_reported


def main():
    driver_utils.store_ramdisk_logs = with_record(driver_utils.store_ramdisk_logs)
    conductor_utils.store_agent_certificate = with_restarts(conductor_utils.store_agent_certificate)
    inspection.clean_up = with_agent_kept(inspection.clean_up)
    node_objects.Node.destroy = with_medium_removed(node_objects.Node.destroy)
    conductor_utils.agent_is_alive = with_reports(conductor_utils.agent_is_alive)
    for step in STEPS:
        agent_base.post_clean_step_hook(interface='deploy', step=step)(collect)
    singleprocess.main()


if __name__ == '__main__':
    sys.exit(main())
