import { TuskarError } from '@tuskar/contract/error.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { Step, StepContext } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import { endWork } from '../end-work.ts';
import { forgetUnannounced } from '../forget-unannounced.ts';
import { normaliseInventory } from '../inventory/normalise.ts';
import { moveMachine } from '../machine-transition.ts';
import { reachState } from '../reach-state.ts';
import { getMachine, lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import { takeMachine } from '../take-machine.ts';
import { recordInspection } from './record.ts';

const inspectSeconds = 3600;

export type InspectionSteps = {
  machine: string;
  /** The state that the machine was in: one that was ready, and has not changed, is ready again. */
  from: MachineState | null;
};

/** Boots the agent on a machine, reads what it is made of, and keeps it. One after another. */
export function inspectionSteps(deps: AcceptanceDeps, { machine, from }: InspectionSteps): Step[] {
  return [
    {
      name: 'begin-inspection',
      title: 'Take the machine for its inspection',
      timeoutSeconds: 60,
      run: async (context) => {
        await takeForInspection(deps, machine, context);
        return { state: 'done' };
      },
      noUndo: 'where the operation ends, the machine is told',
    },
    {
      name: 'forget-unannounced',
      title: 'Forget that it came unannounced, where it did',
      timeoutSeconds: 300,
      run: async (context) => {
        await forgetUnannounced(deps, await getMachine(deps.db, machine), context);
        return { state: 'done' };
      },
      noUndo: 'the inspection finds the same again',
    },
    {
      name: 'inspect',
      title: 'Boot the agent and let it look at the machine',
      timeoutSeconds: inspectSeconds,
      run: async (context) => {
        const row = await takeForInspection(deps, machine, context);
        return await reachState(context, await nodeOf(deps, row), { verb: 'inspect' });
      },
      undo: async (context) => {
        const { bareMetal, id } = await nodeOf(deps, await getMachine(deps.db, machine));
        await endWork(context, { bareMetal, id });
      },
    },
    {
      name: 'record-inspection',
      title: 'Keep what it is made of, and compare it with the last time',
      timeoutSeconds: 120,
      run: async (context) => {
        const result = await record(deps, { machine, from }, context);
        return { state: 'done', result };
      },
      noUndo: 'an inspection is history',
    },
  ];
}

function takeForInspection(deps: AcceptanceDeps, machine: string, context: StepContext): Promise<MachineRow> {
  return takeMachine(deps, { machine, during: ['inspecting'], action: () => 'inspect' }, context);
}

async function record(
  deps: AcceptanceDeps,
  { machine, from }: InspectionSteps,
  context: StepContext,
): Promise<{ inspection: number; changes: number; class: string | null }> {
  const { db, events } = deps;
  const before = await getMachine(db, machine);
  const { bareMetal, id } = await nodeOf(deps, before);
  const answer = await bareMetal.records.inventory(id);
  const inventory = normaliseInventory(
    answer === null ? undefined : { inventory: answer.inventory, plugin_data: answer.pluginData },
  );
  if (inventory === undefined) {
    throw new TuskarError(
      'inventory-unreadable',
      `The agent reported nothing about ${machine} that can be read.`,
      {
        context: { machine },
      },
    );
  }
  return await db.transaction().execute(async (tx) => {
    const recorded = await recordInspection(tx, events, {
      machine,
      operation: context.operation.id,
      inventory,
    });
    for (const { title } of recorded.changes) context.log(title);
    for (const problem of inventory.unread) context.log(`Could not read: ${problem}`, { level: 'warn' });
    const { state } = await lockMachine(tx, machine);
    if (state === 'inspecting') {
      const same = from === 'ready' && recorded.changes.length === 0;
      await moveMachine(tx, events, {
        name: machine,
        action: same ? 'still-ready' : 'inspected',
        reason: describe(
          recorded.changes.map(({ title }) => title),
          { same, first: recorded.number === 1 },
        ),
        set: recorded.set,
      });
    }
    return {
      inspection: recorded.number,
      changes: recorded.changes.length,
      class: recorded.set.class ?? null,
    };
  });
}

function describe(changes: string[], { same, first: isFirst }: { same: boolean; first: boolean }): string {
  if (same) return 'it was ready, and nothing about it has changed';
  const [first, ...rest] = changes;
  if (first === undefined) return isFirst ? 'what it has is known' : 'nothing about it has changed';
  return rest.length === 0 ? first : `${first}, and ${rest.length} more changes`;
}

/** The node of a machine, at the service that has it. */
export async function nodeOf({ db, bareMetalOf }: AcceptanceDeps, { id, provider }: MachineRow) {
  return { db, id, bareMetal: await bareMetalOf(provider) };
}
