import type { OperationDetail, OperationStep } from '@tuskar/contract/operation.ts';
import { describe, expect, it } from 'vitest';
import { answeringClient, recordedIo } from './testing.ts';
import { watchOperation } from './watch.ts';

const at = '2026-11-23T10:00:00.000Z';
const later = '2026-11-23T10:00:03.000Z';

const step: OperationStep = {
  name: 'boot',
  title: 'Boot try-1',
  wave: 0,
  host: 'try-1',
  state: 'running',
  startedAt: at,
  endedAt: null,
  deadlineAt: null,
  attempts: 1,
  message: null,
  waitingFor: 'ssh',
  error: null,
};
const operation: OperationDetail = {
  id: 'op1',
  kind: 'lab.up',
  title: 'Bring the lab up',
  subject: { type: 'lab', name: 'lab' },
  state: 'running',
  requestedBy: 'admin',
  reason: null,
  createdAt: at,
  startedAt: at,
  endedAt: null,
  steps: { done: 0, total: 1 },
  attempt: 1,
  waitingFor: null,
  nextAction: null,
  error: null,
  result: null,
  stepList: [step],
};

async function watch(bodies: OperationDetail[], options: { quietSeconds?: number } = {}) {
  const io = recordedIo();
  const client = answeringClient({ 'GET /v1/operations/op1': bodies.map((body) => ({ body })) });
  const ended = watchOperation({ io, client, id: 'op1', ...options });
  return { io, ended };
}

describe('watchOperation', () => {
  it('says each step once, what it waits for, and how long it took', async () => {
    const done = { ...step, state: 'done' as const, endedAt: later, waitingFor: null };
    const last = { ...operation, state: 'succeeded' as const, endedAt: later, stepList: [done] };
    const { io, ended } = await watch([operation, operation, last]);
    await ended;
    expect(io.said).toEqual([
      expect.stringMatching(/^\[.*\] try-1: Boot try-1, waits for ssh \(.*\)$/),
      '[3.0 s] try-1: Boot try-1 - done in 3.0 s',
      'Bring the lab up: done in 3.0 s',
    ]);
    expect(io.output).toEqual([]);
  });

  it('says how far a step is, and not each time', async () => {
    const begun = { ...step, waitingFor: null };
    const bodies = ['1 of 9 packages', '2 of 9 packages'].map((message) => ({
      ...operation,
      stepList: [{ ...begun, message }],
    }));
    const last = { ...operation, state: 'succeeded' as const, endedAt: later };
    const talkative = await watch([...bodies, last], { quietSeconds: 0 });
    await talkative.ended;
    expect(talkative.io.said.filter((line) => line.includes('of 9 packages'))).toHaveLength(2);
    const quiet = await watch([...bodies, last]);
    await quiet.ended;
    expect(quiet.io.said.filter((line) => line.includes('of 9 packages'))).toHaveLength(1);
  });

  it('ends a failed one with its step, host, cause, remedy and how to go on', async () => {
    const error = {
      type: 'about:blank',
      title: 'A lab host is gone',
      status: 502,
      detail: 'The host try-1 did not boot:\nkernel panic',
      code: 'lab-host-gone',
      remedy: 'Look at its console.',
      retryable: true,
    };
    const failed = {
      ...operation,
      state: 'failed' as const,
      endedAt: later,
      error,
      stepList: [{ ...step, state: 'failed' as const, endedAt: later, error }],
    };
    const { io, ended } = await watch([failed]);
    await expect(ended).rejects.toMatchObject({ exit: 'operationFailed' });
    const said = io.said.join('\n');
    for (const part of [
      'Boot try-1 on try-1',
      'lab-host-gone',
      'kernel panic',
      'Look at its console.',
      'tuskar operation retry op1',
    ]) {
      expect(said).toContain(part);
    }
  });
});
