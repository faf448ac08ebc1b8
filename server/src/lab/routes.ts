import type { Keeper, MachineKeeper } from './keeper.ts';
import { TuskarError } from '@tuskar/contract/error.ts';

import type { Hosts } from '../hosts/host.ts';
import type { Images } from '../images/image.ts';
import type { Handlers } from '../platform/http/handler.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import { showLab } from './lab.ts';
import { labMachineHandlers, type LabMachineHandlers } from './machine.ts';
import type { LabTenants } from './tenants.ts';

export type LabHandlerOptions = {
  db: Db;
  events: EventBus;
  keeper: Keeper & MachineKeeper;
  engine: OperationEngine;
  hosts: Hosts;
  images: Images;
  tenants: LabTenants;
};

type LabHandlers = Pick<Handlers, 'lab.show' | 'lab.up' | 'lab.down'> & LabMachineHandlers;

export function labHandlers(options: LabHandlerOptions): LabHandlers {
  const { db, events, keeper, engine, hosts, images, tenants } = options;
  return {
    ...labMachineHandlers({ db, events, keeper, images }),
    'lab.show': () => showLab(keeper),
    'lab.up': async ({ body, actor }) => {
      const image = await images.choose(body.image);
      return await engine.submit({
        kind: 'lab.up',
        input: { hosts: [...new Set(body.hosts)], machines: body.machines, image },
        requestedBy: actor.name,
      });
    },
    'lab.down': async ({ body, actor }) => {
      const present = (await hosts.listLab()).map(({ name }) => name);
      const clouds = await tenants.on(present);
      if (clouds.length > 0 && (!body.force || body.reason === undefined)) throw inhabited(clouds);
      const reason = body.reason ?? 'the lab was taken down';
      return await engine.submit({
        kind: 'lab.down',
        input: { hosts: present, clouds, reason },
        requestedBy: actor.name,
        reason,
      });
    },
  };
}

function inhabited(clouds: string[]): TuskarError {
  return new TuskarError(
    'lab-inhabited',
    `The lab's hosts carry ${clouds.join(', ')}, which would be gone with them.`,
    {
      context: { clouds },
    },
  );
}
