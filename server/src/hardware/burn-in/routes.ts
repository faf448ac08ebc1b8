import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import { acceptMachine } from '../accept-machine.ts';
import { getMachine } from '../store.ts';
import { compareBurnIn } from './comparison.ts';
import { listFindings, toFinding } from './finding-store.ts';
import { changeProfile, createProfile, getProfile, listProfiles, removeProfile } from './profile.ts';
import { runBurnIns, runRetest } from './run.ts';
import { findNewestJudged, getBurnIn, listBurnIns, toBurnIn } from './store.ts';
import { isUuid } from './uuid.ts';
import { endWaiver, waiveFinding } from './waiver.ts';

type BurnInHandlers = Pick<
  Handlers,
  | Extract<keyof Handlers, `burn-in.${string}` | `profile.${string}` | `finding.${string}`>
  | 'machine.findings'
  | 'machine.accept'
  | 'machine.retest'
>;

type Deps = { db: Db; events: EventBus; engine: OperationEngine };

export function burnInHandlers(deps: Deps): BurnInHandlers {
  const { db } = deps;
  return {
    'profile.list': async () => ({ items: await listProfiles(db) }),
    'profile.show': ({ params }) => getProfile(db, params.name),
    'profile.create': ({ body }) => createProfile(deps, body),
    'profile.update': ({ params, body }) => changeProfile(deps, { ...body, name: params.name }),
    'profile.remove': ({ params }) => removeProfile(db, params.name),
    'burn-in.run': ({ body: { machines, profile, perRack }, actor }) =>
      runBurnIns(deps, { machines, profile, perRack: perRack ?? null, requestedBy: actor.name }),
    'burn-in.list': async ({ query: { machine, state, cursor, limit } }) => {
      const found = await listBurnIns(db, { machine, state, after: idIn(cursor), limit: limit + 1 });
      const items = found.slice(0, limit).map(toBurnIn);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    'burn-in.show': async ({ params }) => {
      const row = await getBurnIn(db, params.id);
      return { ...toBurnIn(row), findings: (await listFindings(db, row.id)).map(toFinding) };
    },
    'burn-in.compare': ({ params }) => compareBurnIn(db, params.id),
    'machine.findings': async ({ params }) => {
      const { name } = await getMachine(db, params.name);
      const burnIn = await findNewestJudged(db, name);
      return { items: burnIn === undefined ? [] : (await listFindings(db, burnIn.id)).map(toFinding) };
    },
    'finding.waive': ({ params, body, actor }) => waiveFinding(deps, params.id, { ...body, by: actor.name }),
    'finding.unwaive': ({ params, actor }) => endWaiver(deps, params.id, actor.name),
    'machine.accept': ({ params, body, actor }) =>
      acceptMachine(deps, { name: params.name, by: actor.name, reason: body.reason }),
    'machine.retest': ({ params, actor }) =>
      runRetest(deps, { machine: params.name, requestedBy: actor.name }),
  };
}

function idIn(cursor: string | undefined): string | undefined {
  if (cursor === undefined || isUuid(cursor)) return cursor;
  throw new TuskarError('invalid-request', 'The cursor is not one that this API gave.');
}
