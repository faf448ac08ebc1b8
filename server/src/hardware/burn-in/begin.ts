import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import type { StepContext, StepOutcome } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import { changeMachine, moveMachine } from '../machine-transition.ts';
import { getMachine, lockMachine } from '../store.ts';
import { takePlace } from './place.ts';
import { ensureBurnIn, updateBurnIn } from './store.ts';

export type Partner = { machine: string; burnIn: string; role: 'server' | 'client' };

export type BurnInInput = {
  burnIn: string;
  machine: string;
  profile: string;
  tests: BurnInTest[];
  /** So many at once in a rack; null: as many as its power allows. */
  perRack: number | null;
  /** Who the network is tested with; null: nobody. */
  partner: Partner | null;
};

/** What a machine draws at most where nobody has said it: a server with two processors and some disks. */
const assumedWatts = 600;
/** Past what its tests may take. */
const slackSeconds = 4 * 3600;
const pollSeconds = 10;

/**
 * Sees to it that a machine burns in: that it has its place in its rack, and is in the state for it; also where the
 * operation is retried after its end took both away. Undefined: it does. Else it waits for its place.
 */
export async function ensureBurning(
  { db, events, power }: AcceptanceDeps,
  input: BurnInInput,
  context: Pick<StepContext, 'operation' | 'log'>,
): Promise<StepOutcome | undefined> {
  const { machine, burnIn, profile, tests, partner } = input;
  const { operation } = context;
  const row = await getMachine(db, machine);
  await ensureBurnIn(db, {
    id: burnIn,
    machine,
    profile,
    tests,
    parts: null,
    partner: partner?.machine ?? null,
    operation: operation.id,
    requestedBy: operation.requestedBy,
  });
  const wait = await takePlace(
    db,
    {
      machine,
      burnIn,
      rack: row.rack,
      perRack: input.perRack,
      watts: (await power.ofMachine(machine)) ?? assumedWatts,
    },
    power,
  );
  return await db.transaction().execute(async (tx): Promise<StepOutcome | undefined> => {
    const { state, waiting_for } = await lockMachine(tx, machine);
    if (wait !== undefined) {
      if (waiting_for !== wait) {
        await changeMachine(tx, events, {
          name: machine,
          set: { waiting_for: wait, operation: operation.id },
        });
      }
      return { state: 'waiting', for: wait, pollSeconds };
    }
    if (state === 'burning-in') return undefined;
    await moveMachine(tx, events, {
      name: machine,
      action: 'burn-in',
      reason: `burn-in '${profile}', asked for by ${operation.requestedBy}`,
      limitSeconds: tests.reduce((sum, { seconds }) => sum + seconds, slackSeconds),
      set: { operation: operation.id },
    });
    await updateBurnIn(tx, burnIn, {
      state: 'running',
      reason: null,
      started_at: new Date(),
      ended_at: null,
    });
    return undefined;
  });
}
