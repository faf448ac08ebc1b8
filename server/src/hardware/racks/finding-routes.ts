import type { Handlers } from '../../platform/http/handler.ts';
import { auditSheet } from './audit.ts';
import { auditCsv, auditText } from './audit-document.ts';
import type { RackDeps } from './deps.ts';
import { recordFindings, settle, toFinding } from './finding.ts';
import { listFindings } from './finding-store.ts';
import { readRackContents } from './rack-content.ts';
import { rackMissing } from './rack-store.ts';

export function findingHandlers(deps: RackDeps) {
  const { db } = deps;
  return {
    'rack.audit': async ({ query: { rack, site, location, format } }) => {
      const names = rack === undefined ? {} : { names: [rack] };
      const contents = await readRackContents(db, { ...names, site, location });
      if (rack !== undefined && contents.length === 0) rackMissing(rack);
      const racks = contents.map(auditSheet);
      const document = { json: () => null, csv: auditCsv, text: auditText }[format](racks);
      return { racks, document };
    },
    'rack.record': async ({ params, body, actor }) => ({
      items: await recordFindings(deps, { rack: params.name, by: actor.name }, body.findings),
    }),
    'rack.findings': async ({ query: { rack, site, open } }) => {
      const racks = rack === undefined ? undefined : [rack];
      return { items: (await listFindings(db, { racks, site, open })).map(toFinding) };
    },
    'rack.settle': ({ params, body, actor }) =>
      settle(deps, { rack: params.name, id: params.id }, { by: actor.name, reason: body.reason }),
  } satisfies Partial<Handlers>;
}
