import { randomUUID } from 'node:crypto';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { BurnInFinding, Waiver } from '@tuskar/contract/burn-in.ts';
import { boundlessDeviation } from '@tuskar/contract/metric.ts';
import { sql } from 'kysely';
import type { Db, DbTransaction } from '../../platform/database/connect.ts';
import { storableText } from '../../platform/json.ts';
import type { FindingRow, FindingWaiverRow } from '../acceptance-tables.ts';
import { isUuid } from './uuid.ts';
import type { NewFinding } from './verdict.ts';

/** In place of what was found before, so that judging a burn-in twice keeps one verdict. */
export async function replaceFindings(
  tx: DbTransaction,
  { burnIn, machine, findings }: { burnIn: string; machine: string; findings: NewFinding[] },
): Promise<void> {
  await tx.deleteFrom('finding').where('burn_in', '=', burnIn).execute();
  if (findings.length === 0) return;
  await tx
    .insertInto('finding')
    .values(
      findings.map(({ part, title, metric, unit, ...rest }) => ({
        ...rest,
        id: randomUUID(),
        burn_in: burnIn,
        machine,
        metric: metric === null ? null : storableText(metric),
        unit: unit === null ? null : storableText(unit),
        title: storableText(title),
        // A column cannot hold what is infinitely far as JSON; any bound beyond all others tells the same.
        deviation: boundedDeviation(rest.deviation),
        part_kind: part?.kind ?? null,
        part_serial: part?.serial ?? null,
        part_place: part?.place ?? null,
      })),
    )
    .execute();
}

/** As it is kept and shown: within what stands for infinity. */
export function boundedDeviation(deviation: number | null): number | null {
  return deviation === null ? null : Math.max(-boundlessDeviation, Math.min(boundlessDeviation, deviation));
}

export type WaivedFinding = FindingRow & { waiver: FindingWaiverRow | null };

export async function listFindings(db: Db, burnIn: string): Promise<WaivedFinding[]> {
  const findings = await db
    .selectFrom('finding')
    .selectAll()
    .where('burn_in', '=', burnIn)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return await withWaivers(db, findings);
}

/** @throws finding-not-found */
export async function getFinding(db: Db, id: string): Promise<WaivedFinding> {
  const row = isUuid(id)
    ? await db.selectFrom('finding').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (row === undefined) throw new TuskarError('finding-not-found', `There is no finding ${id}.`);
  const [found] = await withWaivers(db, [row]);
  return found ?? { ...row, waiver: null };
}

async function withWaivers(db: Db, findings: FindingRow[]): Promise<WaivedFinding[]> {
  const machines = [...new Set(findings.map(({ machine }) => machine))];
  if (machines.length === 0) return [];
  const waivers = await db
    .selectFrom('finding_waiver')
    .selectAll()
    .where('machine', 'in', machines)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .execute();
  const byKey = new Map(waivers.map((waiver) => [waiverKey(waiver), waiver]));
  return findings.map((finding) => ({ ...finding, waiver: byKey.get(waiverKey(waived(finding))) ?? null }));
}

type Waivable = { machine: string; kind: string; metric: string; part: string };

/** What a waiver of a finding is for. The database says the same in `openFinding`. */
export function waived(finding: FindingRow): Pick<FindingWaiverRow, 'machine' | 'kind' | 'metric' | 'part'> {
  const { machine, kind, metric, part_kind, part_serial, part_place } = finding;
  return {
    machine,
    kind,
    metric: metric ?? '',
    part: `${part_kind ?? ''} ${part_serial ?? part_place ?? ''}`,
  };
}

function waiverKey({ machine, kind, metric, part }: Waivable): string {
  return JSON.stringify([machine, kind, metric, part]);
}

export function toFinding(row: WaivedFinding): BurnInFinding {
  const { id, machine, kind, test, metric, value, unit, median, deviation, siblings, title } = row;
  return {
    id,
    machine,
    kind,
    test,
    metric,
    value,
    unit,
    median,
    deviation,
    siblings,
    title,
    burnIn: row.burn_in,
    part:
      row.part_kind === null ? null : { kind: row.part_kind, serial: row.part_serial, place: row.part_place },
    at: row.at.toISOString(),
    waiver: row.waiver === null ? null : toWaiver(row.waiver),
  };
}

function toWaiver(row: FindingWaiverRow): Waiver {
  const { reason, owner } = row;
  return {
    reason,
    owner,
    by: row.waived_by,
    at: row.at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
