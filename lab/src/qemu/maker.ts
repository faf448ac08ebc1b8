import { join } from 'node:path';
import type { Logger } from 'pino';
import type { QemuBodyMaker } from '../bmc/fleet.ts';
import { directoriesFrom, machineDirectory } from '../directories.ts';
import { machineCables } from '../network-plan.ts';
import { createQemuBody } from './body.ts';

/** Makes bodies where the keeper has prepared for them: a directory, a place for control groups, and taps by the machine's number. */
export function qemuBodies(env: NodeJS.ProcessEnv, log: Logger): QemuBodyMaker {
  const directories = directoriesFrom(env);
  const groups = env['TUSKAR_GROUPS_DIR'] ?? '/run/groups';
  const kvm = env['TUSKAR_KVM'] === 'works';
  return (index) => (machine, bootOrder) =>
    createQemuBody({
      machine,
      directory: machineDirectory(directories, index),
      group: join(groups, `machine-${index}`),
      taps: machineCables(index, machine.nics.length),
      kvm,
      bootOrder,
      log: log.child({ machine: machine.name }),
    });
}
