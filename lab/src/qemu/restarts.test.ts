import { expect, test } from 'vitest';
import type { Fault } from '../machines/schema.ts';
import { RestartsUnderLoad } from './restarts.ts';

const faults: Fault[] = [{ name: 'reboots-in-burn-in' }];
const agent = 'Started ironic-python-agent.service';
const at = (seconds: number): number => seconds * 1000;

function booted(from: 'medium' | 'disk' = 'medium'): RestartsUnderLoad {
  const restarts = new RestartsUnderLoad();
  restarts.started(from, at(0));
  return restarts;
}

test('it restarts some seconds after its agent is up, and not before', () => {
  const restarts = booted();
  expect(restarts.due({ faults, console: 'Linux', now: at(60) })).toBe(false);
  expect(restarts.due({ faults, console: agent, now: at(62) })).toBe(false);
  expect(restarts.due({ faults, console: agent, now: at(81) })).toBe(false);
  expect(restarts.due({ faults, console: agent, now: at(82) })).toBe(true);
});

test('it restarts also where its system says nothing, later', () => {
  const restarts = booted();
  expect(restarts.due({ faults, console: '', now: at(299) })).toBe(false);
  expect(restarts.due({ faults, console: '', now: at(300) })).toBe(true);
});

test('it stops restarting after the third time, until the fault is taken away', () => {
  const restarts = booted();
  const due = (): boolean => {
    restarts.started('medium', at(0));
    return restarts.due({ faults, console: '', now: at(300) });
  };
  expect([due(), due(), due(), due()]).toEqual([true, true, true, false]);
  restarts.due({ faults: [], console: '', now: at(300) });
  expect(due()).toBe(true);
});

test('a system on the disk is left alone, and so is a machine without the fault', () => {
  expect(booted('disk').due({ faults, console: agent, now: at(500) })).toBe(false);
  expect(booted().due({ faults: [], console: agent, now: at(500) })).toBe(false);
});
