import type { Db } from '../platform/database/connect.ts';
import type { Handlers } from '../platform/http/handler.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import type { Secrets } from '../security/secrets.ts';
import type { BareMetalOf } from './bare-metal.ts';
import { redfishAccess } from './bmc-secret.ts';
import { consoleAccess } from './console/console-access.ts';
import { lightLocator, showLocator } from './locator.ts';
import { getMachine } from './store.ts';

type ControlHandlers = Pick<
  Handlers,
  | 'machine.power'
  | 'machine.locate'
  | 'machine.locator'
  | 'machine.console-access'
  | 'machine.rotate-bmc-password'
>;

export function controlHandlers(deps: {
  db: Db;
  engine: OperationEngine;
  secrets: Secrets;
  bareMetalOf: BareMetalOf;
}): ControlHandlers {
  const { db, engine, secrets } = deps;
  return {
    'machine.power': async ({ params, body, actor }) => {
      const { name } = await getMachine(db, params.name);
      const input = { machine: name, target: body.target };
      return await engine.submit({ kind: 'machine.power', input, requestedBy: actor.name });
    },
    'machine.locate': async ({ params, body: { lit } }) => {
      await lightLocator(deps, await getMachine(db, params.name), lit);
      return { lit };
    },
    'machine.locator': async ({ params }) => ({
      lit: await showLocator(deps, await getMachine(db, params.name)),
    }),
    'machine.console-access': async ({ params }) => consoleAccess(deps, await getMachine(db, params.name)),
    'machine.rotate-bmc-password': async ({ params, actor }) => {
      const row = await getMachine(db, params.name);
      // Better told now than by an operation that fails.
      await redfishAccess(secrets, row);
      const input = { machine: row.name };
      return await engine.submit({ kind: 'machine.rotate-bmc-password', input, requestedBy: actor.name });
    },
  };
}
