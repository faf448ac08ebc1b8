"""Processors: work whose results are checked, socket by socket, all sockets at once."""

from tuskar_hardware_manager import hardware_errors, sensors, stress
from tuskar_hardware_manager.step import failure
from tuskar_hardware_manager.together import each

ARGUMENTS = {'seconds': 'how long all processors work'}


def burn_in(commands, seconds, root='/'):
    counted = hardware_errors.Counted(commands, root)
    measured, failures = {'sockets': []}, []

    def work(item):
        _, cpus = item
        return stress.run(commands, '--cpu', len(cpus), '--cpu-method', 'all', seconds=seconds, cpus=cpus)

    with sensors.Watch(root) as watch:
        done = each(list(hardware_errors.sockets(root).items()), work)
    for (socket, cpus), result, error in done:
        if error is not None:
            raise error
        speed, failed, _ = result
        failures += [failure('cpu', 'socket %s' % socket, said) for said in failed]
        measured['sockets'].append(
            dict(speed, socket=socket, cores=len(cpus), opsPerSecondPerCore=speed['opsPerSecond'] / len(cpus))
        )
    measured['errors'], reported = counted.since()
    measured['highestTemperatures'] = watch.highest
    return measured, failures + reported
