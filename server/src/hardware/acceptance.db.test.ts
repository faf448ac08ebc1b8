import { randomUUID } from 'node:crypto';
import type { Actor } from '../access/actor.ts';
import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import { describe, expect, it } from 'vitest';
import { findNewestInspection } from './inspection/store.ts';
import { getMachine } from './store.ts';
import { likeMachines, simulatedWorld } from './testing/simulated-world.ts';

const vera = { name: 'vera' } as Actor;
const call = { actor: vera, requestId: 'r1', query: undefined, body: undefined, params: undefined };
const tests: BurnInTest[] = [{ kind: 'disk', seconds: 4, write: false }];
const burnIn = (machine: string) => ({
  burnIn: randomUUID(),
  machine,
  profile: 'disks',
  tests,
  perRack: null,
  partner: null,
});

describe('a class of machines, one of them with a slow disk', () => {
  it(
    'is accepted but for the one, whose disk is named, exchanged, and tested alone',
    { timeout: 300_000 },
    async () => {
      const world = await simulatedWorld();
      const { db, handlers } = world;
      const machines = [];
      for (const index of likeMachines(4)) machines.push(await world.add(index));
      for (const { name } of machines) {
        expect(await world.run('machine.inspect', { machine: name })).toMatchObject({ state: 'succeeded' });
      }
      const { items: proposals } = await handlers['class.propose'](call);
      expect(proposals.map(({ machines: like }) => like.length)).toEqual([4]);
      const [proposal] = proposals;
      expect.assert(proposal !== undefined);
      const { name: like, rules, requirements } = proposal;
      const body = { name: like, rules, requirements, description: null, priority: 100 };
      expect(await handlers['class.create']({ ...call, body })).toMatchObject({ members: 4, deviating: 0 });

      const bad = machines.pop();
      expect.assert(bad !== undefined);
      for (const { name } of machines) await world.run('machine.burn-in', burnIn(name));
      for (const { name } of machines) expect(await getMachine(db, name)).toMatchObject({ state: 'ready' });

      const [drive] = bad.machine.drives;
      expect.assert(drive !== undefined);
      await world.break(bad.id, { name: 'disk-slow', target: drive.bay });
      const ended = await world.run('machine.burn-in', burnIn(bad.name));
      expect(ended).toMatchObject({ state: 'succeeded', result: { verdict: 'bad' } });
      const quarantined = await getMachine(db, bad.name);
      expect(quarantined).toMatchObject({ state: 'quarantined', failure: { code: 'burn-in-failed' } });
      expect(quarantined.failure?.part).toContain(drive.serial);
      expect(quarantined.failure?.remedy).toMatch(
        new RegExp(`^Replace disk ${drive.serial} in .*, then: tuskar machine retest ${bad.name}$`),
      );
      const { items: findings } = await handlers['machine.findings']({ ...call, params: { name: bad.name } });
      expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['slow']));
      expect(new Set(findings.map(({ part }) => part?.serial))).toEqual(new Set([drive.serial]));

      await world.break(bad.id, { name: 'part-swapped', target: drive.bay });
      const { id } = await handlers['machine.retest']({ ...call, params: { name: bad.name } });
      expect(await world.untilEnded(id)).toMatchObject({ state: 'succeeded', result: { verdict: 'good' } });
      expect(await getMachine(db, bad.name)).toMatchObject({ state: 'ready', failure: null });
      const inspection = await findNewestInspection(db, bad.name);
      expect(inspection?.changes).toMatchObject([{ kind: 'swapped', part: 'disk', before: drive.serial }]);
      const query = { search: drive.serial, limit: 10 };
      const { items: parts } = await handlers['part.list']({ ...call, query });
      expect(parts).toMatchObject([{ serial: drive.serial, machine: null }]);
    },
  );
});

describe('what an operator sees', () => {
  it(
    'of a machine that restarts in its burn-in, until its finding is waived',
    { timeout: 120_000 },
    async () => {
      const world = await simulatedWorld();
      const { db, handlers } = world;
      const [index = 0] = likeMachines(1);
      const { name, id } = await world.add(index);
      await world.run('machine.inspect', { machine: name });
      await world.break(id, { name: 'reboots-in-burn-in' });
      const ended = await world.run('machine.burn-in', burnIn(name));
      expect(ended).toMatchObject({ state: 'succeeded', result: { verdict: 'bad', findings: 1 } });
      expect(await getMachine(db, name)).toMatchObject({ state: 'quarantined', failure: { step: 'disk' } });

      const { items } = await handlers['machine.findings']({ ...call, params: { name } });
      const [finding] = items;
      expect.assert(finding !== undefined);
      expect(finding).toMatchObject({
        kind: 'erroring',
        test: 'disk',
        title: expect.stringMatching(/^the disk test: the machine restarted during it/),
      });
      const waive = (expiresAt: string) =>
        handlers['finding.waive']({
          ...call,
          params: { id: finding.id },
          body: { reason: 'a known fault of the ramdisk', owner: 'storage', expiresAt },
        });
      await expect(waive('2020-01-01T00:00:00Z')).rejects.toMatchObject({ code: 'waiver-invalid' });
      const until = new Date(Date.now() + 86_400_000).toISOString();
      expect(await waive(until)).toMatchObject({ waiver: { owner: 'storage', by: 'vera' } });
      expect(await getMachine(db, name)).toMatchObject({ state: 'ready' });

      await handlers['finding.unwaive']({ ...call, params: { id: finding.id } });
      expect(await getMachine(db, name)).toMatchObject({ state: 'quarantined' });
    },
  );
});
