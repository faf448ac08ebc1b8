import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BodyEvent, BootOrder } from '../machines/body.ts';
import { SimulatedBody } from './body.ts';

let events: BodyEvent[] = [];
let starts = 0;
let order: BootOrder = { target: 'None', media: null, usbStick: null };

beforeEach(() => {
  vi.useFakeTimers();
  events = [];
  starts = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

function makeBody(power: 'On' | 'Off' = 'Off'): SimulatedBody {
  const bootOrder = () => {
    starts += 1;
    return order;
  };
  const body = new SimulatedBody({ uuid: 'u1', bootOrder, power, pace: 1 });
  body.onEvent((event) => events.push(event));
  return body;
}

async function started(): Promise<SimulatedBody> {
  const body = makeBody();
  void body.powerOn();
  await vi.advanceTimersByTimeAsync(5000);
  return body;
}

it('follows its switch after a while', async () => {
  const body = makeBody();
  void body.powerOn();
  await vi.advanceTimersByTimeAsync(1000);
  expect(body.powerState()).toBe('Off');
  await vi.advanceTimersByTimeAsync(4000);
  expect(body.powerState()).toBe('On');
  expect([events, starts]).toEqual([[{ type: 'power', state: 'On', cause: 'asked' }], 1]);
});

it('boots in the order that servers do, and then runs what it was told to', async () => {
  order = { target: 'Cd', media: null, usbStick: null };
  const body = await started();
  expect(body.progress()).toBe('MemoryInitializationStarted');
  await vi.advanceTimersByTimeAsync(65_000);
  expect(body.progress()).toBe('PCIResourceConfigStarted');
  await vi.advanceTimersByTimeAsync(160_000);
  expect([body.progress(), body.system()]).toEqual(['OSRunning', 'agent']);
});

it('never boots with the fault of that name', async () => {
  const body = await started();
  await body.setFaults([{ name: 'no-boot' }]);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(body.progress()).toBe('PCIResourceConfigStarted');
});

it('listens to its button only once its system runs', async () => {
  const body = await started();
  await body.pressButton();
  expect(body.powerState()).toBe('On');
  await vi.advanceTimersByTimeAsync(220_000);
  void body.pressButton();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(body.powerState()).toBe('Off');
  expect(events.at(-1)).toEqual({ type: 'power', state: 'Off', cause: 'system' });
});

it('restarts by itself with the fault of that name, until it is off or well', async () => {
  const body = await started();
  await body.setFaults([{ name: 'reboots-in-burn-in' }]);
  await vi.advanceTimersByTimeAsync(1_200_000);
  const reboots = events.filter(({ type }) => type === 'restarted').length;
  expect(reboots).toBeGreaterThanOrEqual(2);
  expect(starts).toBe(1 + reboots);
  await body.setFaults([]);
  await vi.advanceTimersByTimeAsync(1_200_000);
  expect(starts).toBe(1 + reboots);
});

it('asks for the boot order at a warm start too, and says nothing of its own', async () => {
  const body = await started();
  await body.reset();
  expect(starts).toBe(2);
  expect(events.filter(({ type }) => type === 'restarted')).toEqual([]);
});

it('counts as booted where it was on when the process began', () => {
  expect(makeBody('On').progress()).toBe('OSRunning');
});
