import type { Keeper } from '../keeper.ts';

import type { Hosts } from '../../hosts/host.ts';
import type { OperationDefinition, Step } from '../../platform/operations/definition.ts';
import { followKeeper } from '../follow-keeper.ts';
import type { LabTenants } from '../tenants.ts';

/** The hosts and clouds as they were when it was asked for. */
export type LabDownInput = { hosts: string[]; clouds: string[]; reason: string };

export type LabDownOptions = { keeper: Keeper; hosts: Hosts; tenants: LabTenants };

const goneForGood = 'the lab keeps nothing of what it removes; that was confirmed before it began';

export function labDown({ keeper, hosts, tenants }: LabDownOptions): OperationDefinition<LabDownInput> {
  const remove: Step = {
    name: 'remove',
    title: 'Stop the hosts and remove all that the lab made on the machine',
    timeoutSeconds: 600,
    run: async (context) => {
      await keeper.down(followKeeper(context));
      return { state: 'done' };
    },
    noUndo: goneForGood,
  };
  const forgetCloud = (cloud: string, reason: string): Step => ({
    name: `forget-cloud:${cloud}`,
    title: `Forget the deployment of ${cloud}`,
    timeoutSeconds: 60,
    run: async () => {
      await tenants.gone({ cloud, reason });
      return { state: 'done' };
    },
    noUndo: goneForGood,
  });
  const forgetHost = (name: string): Step => ({
    name: `forget-host:${name}`,
    title: 'Forget the host',
    host: name,
    timeoutSeconds: 60,
    run: async () => {
      await hosts.forgetGone(name);
      return { state: 'done' };
    },
    noUndo: goneForGood,
  });
  return {
    kind: 'lab.down',
    title: () => 'Take the lab down',
    subject: () => ({ type: 'lab', name: 'lab' }),
    alsoHolds: ({ clouds }) => clouds.map((name) => ({ type: 'cloud', name })),
    plan: ({ hosts: names, clouds, reason }) => [
      { title: 'Remove', steps: [remove] },
      ...(clouds.length === 0
        ? []
        : [{ title: 'Forget clouds', steps: clouds.map((cloud) => forgetCloud(cloud, reason)) }]),
      ...(names.length === 0 ? [] : [{ title: 'Forget hosts', steps: names.map(forgetHost) }]),
    ],
  };
}
