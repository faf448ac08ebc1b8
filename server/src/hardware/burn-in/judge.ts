import type { PartName } from '@tuskar/contract/burn-in.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import type { BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { Deviation } from '@tuskar/contract/hardware-class.ts';
import { sql } from 'kysely';
import type { Db, DbTransaction } from '../../platform/database/connect.ts';
import type { MachineRow } from '../tables.ts';
import { findClass, listDeviations } from '../class/store.ts';
import { listLostParts } from '../inspection/part-store.ts';
import { findNewestInspection } from '../inspection/store.ts';
import { namePart } from '../inventory/parts.ts';
import { listFindings, replaceFindings, type WaivedFinding } from './finding-store.ts';
import { findSiblings, replaceMeasurements } from './measurement-store.ts';
import { type CountedBurnIn, updateBurnIn } from './store.ts';
import { type CarriedOut, type NewFinding, reachVerdict } from './verdict.ts';

export type Judged = { open: WaivedFinding[]; waived: number; notes: string[] };

/** Judges what a burn-in brought, and keeps values and findings in place of those of an earlier judgement of it. */
export async function judgeBurnIn(
  tx: DbTransaction,
  { burnIn, machine, tests }: { burnIn: CountedBurnIn; machine: MachineRow; tests: CarriedOut[] },
): Promise<Judged> {
  const inventory = (await findNewestInspection(tx, machine.name))?.inventory ?? emptyInventory;
  const limits =
    machine.class === null ? [] : ((await findClass(tx, machine.class))?.requirements.limits ?? []);
  const profile = tests.map(({ test }) => test);
  const siblings = await findSiblings(tx, { machine: machine.name, class: machine.class, tests: profile });
  const deviations = await listDeviations(tx, { machine: machine.name });
  const verdict = reachVerdict({ tests, inventory, siblings, limits, only: burnIn.parts });
  const notes = [
    ...verdict.notes,
    ...(machine.class === null ? ['the machine is in no class, so it has no siblings'] : []),
    ...deviations.filter(({ kind }) => kind === 'firmware').map(({ title }) => title),
  ];
  const findings = [...verdict.findings];
  for (const deviation of deviations) findings.push(...(await deviationFinding(tx, machine.name, deviation)));
  await replaceMeasurements(tx, burnIn.id, { measured: verdict.measured, tests: profile, at: new Date() });
  await replaceFindings(tx, { burnIn: burnIn.id, machine: machine.name, findings });
  const kept = await listFindings(tx, burnIn.id);
  const open = kept.filter(({ waiver }) => waiver === null);
  await updateBurnIn(tx, burnIn.id, {
    notes,
    state: open.length === 0 ? 'passed' : 'failed',
    ended_at: new Date(),
  });
  return { open, waived: kept.length - open.length, notes };
}

const testsOf: Partial<Record<NonNullable<Deviation['part']>, BurnInTestKind>> = {
  processor: 'cpu',
  dimm: 'memory',
  disk: 'disk',
  nic: 'network',
  gpu: 'gpu',
};

/** What a member lacks is a finding; old firmware is a note, since it is updated and not repaired. */
async function deviationFinding(
  tx: DbTransaction,
  machine: string,
  deviation: Deviation,
): Promise<NewFinding[]> {
  const { kind, part, place } = deviation;
  if (kind === 'firmware') return [];
  const lost = await lostParts(tx, machine, deviation);
  const name: PartName | null = lost[0] ?? (part === null ? null : { kind: part, serial: null, place });
  const title = [deviation.title, ...lost.map(namePart)].join(': ');
  return [
    {
      kind: 'unlike',
      test: (part === null ? undefined : testsOf[part]) ?? 'cpu',
      part: name,
      title,
      metric: null,
      value: null,
      unit: null,
      median: null,
      deviation: null,
      siblings: null,
    },
  ];
}

/** A class knows how many disks there are, and not which: that says where the machine's own went. */
async function lostParts(
  tx: DbTransaction,
  machine: string,
  { kind, part, place, expected, actual }: Deviation,
): Promise<PartName[]> {
  if (kind !== 'missing' || part === null || place !== null) return [];
  const limit = Number(expected) - Number(actual);
  return await listLostParts(tx, { machine, kind: part, limit });
}

/** Of a machine that was accepted into burn-in without an inspection: nothing in it is known by name. */
const emptyInventory: Inventory = {
  manufacturer: null,
  model: null,
  serial: null,
  bootMode: null,
  memoryMebibytes: null,
  processors: [],
  dimms: [],
  disks: [],
  nics: [],
  gpus: [],
  accelerators: [],
  firmware: [],
  bmc: null,
  unread: [],
};

/** The newest burn-in with a verdict of each machine where a waiver has expired and nobody has acted on it. */
export async function findExpiredWaivers(db: Db): Promise<{ id: string; machine: string }[]> {
  return await db
    .selectFrom('finding_waiver')
    .select(['id', 'machine'])
    .where('ended_at', 'is', null)
    .where('expires_at', '<=', sql<Date>`now()`)
    .orderBy('machine')
    .execute();
}
