import { describe, expect, it } from 'vitest';
import { resultOfEnded } from './results.ts';

const record = (step: string, run: string) => ({
  step,
  run,
  ok: true,
  error: null,
  measured: {},
  failures: [],
});
const asked = { run: 'r1', test: 'disk' } as const;

describe('the result of a test that the bare-metal service takes for done', () => {
  it('is what the agent recorded', () => {
    const answer = { format: 1, results: [record('tuskar_burnin_disk', 'r1')] };
    expect(resultOfEnded(answer, asked)).toEqual({
      test: 'disk',
      measurements: [],
      problems: [],
      unmeasured: [],
      cutOff: false,
    });
  });

  it('is a problem where its record has no end', () => {
    const cutOff = { ...record('tuskar_burnin_disk', 'r1'), ok: false, measured: null, endedAt: null };
    expect(resultOfEnded({ format: 1, results: [cutOff] }, asked)?.problems).toMatchObject([
      { kind: 'erroring', message: expect.stringContaining('did not come to its end') },
    ]);
  });

  it.each([
    ['nothing', []],
    ['other tests', [record('tuskar_burnin_cpu', 'r1')]],
    ['an earlier burn-in', [record('tuskar_burnin_disk', 'r0')]],
  ])('is a problem where there are records of %s alone', (_, results) => {
    expect(resultOfEnded({ format: 1, results }, asked)).toMatchObject({
      problems: [
        { kind: 'erroring', message: expect.stringContaining('the machine restarted during it'), part: null },
      ],
    });
  });

  it('is unknown where the service keeps no records', () => {
    expect(resultOfEnded(null, asked)).toBeUndefined();
  });
});
