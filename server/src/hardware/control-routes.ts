import type { Db } from '../platform/database/connect.ts';
import type { Handlers } from '../platform/http/handler.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import type { Secrets } from '../security/secrets.ts';
import { redfishAccess } from './bmc-secret.ts';
import { createRedfish } from './redfish/client.ts';
import { setLocator } from './redfish/locate.ts';
import { findSystem } from './redfish/systems.ts';
import { getMachine } from './store.ts';

type ControlHandlers = Pick<Handlers, 'machine.power' | 'machine.locate' | 'machine.rotate-bmc-password'>;

export function controlHandlers({
  db,
  engine,
  secrets,
}: {
  db: Db;
  engine: OperationEngine;
  secrets: Secrets;
}): ControlHandlers {
  return {
    'machine.power': async ({ params, body, actor }) => {
      const { name } = await getMachine(db, params.name);
      const input = { machine: name, target: body.target };
      return await engine.submit({ kind: 'machine.power', input, requestedBy: actor.name });
    },
    'machine.locate': async ({ params, body: { lit } }) => {
      const row = await getMachine(db, params.name);
      const redfish = createRedfish(await redfishAccess(secrets, row));
      await setLocator(redfish, { systemId: await findSystem(redfish, row.bmc_system_id), lit });
      return { lit };
    },
    'machine.rotate-bmc-password': async ({ params, actor }) => {
      const row = await getMachine(db, params.name);
      // Better told now than by an operation that fails.
      await redfishAccess(secrets, row);
      const input = { machine: row.name };
      return await engine.submit({ kind: 'machine.rotate-bmc-password', input, requestedBy: actor.name });
    },
  };
}
