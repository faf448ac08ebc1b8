import type { EraseGoal } from '@tuskar/contract/machine-erase.ts';
import { eraseActionOf } from '@tuskar/contract/machine-states.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import type { Logger } from '../../platform/log/logger.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import { requireFree } from '../host-occupancy.ts';
import { requireAction } from '../machine-actions.ts';
import type { MachineEraseInput } from '../operations/machine-erase.ts';
import { toMachineDetail } from '../resource.ts';
import { getMachine } from '../store.ts';
import type { EraseDeps } from './deps.ts';
import { retireUnerased } from './retire.ts';

type EraseHandlers = Pick<Handlers, 'machine.erase' | 'machine.retire-unerased'>;

export function eraseHandlers(deps: EraseDeps & { engine: OperationEngine; log: Logger }): EraseHandlers {
  return {
    'machine.erase': async ({ params, body: { goal, reason }, actor }) => {
      const machine = await requireErasable(deps, params.name, goal);
      const input: MachineEraseInput = { machine, goal, reason: reason ?? null };
      return await deps.engine.submit({
        kind: 'machine.erase',
        input,
        requestedBy: actor.name,
        ...(reason === undefined ? {} : { reason }),
      });
    },
    'machine.retire-unerased': async ({ params, body, actor }) =>
      toMachineDetail(
        await retireUnerased(deps, { machine: params.name, by: actor.name, reason: body.reason }),
      ),
  };
}

/** Says at once what would fail later. @throws machine-state, machine-occupied, host-in-use */
async function requireErasable({ db, occupancy }: EraseDeps, name: string, goal: EraseGoal): Promise<string> {
  const row = await getMachine(db, name);
  const { state, host } = row;
  requireAction(row, eraseActionOf(state), goal === 'retired' ? 'retire' : 'erase');
  if (host !== null) await requireFree(occupancy, { machine: name, host });
  return name;
}
