import { TuskarError } from '@tuskar/contract/error.ts';
import type { BurnIn, BurnInState, PartName } from '@tuskar/contract/burn-in.ts';
import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import type { Tables } from '../../platform/database/tables.ts';
import { jsonText } from '../../platform/json.ts';
import type { BurnInRow } from '../acceptance-tables.ts';
import { isUuid } from './uuid.ts';

export type NewBurnIn = {
  id: string;
  machine: string;
  profile: string;
  tests: BurnInTest[];
  parts: PartName[] | null;
  partner: string | null;
  operation: string;
  requestedBy: string;
};

/** Once: a step that is run again finds the row that it wrote. */
export async function ensureBurnIn(db: Db, given: NewBurnIn): Promise<void> {
  const { tests, parts, requestedBy, ...rest } = given;
  await db
    .insertInto('burn_in')
    .values({
      ...rest,
      tests: jsonText(tests),
      parts: parts === null ? null : jsonText(parts),
      requested_by: requestedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function updateBurnIn(
  db: Db,
  id: string,
  change: {
    state?: BurnInState;
    reason?: string | null;
    notes?: string[];
    partner?: string | null;
    parts?: string;
    started_at?: Date;
    network_at?: Date;
    new_partner?: string;
    seeks_at?: Date | null;
    network_end?: BurnInRow['network_end'];
    ended_at?: Date | null;
  },
): Promise<void> {
  await db.updateTable('burn_in').set(change).where('id', '=', id).execute();
}

export type CountedBurnIn = BurnInRow & { open_findings: string };

/** A finding is open where no waiver that is in force is for what it found. */
export const openFinding = sql<boolean>`NOT EXISTS (
  SELECT FROM finding_waiver AS waiver
  WHERE waiver.machine = finding.machine AND waiver.kind = finding.kind
    AND waiver.metric = coalesce(finding.metric, '')
    AND waiver.part = concat(finding.part_kind, ' ', coalesce(finding.part_serial, finding.part_place))
    AND waiver.ended_at IS NULL AND waiver.expires_at > now())`;

function counted(db: Db): SelectQueryBuilder<Tables, 'burn_in', CountedBurnIn> {
  return db
    .selectFrom('burn_in')
    .selectAll()
    .select(
      sql<string>`(SELECT count(*) FROM finding WHERE finding.burn_in = burn_in.id AND ${openFinding})`.as(
        'open_findings',
      ),
    );
}

export async function findBurnIn(db: Db, id: string): Promise<CountedBurnIn | undefined> {
  return isUuid(id) ? await counted(db).where('id', '=', id).executeTakeFirst() : undefined;
}

/** @throws burn-in-not-found */
export async function getBurnIn(db: Db, id: string): Promise<CountedBurnIn> {
  const row = await findBurnIn(db, id);
  if (row !== undefined) return row;
  throw new TuskarError('burn-in-not-found', `There is no burn-in ${id}.`, { context: { burnIn: id } });
}

/** Newest first. */
export async function listBurnIns(
  db: Db,
  filter: {
    machine?: string | undefined;
    state?: BurnInState | undefined;
    after?: string | undefined;
    limit: number;
  },
): Promise<CountedBurnIn[]> {
  let query = counted(db).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(filter.limit);
  if (filter.machine !== undefined) query = query.where('machine', '=', filter.machine);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.after !== undefined) {
    // Read by id, since a time in a cursor would lose the microseconds by which the rows are ordered.
    const last = db.selectFrom('burn_in').select(['created_at', 'id']).where('id', '=', filter.after);
    query = query.where(sql<boolean>`(created_at, id) < (${last})`);
  }
  return await query.execute();
}

/** The machine's newest burn-in that ended with a verdict. */
export async function findNewestJudged(db: Db, machine: string): Promise<CountedBurnIn | undefined> {
  return await counted(db)
    .where('machine', '=', machine)
    .where('state', 'in', ['passed', 'failed'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function toBurnIn(row: CountedBurnIn): BurnIn {
  const { id, machine, profile, tests, parts, partner, state, reason, operation, notes } = row;
  return {
    id,
    machine,
    profile,
    tests,
    parts,
    partner,
    state,
    reason,
    operation,
    notes,
    requestedBy: row.requested_by,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    openFindings: Number(row.open_findings),
  };
}

/** Without a verdict; one that was judged already keeps its own. */
export async function endBurnIn(db: Db, id: string, reason: string): Promise<void> {
  await db
    .updateTable('burn_in')
    .set({ state: 'cancelled', reason, ended_at: new Date() })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}
