import { expect, it } from 'vitest';
import { maintenanceOf, ownMaintenance } from './tell-maintenance.ts';

const wanted = { reason: 'a new fan', by: 'ada', since: '2026-11-25T10:00:00.000Z', until: null };
const none = { maintenance: false, maintenanceReason: null };
const own = { maintenance: true, maintenanceReason: `${ownMaintenance}a new fan (ada)` };
const others = { maintenance: true, maintenanceReason: 'we move the rack' };
const fault = { maintenance: true, maintenanceReason: null };

it.each([
  ['is told of one that begins', none, wanted, { reason: own.maintenanceReason }],
  ['is told once', own, wanted, undefined],
  ['is told of its end', own, null, { reason: null }],
  ["keeps somebody else's", others, null, undefined],
  ['keeps its own, after a fault', fault, null, undefined],
  ['has none where there is none', none, null, undefined],
] as const)('the bare-metal service %s', (_what, node, maintenance, told) => {
  expect(maintenanceOf(node, maintenance)).toEqual(told);
});
