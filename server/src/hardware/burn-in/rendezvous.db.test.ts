import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { addMachine } from '../testing/acceptance-world.ts';
import { takePlace } from './place.ts';
import { meetPartner } from './rendezvous.ts';
import { ensureBurnIn, updateBurnIn } from './store.ts';

const machines = ['server', 'client'] as const;
type Name = (typeof machines)[number];
const power = { ofRack: async () => null, ofMachine: async () => null };
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** Two machines of one burn-in, of which none has begun. */
async function twoMachines() {
  const { db } = await testDatabase();
  const agents: Record<string, string | null> = {};
  const burnIns = { server: randomUUID(), client: randomUUID() };
  const ids = new Map<string, Name>();
  for (const name of machines) ids.set((await addMachine(db, name)).id, name);
  const show = async (id: string) => ({ agentAddress: agents[ids.get(id) ?? ''] ?? null });
  const given = {
    profile: 'short',
    tests: [],
    parts: null,
    operation: 'op',
    requestedBy: 'vera',
  };
  return {
    agents,
    begin: async (name: Name) => {
      const partner = name === 'server' ? 'client' : 'server';
      await ensureBurnIn(db, { ...given, id: burnIns[name], machine: name, partner });
      const place = { machine: name, burnIn: burnIns[name], rack: null, watts: 1, perRack: null };
      await takePlace(db, place, power);
    },
    change: (name: Name, to: Parameters<typeof updateBurnIn>[2]) => updateBurnIn(db, burnIns[name], to),
    meet: (machine: Name) => {
      const other = machine === 'server' ? 'client' : 'server';
      const partner = { machine: other, burnIn: burnIns[other], role: machine };
      const input = { burnIn: burnIns[machine], machine, partner, profile: '', tests: [], perRack: null };
      return meetPartner(db, input, { registry: { show } } as never);
    },
  };
}

it('the first to come waits for the other to begin and to come, then each knows its role', async () => {
  const { agents, begin, meet } = await twoMachines();
  await begin('client');
  expect(await meet('client')).toEqual({ state: 'waiting', for: 'server to begin' });
  await begin('server');
  expect(await meet('client')).toEqual({ state: 'waiting', for: 'server to come to its network test' });
  expect(await meet('server')).toMatchObject({ state: 'met', role: 'server' });
  // Its agent boots for this test.
  expect(await meet('client')).toEqual({ state: 'waiting', for: 'the agent on server to report' });
  agents['server'] = '198.18.8.4';
  expect(await meet('client')).toEqual({ state: 'met', role: 'client', address: '198.18.8.4' });
});

it('nobody waits for a machine that will not come', async () => {
  const { begin, change, meet } = await twoMachines();
  await begin('client');
  await change('client', { network_at: ago(6) });
  expect(await meet('client')).toMatchObject({
    state: 'off',
    why: expect.stringContaining('at the same time'),
  });
  await begin('server');
  await change('server', { network_at: ago(31) });
  expect(await meet('client')).toMatchObject({
    state: 'off',
    why: expect.stringContaining('does not say where'),
  });
  await change('server', { state: 'cancelled', ended_at: new Date() });
  expect(await meet('client')).toMatchObject({ state: 'off', why: expect.stringContaining('ended early') });
});
