import type { Handlers } from '../platform/http/handler.ts';
import type { MachineAttention } from './machine-attention.ts';
import type { Machines } from './machine.ts';
import { toMachineDetail } from './resource.ts';

type MachineHandlers = Pick<
  Handlers,
  | 'machine.list'
  | 'machine.facets'
  | 'machine.show'
  | 'machine.set-maintenance'
  | 'machine.end-maintenance'
  | 'machine.quarantine'
  | 'machine.release'
>;

export function machineHandlers({
  machines,
  attention,
}: {
  machines: Machines;
  attention: MachineAttention;
}): MachineHandlers {
  return {
    'machine.list': ({ query: { limit, cursor, sort, order, ...filter } }) =>
      machines.list({ filter, sort, order, limit, cursor }),
    'machine.facets': ({ query }) => machines.count(query),
    'machine.show': ({ params }) => machines.show(params.name),
    'machine.set-maintenance': async ({ params, body, actor }) =>
      toMachineDetail(await attention.setMaintenance(params.name, { by: actor.name, ...body })),
    'machine.end-maintenance': async ({ params }) => {
      await attention.endMaintenance(params.name);
    },
    'machine.quarantine': async ({ params, body, actor }) =>
      toMachineDetail(await attention.quarantine(params.name, { by: actor.name, reason: body.reason })),
    'machine.release': async ({ params, body, actor }) =>
      toMachineDetail(await attention.release(params.name, { by: actor.name, reason: body.reason })),
  };
}
