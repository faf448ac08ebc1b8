import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import { compareInventories } from '../inventory/compare.ts';
import { requireAction } from '../machine-actions.ts';
import { getMachine } from '../store.ts';
import { listParts, showPart, toPart } from './part-store.ts';
import { getInspection, listInspections, toInspection, toInspectionDetail } from './store.ts';

type InspectionHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `inspection.${string}` | `part.${string}`> | 'machine.inspect'
>;

export function inspectionHandlers({ db, engine }: { db: Db; engine: OperationEngine }): InspectionHandlers {
  return {
    'machine.inspect': async ({ params: { name }, actor }) => {
      const row = await getMachine(db, name);
      requireAction(row, 'inspect');
      return await engine.submit({
        kind: 'machine.inspect',
        input: { machine: name, from: row.state },
        requestedBy: actor.name,
      });
    },
    'inspection.list': async ({ params, query: { cursor, limit } }) => {
      const { name } = await getMachine(db, params.name);
      const found = await listInspections(db, { machine: name, before: numberIn(cursor), limit: limit + 1 });
      const items = found.slice(0, limit).map(toInspection);
      return { items, nextCursor: found.length > limit ? `${items.at(-1)?.number}` : null };
    },
    'inspection.show': async ({ params: { name, number } }) => {
      await getMachine(db, name);
      return toInspectionDetail(await getInspection(db, name, Number(number)));
    },
    'inspection.compare': async ({ params, query: { since } }) => {
      const { name } = await getMachine(db, params.name);
      const after = await getInspection(db, name, Number(params.number));
      const { number, changes } = after;
      if (since === undefined) return { before: number === 1 ? null : number - 1, after: number, changes };
      const before = await getInspection(db, name, since);
      return { before: since, after: number, changes: compareInventories(before.inventory, after.inventory) };
    },
    'part.list': async ({ query: { search, kind, machine, cursor, limit } }) => {
      if (cursor !== undefined) numberIn(cursor);
      const found = await listParts(db, { search, kind, machine, after: cursor, limit: limit + 1 });
      const items = found.slice(0, limit).map(toPart);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    'part.show': ({ params }) => showPart(db, params.id),
  };
}

function numberIn(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new TuskarError('invalid-request', 'The cursor is not one that this API gave.');
}
