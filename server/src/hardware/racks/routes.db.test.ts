import type { Rack } from '@tuskar/contract/rack.ts';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { AnyHandler } from '../../platform/http/handler.ts';
import { bearer, createTestServer, type TestServer } from '../../platform/http/testing/test-server.ts';
import { rackHandlers } from './routes.ts';
import { makeMachines, rackTest } from './testing.ts';

/** Every answer is held to the contract: `checkAnswers: 'all'`. */
let server: TestServer;

beforeEach(async () => {
  const deps = await rackTest();
  await makeMachines(deps, 'a', 'b');
  const handlers = rackHandlers(deps) as unknown as Record<string, AnyHandler>;
  server = await createTestServer({ answers: handlers });
  onTestFinished(() => server.app.close());
});

async function ask<Answer = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
): Promise<Answer> {
  const headers = bearer('hardware.read', 'hardware.operate');
  const options = { method, url: `/v1${url}`, headers };
  const response = await server.app.inject(payload === undefined ? options : { ...options, payload });
  if (response.statusCode >= 300) throw new Error(`${method} ${url}: ${response.body}`);
  return (response.body === '' ? undefined : response.json()) as Answer;
}

it('leads from an empty table to an audited rack and back', async () => {
  await ask('POST', '/sites', { name: 'dc1', title: 'One' });
  await ask('PATCH', '/sites/dc1', { address: 'Street 1' });
  await ask('POST', '/locations', { name: 'hall', site: 'dc1' });
  await ask('PATCH', '/locations/hall', { note: 'cold' });
  await ask('POST', '/racks', { name: 'r1', site: 'dc1', location: 'hall' });
  await ask('PATCH', '/racks/r1', { powerBudgetWatts: 100 });

  const { warnings } = await ask('POST', '/placements', {
    placements: [
      { machine: 'a', rack: 'r1', unit: 1, powerWatts: 300 },
      { machine: 'b', rack: 'r1' },
    ],
  });
  expect(warnings).toEqual(['the rack r1 draws up to 300 W of its 100 W']);
  const { id } = await ask('POST', '/racks/r1/reservations', { label: 'tor', kind: 'switch', units: [42] });
  expect(await ask('GET', '/racks/r1/elevation')).toMatchObject({
    rack: { summary: { usedUnits: 2, machines: 2, reservations: 1 } },
    somewhere: [{ name: 'b' }],
  });
  expect(await ask('GET', '/racks?site=dc1&location=hall&search=R1')).toMatchObject({
    items: [{ name: 'r1' }],
  });
  expect(await ask('GET', '/racks/r1/moves')).toMatchObject({ items: [{ machine: 'b' }, { machine: 'a' }] });

  const found = { findings: [{ finding: 'missing', machine: 'a' }] };
  await ask('POST', '/racks/r1/findings', found);
  const { items } = await ask<{ items: { id: string }[] }>('GET', '/findings?rack=r1&open=true');
  await ask('POST', `/racks/r1/findings/${items[0]?.id}/settle`, { reason: 'behind the door' });
  expect(await ask<Rack>('GET', '/racks/r1')).toMatchObject({ summary: { discrepancies: 0 } });
  expect(await ask('GET', '/rack-audit?site=dc1&format=text')).toMatchObject({
    document: expect.stringContaining('Rack r1') as string,
  });

  await ask('DELETE', `/racks/r1/reservations/${String(id)}`);
  await ask('POST', '/placements/remove', { machines: ['a', 'b'] });
  expect(await ask('GET', '/machines/a/places')).toMatchObject({ items: [{ to: null }, { from: null }] });
  await ask('DELETE', '/racks/r1');
  await ask('DELETE', '/locations/hall');
  await ask('DELETE', '/sites/dc1');
  expect(await ask('GET', '/sites')).toEqual({ items: [], nextCursor: null });
});

it('walks the list of racks page by page', async () => {
  await ask('POST', '/sites', { name: 'dc1' });
  for (const name of ['r3', 'r1', 'r2']) await ask('POST', '/racks', { name, site: 'dc1' });
  type Page = { items: Rack[]; nextCursor: string | null };
  const first = await ask<Page>('GET', '/racks?limit=2');
  expect(first.items.map(({ name }) => name)).toEqual(['r1', 'r2']);
  const second = await ask<Page>('GET', `/racks?limit=2&cursor=${first.nextCursor}`);
  expect(second).toMatchObject({ items: [{ name: 'r3' }], nextCursor: null });
});

it('takes a file and gives it back', async () => {
  const text = 'type,name,site,units\nsite,dc1\nrack,r1,dc1,47\n';
  const file = { name: 'racks.csv', text };
  expect(await ask('POST', '/rack-import', { file, dryRun: true })).toMatchObject({ created: [{}, {}] });
  expect(await ask('GET', '/racks')).toMatchObject({ items: [] });
  await ask('POST', '/rack-import', { file });
  const exported = await ask<{ text: string }>('GET', '/rack-export?format=csv');
  expect(exported.text).toContain('rack,r1,,dc1,,,,,47,bottom-up,19');
  await expect(ask('POST', '/rack-import', {})).rejects.toThrow('Give either a file or a NetBox');
});

it('never writes the token of NetBox down', async () => {
  const netbox = { url: 'http://127.0.0.1:1', token: 'nbt_topsecret' };
  await expect(ask('POST', '/rack-import', { netbox })).rejects.toThrow('netbox-unreachable');
  expect(server.audit.entries).toHaveLength(1);
  expect(JSON.stringify(server.audit)).not.toContain('topsecret');
});
