import type { FindingKind } from '@tuskar/contract/burn-in.ts';
import type { MachineFailure } from '@tuskar/contract/machine.ts';
import type { DbTransaction } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { namePart } from '../inventory/parts.ts';
import { moveMachine } from '../machine-transition.ts';
import { lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import { listFindings, type WaivedFinding } from './finding-store.ts';
import { findNewestJudged } from './store.ts';

/** What is wrong with a machine after its burn-in, the worst first, and what to do, naming the part. */
export function failureOf(machine: string, open: WaivedFinding[], at = new Date()): MachineFailure {
  const worstFirst = open.toSorted(byGravity);
  const [first] = worstFirst;
  const more = open.length > 1 ? `, and ${open.length - 1} more` : '';
  return {
    code: 'burn-in-failed',
    message: `${first?.title ?? 'the burn-in failed'}${more}`,
    remedy: `${whatToDo(worstFirst)}, then: tuskar machine retest ${machine}`,
    step: first?.test ?? null,
    output: null,
    part: first === undefined ? null : nameOf(first),
    at: at.toISOString(),
  };
}

/** Other than its class has it, without a measured value: a part that is missing, wrong, or one too many. */
const isDeviation = ({ kind, metric }: WaivedFinding) => kind === 'unlike' && metric === null;

const gravity: FindingKind[] = ['dead', 'erroring', 'hot', 'slow', 'unlike'];

/** What explains the rest comes first: a part that is missing or hot makes others slow. */
function byGravity(a: WaivedFinding, b: WaivedFinding): number {
  const rank = (one: WaivedFinding) => gravity.indexOf(isDeviation(one) ? 'erroring' : one.kind);
  const far = ({ deviation }: WaivedFinding) => Math.abs(deviation ?? 0);
  return rank(a) - rank(b) || far(b) - far(a) || (a.title < b.title ? -1 : 1);
}

/** What is too hot slows itself down: it is cooled, and not replaced. */
function whatToDo(open: WaivedFinding[]): string {
  const namesOf = (findings: WaivedFinding[]) => new Set(findings.flatMap((one) => nameOf(one) ?? []));
  const unfit = namesOf(open.filter(isDeviation));
  const hot = namesOf(open.filter(({ kind }) => kind === 'hot'));
  const broken = namesOf(open.filter((one) => !isDeviation(one) && !hot.has(nameOf(one) ?? '')));
  const deeds = [
    ...(unfit.size === 0 ? [] : [`fit ${listed(unfit)} as its class has it`]),
    ...(hot.size === 0 ? [] : [`check the cooling of ${listed(hot)}`]),
    ...(broken.size === 0 ? [] : [`replace ${listed(broken)}`]),
  ].join(', ');
  if (deeds === '') return 'Look at what was found and repair it';
  return deeds.charAt(0).toUpperCase() + deeds.slice(1);
}

function listed(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, 3).join(' and ');
  return names.size > 3 ? `${shown} and ${names.size - 3} more` : shown;
}

/** 'disk S4YNX0 in bay 3' */
function nameOf({ part_kind, part_serial, part_place }: WaivedFinding): string | null {
  return part_kind === null ? null : namePart({ kind: part_kind, serial: part_serial, place: part_place });
}

/**
 * After a finding was waived, or a waiver has ended: a machine in quarantine by its burn-in alone is released once
 * nothing is open, and one that is ready goes back once something is. One that is in use stays, and shows it.
 */
export async function reconsider(
  tx: DbTransaction,
  events: EventBus,
  { machine, why }: { machine: string; why: string },
): Promise<'released' | 'quarantined' | 'unchanged'> {
  const row = await lockMachine(tx, machine);
  const burnIn = await findNewestJudged(tx, machine);
  if (burnIn === undefined || row.operation !== null) return 'unchanged';
  const open = (await listFindings(tx, burnIn.id)).filter(({ waiver }) => waiver === null);
  if (open.length === 0 && row.state === 'quarantined' && row.failure?.code === 'burn-in-failed') {
    await moveMachine(tx, events, { name: machine, action: 'release', reason: why });
    return 'released';
  }
  if (open.length > 0 && row.state === 'ready') {
    await moveMachine(tx, events, {
      name: machine,
      action: 'quarantine',
      reason: why,
      failure: failureOf(machine, open),
    });
    return 'quarantined';
  }
  return 'unchanged';
}

/** Ready, or in quarantine with what was found. The move from a state that an earlier end left is the same. */
export async function conclude(
  tx: DbTransaction,
  events: EventBus,
  {
    machine,
    open,
    notes,
    profile,
  }: { machine: MachineRow; open: WaivedFinding[]; notes: string[]; profile: string },
): Promise<void> {
  const { name } = machine;
  if (open.length === 0) {
    const but = notes.length === 0 ? '' : `; not everything could be judged: tuskar burn-in show ${name}`;
    await moveMachine(tx, events, {
      name,
      action: 'accept',
      reason: `passed the burn-in '${profile}'${but}`,
    });
    return;
  }
  const failure = failureOf(name, open);
  await moveMachine(tx, events, { name, action: 'reject', reason: failure.message, failure });
}
