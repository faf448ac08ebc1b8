import { randomUUID } from 'node:crypto';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { BurnInFinding } from '@tuskar/contract/burn-in.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Reconciler } from '../../platform/reconcilers/reconciler.ts';
import { reconsider } from './acceptance.ts';
import { getFinding, toFinding, waived } from './finding-store.ts';
import { findExpiredWaivers } from './judge.ts';

type Deps = { db: Db; events: EventBus };

export type GivenWaiver = { reason: string; owner: string; expiresAt: string; by: string };

const longestDays = 366;

/** Waives what a finding found, also where it is found again, until it expires. @throws waiver-invalid, finding-not-found */
export async function waiveFinding(
  { db, events }: Deps,
  id: string,
  given: GivenWaiver,
): Promise<BurnInFinding> {
  const expires = new Date(given.expiresAt);
  const days = (expires.getTime() - Date.now()) / 86_400_000;
  if (!(days > 0 && days <= longestDays)) {
    throw new TuskarError('waiver-invalid', `A waiver cannot expire at ${given.expiresAt}.`);
  }
  const finding = await getFinding(db, id);
  const what = waived(finding);
  await db.transaction().execute(async (tx) => {
    await endWaivers(tx, what);
    await tx
      .insertInto('finding_waiver')
      .values({
        ...what,
        id: randomUUID(),
        reason: given.reason,
        owner: given.owner,
        waived_by: given.by,
        expires_at: expires,
      })
      .execute();
    await reconsider(tx, events, {
      machine: finding.machine,
      why: `${finding.title}: waived by ${given.by} until ${expires.toISOString().slice(0, 10)}: ${given.reason}`,
    });
  });
  return await announce({ db, events }, id);
}

/** @throws finding-not-found */
export async function endWaiver({ db, events }: Deps, id: string, by: string): Promise<BurnInFinding> {
  const finding = await getFinding(db, id);
  await db.transaction().execute(async (tx) => {
    await endWaivers(tx, waived(finding));
    await reconsider(tx, events, {
      machine: finding.machine,
      why: `${by} ended the waiver of: ${finding.title}`,
    });
  });
  return await announce({ db, events }, id);
}

/** Waivers that have expired come back by themselves. */
export function waiverExpiry({ db, events }: Deps): Reconciler {
  return {
    name: 'waiver-expiry',
    everySeconds: 60,
    pass: async ({ signal }) => {
      const quarantined: string[] = [];
      const expired = await findExpiredWaivers(db);
      for (const { id, machine } of expired) {
        if (signal.aborted) break;
        await db.transaction().execute(async (tx) => {
          await tx.updateTable('finding_waiver').set({ ended_at: new Date() }).where('id', '=', id).execute();
          const end = await reconsider(tx, events, { machine, why: 'the waiver of a finding has expired' });
          if (end === 'quarantined') quarantined.push(machine);
        });
      }
      return { expired: expired.length, quarantined };
    },
  };
}

async function endWaivers(tx: Db, what: ReturnType<typeof waived>): Promise<void> {
  const { machine, kind, metric, part } = what;
  await tx
    .updateTable('finding_waiver')
    .set({ ended_at: new Date() })
    .where('machine', '=', machine)
    .where('kind', '=', kind)
    .where('metric', '=', metric)
    .where('part', '=', part)
    .where('ended_at', 'is', null)
    .execute();
}

async function announce({ db, events }: Deps, id: string): Promise<BurnInFinding> {
  const data = toFinding(await getFinding(db, id));
  await events.append(db, { type: 'finding.changed', subject: { type: 'finding', name: id }, data });
  return data;
}
