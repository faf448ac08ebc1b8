import { TuskarError } from '@tuskar/contract/error.ts';
import { type RescueAccess, rescueUser } from '@tuskar/contract/machine-rescue.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import { requireAction } from '../machine-actions.ts';
import type { MachineUnrescueInput } from '../operations/machine-unrescue.ts';
import { getMachine } from '../store.ts';
import type { RescueDeps } from './deps.ts';
import { findRescuePassword } from './password.ts';
import { prepareRescue } from './prepare.ts';

type RescueHandlers = Pick<Handlers, 'machine.rescue' | 'machine.unrescue' | 'machine.rescue-access'>;

export function rescueHandlers(deps: RescueDeps & { engine: OperationEngine }): RescueHandlers {
  const { db, engine } = deps;
  return {
    'machine.rescue': async ({ params, body: { reason, force }, actor }) => {
      const input = await prepareRescue(deps, { machine: params.name, reason, force });
      return await engine.submit({ kind: 'machine.rescue', input, requestedBy: actor.name, reason });
    },
    'machine.unrescue': async ({ params, actor }) => {
      const row = await getMachine(db, params.name);
      requireAction(row, 'unrescue');
      const input: MachineUnrescueInput = { machine: row.name };
      return await engine.submit({ kind: 'machine.unrescue', input, requestedBy: actor.name });
    },
    'machine.rescue-access': ({ params }) => rescueAccess(deps, params.name),
  };
}

/** @throws machine-state where the machine has no rescue system to sign in to */
async function rescueAccess(
  { db, secrets, bareMetalOf }: RescueDeps,
  machine: string,
): Promise<RescueAccess> {
  const row = await getMachine(db, machine);
  const password = await findRescuePassword(secrets, row);
  if (password === undefined || row.state !== 'rescued') {
    throw new TuskarError('machine-state', `The machine ${machine} does not run the rescue system.`, {
      remedy: `It is ${row.state}. Boot one that is in use into it with: tuskar machine rescue ${machine}`,
      context: { machine, state: row.state },
    });
  }
  const { registry } = await bareMetalOf(row.provider);
  const { agentAddress: address } = await registry.show(row.id);
  return { address, user: rescueUser, password, since: row.state_since.toISOString() };
}
