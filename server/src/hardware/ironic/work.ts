import type { NodeStep, NodeWork, PowerTarget, ProvisionRequest } from '../bare-metal.ts';
import { setMaintenance } from './maintenance.ts';
import { nodePath } from './node-path.ts';
import type { IronicSession } from './session.ts';

const powerTargets: Record<PowerTarget, string> = {
  on: 'power on',
  off: 'power off',
  reboot: 'rebooting',
  'soft-off': 'soft power off',
  'soft-reboot': 'soft rebooting',
};

export function ironicWork(session: IronicSession): NodeWork {
  return {
    provision: (id, request) =>
      session.tell({
        method: 'PUT',
        path: nodePath(id, '/states/provision'),
        body: provisionBody(request),
      }),
    power: (id, target) =>
      session.tell({
        method: 'PUT',
        path: nodePath(id, '/states/power'),
        body: { target: powerTargets[target] },
      }),
    bootDevice: (id, { device, persistence }) =>
      session.tell({
        method: 'PUT',
        path: nodePath(id, '/management/boot_device'),
        body: { boot_device: device, persistent: persistence === 'always' },
      }),
    maintenance: (id, reason) => setMaintenance(session, id, reason),
  };
}

function provisionBody(request: ProvisionRequest): Record<string, unknown> {
  const { verb, cleanSteps, deploySteps, configDrive, rescuePassword } = request;
  const steps = cleanSteps?.map(toStep);
  return {
    target: verb,
    ...(steps === undefined ? {} : { [verb === 'service' ? 'service_steps' : 'clean_steps']: steps }),
    ...(deploySteps === undefined
      ? {}
      : { deploy_steps: deploySteps.map((one) => ({ ...toStep(one), priority: one.priority ?? 1 })) }),
    ...(configDrive === undefined ? {} : { configdrive: configDrive }),
    ...(rescuePassword === undefined ? {} : { rescue_password: rescuePassword }),
  };
}

function toStep({ interface: on, step, args = {} }: NodeStep) {
  return { interface: on, step, args };
}
