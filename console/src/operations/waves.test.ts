import { describe, expect, test } from 'vitest';
import { sampleStep } from '../../dev/samples/operation.ts';
import { stepRows, wavesOf } from './waves.ts';

const at = (second: number) => `2026-11-23T12:00:${String(second).padStart(2, '0')}.000Z`;

const done = (name: string, wave: number) =>
  sampleStep({ name, title: name, wave, state: 'done', startedAt: at(wave), endedAt: at(wave + 5) });

describe('a wave', () => {
  test('shows the state that matters most', () => {
    const failed = sampleStep({
      name: 'b',
      title: 'b',
      wave: 0,
      state: 'failed',
      startedAt: at(0),
      endedAt: at(2),
    });
    const running = sampleStep({ name: 'c', title: 'c', wave: 0, state: 'running', startedAt: at(0) });
    expect(wavesOf([done('a', 0), running])[0]?.state).toBe('running');
    expect(wavesOf([done('a', 0), running, failed])[0]?.state).toBe('failed');
  });

  test('runs while some of its steps are done and others have not begun', () => {
    const pending = sampleStep({ name: 'b', title: 'b' });
    expect(wavesOf([done('a', 0), pending])[0]).toMatchObject({ state: 'running', done: 1, endedAt: null });
  });

  test('lasts from the first step that begins to the last that ends', () => {
    const late = sampleStep({ name: 'b', title: 'b', state: 'done', startedAt: at(3), endedAt: at(30) });
    expect(wavesOf([late, done('a', 0)])[0]).toMatchObject({ startedAt: at(0), endedAt: at(30) });
  });

  test('comes in its order, whatever the order of the steps', () => {
    expect(wavesOf([done('b', 2), done('a', 0)]).map(({ number }) => number)).toEqual([0, 2]);
  });
});

describe('the rows of many steps', () => {
  const steps = Array.from({ length: 40 }, (_, index) => done(`step-${index}`, 0));
  const failed = sampleStep({ name: 'bad', title: 'bad', wave: 1, state: 'failed', startedAt: at(9) });
  const waves = wavesOf([...steps, failed]);

  test('show only the waves where something happens', () => {
    expect(stepRows(waves, new Map()).map(({ kind }) => kind)).toEqual(['wave', 'wave', 'step']);
  });

  test('show what the person opened, and hide what they closed', () => {
    const rows = stepRows(
      waves,
      new Map([
        [0, true],
        [1, false],
      ]),
    );
    expect(rows).toHaveLength(42);
  });
});
