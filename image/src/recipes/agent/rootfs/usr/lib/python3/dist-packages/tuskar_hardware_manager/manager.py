"""The hardware manager: which steps there are, and the way from Ironic's call to them."""

import io

from ironic_python_agent import errors
from ironic_python_agent import hardware

from tuskar_hardware_manager import (
    burnin_cpu,
    burnin_disk,
    burnin_gpu,
    burnin_memory,
    burnin_network,
    burnin_smart,
    erase,
)
from tuskar_hardware_manager.execute import agent_commands
from tuskar_hardware_manager.results import Results
from tuskar_hardware_manager.step import perform

STEPS = {
    'tuskar_burnin_cpu': (burnin_cpu.burn_in, burnin_cpu.ARGUMENTS),
    'tuskar_burnin_memory': (burnin_memory.burn_in, burnin_memory.ARGUMENTS),
    'tuskar_burnin_disk': (burnin_disk.burn_in, burnin_disk.ARGUMENTS),
    'tuskar_burnin_network': (burnin_network.burn_in, burnin_network.ARGUMENTS),
    'tuskar_burnin_smart': (burnin_smart.burn_in, burnin_smart.ARGUMENTS),
    'tuskar_burnin_gpu': (burnin_gpu.burn_in, burnin_gpu.ARGUMENTS),
    'tuskar_erase': (erase.erase, erase.ARGUMENTS),
}
REQUIRED = ('role', 'seconds')
RUN = {'run': 'an id that the record of the step carries'}


class TuskarHardwareManager(hardware.HardwareManager):
    HARDWARE_MANAGER_NAME = 'tuskar_hardware_manager'
    HARDWARE_MANAGER_VERSION = '1'

    def __init__(self):
        super().__init__()
        self._results = Results()

    def evaluate_hardware_support(self):
        return hardware.HardwareSupport.SERVICE_PROVIDER

    def get_clean_steps(self, node, ports):
        """None runs by itself (priority 0); an erasure that has begun is not to be cut off."""
        return [
            {
                'step': name,
                'priority': 0,
                'interface': 'deploy',
                'reboot_requested': False,
                'abortable': name != 'tuskar_erase',
                'argsinfo': {
                    key: {'description': said, 'required': key in REQUIRED}
                    for key, said in {**arguments, **RUN}.items()
                },
            }
            for name, (_, arguments) in STEPS.items()
        ]

    def collect_system_logs(self, io_dict, file_list):
        io_dict['tuskar-results'] = io.BytesIO(self._results.text().encode())

    def _perform(self, name, run=None, **arguments):
        work, _ = STEPS[name]
        try:
            record = perform(name, lambda: work(agent_commands(), **arguments), self._results, run)
        except Exception as error:
            # One line a part, for whoever has only Ironic's text of the failure.
            parts = ['Part: %(kind)s %(id)s' % one['part'] for one in getattr(error, 'failures', [])]
            raise errors.CleaningError('\n'.join(['%s: %s' % (name, error), *parts])) from error
        return {'run': run, 'failures': record['failures']}


def _method(name):
    """The agent finds a step as a method of its name."""

    def step(self, node, ports, **arguments):
        return self._perform(name, **arguments)

    step.__name__ = name
    return step


for _name in STEPS:
    setattr(TuskarHardwareManager, _name, _method(_name))
