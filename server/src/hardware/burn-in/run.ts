import { randomUUID } from 'node:crypto';
import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import { type Problem, problemOf } from '@tuskar/contract/problem.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import { requireAction } from '../machine-actions.ts';
import { getMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import type { BurnInInput } from './begin.ts';
import { formPairs } from './pairs.ts';
import { getProfile } from './profile.ts';
import { findNewestJudged } from './store.ts';

type Deps = { db: Db; engine: OperationEngine };

export type RunRequest = {
  machines: string[];
  profile: string;
  perRack: number | null;
  requestedBy: string;
};

export type RunAnswer = { items: Operation[]; refused: { machine: string; problem: Problem }[] };

/** Begins a burn-in on each machine that may have one; the others are refused, each with its reason. */
export async function runBurnIns({ db, engine }: Deps, request: RunRequest): Promise<RunAnswer> {
  const profile = await getProfile(db, request.profile);
  const refused: RunAnswer['refused'] = [];
  const items: Operation[] = [];
  const taken: MachineRow[] = [];
  const attempt = async (machine: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!isTuskarError(error)) throw error;
      refused.push({ machine, problem: problemOf(error) });
    }
  };
  for (const name of new Set(request.machines)) {
    await attempt(name, async () => {
      const row = await getMachine(db, name);
      requireAction(row, 'burn-in');
      taken.push(row);
    });
  }
  const candidates = taken.map((row) => ({ ...candidateOf(row), burnIn: randomUUID() }));
  const partners = formPairs(candidates);
  for (const { machine, burnIn } of candidates) {
    await attempt(machine, async () => {
      const input: BurnInInput = {
        burnIn,
        machine,
        profile: profile.name,
        tests: profile.tests,
        perRack: request.perRack,
        partner: partners.get(machine) ?? null,
      };
      items.push(await engine.submit({ kind: 'machine.burn-in', input, requestedBy: request.requestedBy }));
    });
  }
  return { items, refused };
}

function candidateOf({ name, class: of, rack }: MachineRow) {
  return { machine: name, class: of, rack };
}

/** Begins a re-test by the profile of the machine's last burn-in. @throws machine-state, nothing-to-retest */
export async function runRetest(
  { db, engine }: Deps,
  { machine, requestedBy }: { machine: string; requestedBy: string },
): Promise<Operation> {
  return await engine.submit({
    kind: 'machine.retest',
    input: await prepareRetest(db, machine),
    requestedBy,
  });
}

/** Decides all that the operation needs. @throws machine-state, nothing-to-retest */
export async function prepareRetest(db: Db, machine: string): Promise<BurnInInput> {
  requireAction(await getMachine(db, machine), 'inspect', 'retest');
  const last = await findNewestJudged(db, machine);
  if (last === undefined) {
    throw new TuskarError('nothing-to-retest', `The machine ${machine} was never burnt in to a verdict.`, {
      remedy: `Burn it in with: tuskar burn-in run ${machine}`,
    });
  }
  const { profile, tests } = last;
  return { burnIn: randomUUID(), machine, profile, tests, perRack: null, partner: null };
}
