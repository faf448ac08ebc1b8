import type { Event } from '@tuskar/contract/event.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { jsonText } from '../json.ts';
import type { NewEvent } from './event-bus.ts';

export async function insertEvents(db: Db, ...events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ type, subject, data }) => ({
    type,
    subject_type: subject.type,
    subject_name: subject.name,
    data: jsonText(data),
  }));
  await db.insertInto('event').values(rows).execute();
}

/** Events after an id, oldest first. */
export async function listEvents(db: Db, page: { after: bigint; limit: number }): Promise<Event[]> {
  const rows = await db
    .selectFrom('event')
    .select(['id', 'type', 'subject_type', 'subject_name', 'data', 'at'])
    .where('id', '>', String(page.after))
    .orderBy('id')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    id: String(row.id),
    type: row.type,
    at: row.at.toISOString(),
    subject: { type: row.subject_type as Subject['type'], name: row.subject_name },
    data: row.data,
  }));
}

/** 0 where there has never been an event. The newest event is always kept. */
export async function lastEventId(db: Db): Promise<bigint> {
  const row = await db.selectFrom('event').select(newest).executeTakeFirst();
  return BigInt(row?.id ?? 0);
}

/** The smallest id that is kept; 1 where there has never been an event. */
export async function oldestEventId(db: Db): Promise<bigint> {
  const row = await db
    .selectFrom('event')
    .select(sql<string | null>`min(id)`.as('id'))
    .executeTakeFirst();
  return BigInt(row?.id ?? 1);
}

export async function deleteOldEvents(db: Db, keep: { days: number; events: number }): Promise<number> {
  const result = await db
    .deleteFrom('event')
    .where('id', '<', sql<string>`(SELECT max(id) FROM event)`)
    .where((is) =>
      is.or([
        is('at', '<', sql<Date>`now() - make_interval(days => ${keep.days})`),
        is('id', '<=', sql<string>`(SELECT max(id) - ${keep.events} FROM event)`),
      ]),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

const newest = sql<string | null>`max(id)`.as('id');
