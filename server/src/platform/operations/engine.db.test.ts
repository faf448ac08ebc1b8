import { TuskarError } from '@tuskar/contract/error.ts';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../database/testing/test-database.ts';
import type { OperationDefinition, Step } from './definition.ts';
import { newOperationId } from './operation-id.ts';
import { readOperationLog, showOperation } from './store.ts';
import { startTestEngine, type TestEngineOptions } from './testing/test-engine.ts';

type Run = Step['run'];
type Undo = (context: { step: string }) => Promise<void>;

const done: Run = async () => ({ state: 'done' });
const fails: Run = async () => {
  throw new TuskarError('converge-failed', 'The disk is on fire.');
};
/** Until its signal aborts. */
const untilAborted: Run = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });

function step(
  name: string,
  run: Run = done,
  more: { host?: string; timeoutSeconds?: number; undo?: Undo } = {},
): Step {
  return { name, title: `Do ${name}`, timeoutSeconds: 20, noUndo: 'a test', run, ...more };
}

function operation(waves: Step[][], more: Partial<OperationDefinition> = {}): OperationDefinition {
  return {
    kind: 'lab.test',
    title: () => 'Test',
    subject: () => ({ type: 'lab', name: 'one' }),
    plan: () => waves.map((steps) => ({ title: 'Wave', steps })),
    ...more,
  };
}

async function start(definitions: OperationDefinition[], options: Partial<TestEngineOptions> = {}) {
  const database = await testDatabase();
  const engine = await startTestEngine({ database, definitions, ...options });
  onTestFinished(engine.stop);
  const submit = (kind = 'lab.test', input = {}) => engine.engine.submit({ kind, input, requestedBy: 'ada' });
  return { ...engine, db: database.db, submit };
}

function gate(): { open: () => void; opened: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, opened: promise };
}

test('waves run one after another, the steps of one side by side', async () => {
  const order: string[] = [];
  const both = gate();
  let inside = 0;
  const together: Run = async ({ step }) => {
    inside += 1;
    if (inside === 2) both.open();
    await both.opened;
    order.push(step);
    return { state: 'done', result: step };
  };
  const last: Run = async ({ results }) => ({ state: 'done', result: Object.keys(results).length });
  const { submit, untilEnded } = await start([
    operation([[step('a', together), step('b', together)], [step('c', last)]], {
      result: (results) => results['c'],
    }),
  ]);
  const ended = await untilEnded((await submit()).id);
  expect(ended).toMatchObject({ state: 'succeeded', result: 2, steps: { done: 3, total: 3 }, attempt: 1 });
  expect(order).toHaveLength(2);
});

test('a failure names step, host and remedy; later waves do not start; a retry goes on from there', async () => {
  const runs: Record<string, number> = {};
  let broken = true;
  const counted: Run = async ({ step }) => {
    runs[step] = (runs[step] ?? 0) + 1;
    if (step === 'b' && broken) return fails({} as never);
    return { state: 'done' };
  };
  const ends: string[] = [];
  const { engine, submit, untilEnded } = await start([
    operation([[step('a', counted)], [step('b', counted, { host: 'try-1' })], [step('c', counted)]], {
      ended: async (_input, end) => void ends.push(end),
    }),
  ]);
  const { id } = await submit();
  const failed = await untilEnded(id);
  expect(failed).toMatchObject({
    state: 'failed',
    error: { code: 'converge-failed', detail: 'The disk is on fire.', context: { step: 'b', host: 'try-1' } },
    steps: { done: 1, total: 3 },
  });
  expect(failed.nextAction).toMatch(/retry/);
  expect(failed.stepList.map(({ state }) => state)).toEqual(['done', 'failed', 'pending']);

  broken = false;
  expect(await engine.retry(id, { requestedBy: 'ada' })).toMatchObject({
    state: 'queued',
    attempt: 2,
    error: null,
  });
  expect(await untilEnded(id)).toMatchObject({ state: 'succeeded', nextAction: null });
  expect(runs).toEqual({ a: 1, b: 2, c: 1 });
  expect(ends).toEqual(['failed', 'succeeded']);
  await expect(engine.retry(id, { requestedBy: 'ada' })).rejects.toMatchObject({
    code: 'operation-not-retryable',
  });
});

test('a subject has one holder, who is named to the second', async () => {
  const held = gate();
  const { engine, submit, untilEnded } = await start([
    operation([
      [
        step('a', async () => {
          await held.opened;
          return { state: 'done' };
        }),
      ],
    ]),
    operation([], { kind: 'lab.other', alsoHolds: () => [{ type: 'host', name: 'try-1' }] }),
  ]);
  const first = await submit();
  expect(await engine.holder({ type: 'lab', name: 'one' })).toMatchObject({ id: first.id });
  const refusal = await submit('lab.other').catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: 'subject-busy',
    context: { holder: { operation: first.id, title: 'Test', requestedBy: 'ada' } },
  });
  // It took nothing, not even what was free.
  expect(await engine.holder({ type: 'host', name: 'try-1' })).toBeUndefined();
  held.open();
  await untilEnded(first.id);
  expect((await untilEnded((await submit('lab.other')).id)).state).toBe('succeeded');
});

test('a step that waits tells what is new, not each look', async () => {
  let looks = 0;
  const waits: Run = async ({ progress }) => {
    looks += 1;
    progress('cleaning');
    return looks === 5 ? { state: 'done' } : { state: 'waiting', for: 'the disk', pollSeconds: 0.01 };
  };
  const { db, submit, untilEnded } = await start([operation([[step('a', waits)]])]);
  const { id } = await submit();
  expect((await untilEnded(id)).stepList[0]).toMatchObject({ attempts: 1, message: 'cleaning' });
  const told = await db
    .selectFrom('event')
    .select('data')
    .where('subject_name', '=', id)
    .where('type', '=', 'operation.step')
    .orderBy('id')
    .execute();
  const states = told.map(({ data }) => (data as { state: string }).state);
  // On a slow machine that it runs is told by itself.
  expect(states.filter((state) => state !== 'running')).toEqual(['waiting', 'done']);
});

test('a step that can be undone is recorded before it begins', async () => {
  const { db, submit, untilEnded } = await start([
    operation(
      [[step('a', async () => ({ state: 'done', result: await attempts() }), { undo: async () => {} })]],
      {
        result: (results) => results['a'],
      },
    ),
  ]);
  const attempts = async () => {
    const row = await db.selectFrom('operation_step').select('attempts').executeTakeFirstOrThrow();
    return row.attempts;
  };
  expect((await untilEnded((await submit()).id)).result).toBe(1);
});

test('a retryable error is tried again, until it works', async () => {
  let tries = 0;
  const { submit, untilEnded } = await start([
    operation([
      [
        step('a', async () => {
          tries += 1;
          if (tries < 2) throw new TuskarError('host-unreachable', 'No route to try-1.');
          return { state: 'done' };
        }),
      ],
    ]),
  ]);
  const ended = await untilEnded((await submit()).id);
  expect(ended).toMatchObject({ state: 'succeeded', stepList: [{ attempts: 2, waitingFor: null }] });
});

test('a step that runs out of time fails and says what it waited for', async () => {
  const { submit, untilEnded } = await start([
    operation([
      [
        step('a', async () => ({ state: 'waiting', for: 'the moon', pollSeconds: 0.05 }), {
          timeoutSeconds: 0.3,
        }),
        step('b', untilAborted, { timeoutSeconds: 0.3 }),
      ],
    ]),
  ]);
  const { stepList } = await untilEnded((await submit()).id);
  expect(stepList[0]).toMatchObject({ state: 'failed', attempts: 1, error: { code: 'step-timed-out' } });
  expect(stepList[0]?.error?.detail).toContain('the moon');
  expect(stepList[1]).toMatchObject({ state: 'failed', error: { code: 'step-timed-out' } });
});

test('a waiting operation says what for, and runs again', async () => {
  let arrived = false;
  const { submit, until, untilEnded } = await start([
    operation([
      [
        step('a', async () =>
          arrived ? { state: 'done' } : { state: 'waiting', for: 'ada', pollSeconds: 0.05 },
        ),
      ],
    ]),
  ]);
  const { id } = await submit();
  const waiting = await until(id, ({ state }) => state === 'waiting');
  expect(waiting).toMatchObject({ waitingFor: 'ada', stepList: [{ state: 'waiting', waitingFor: 'ada' }] });
  arrived = true;
  expect(await untilEnded(id)).toMatchObject({ state: 'succeeded', waitingFor: null });
});

test('cancelling lets the running step end, and starts no other', async () => {
  const ends: string[] = [];
  const { engine, submit, until, untilEnded } = await start([
    operation([[step('a', untilAborted)], [step('b')]], {
      ended: async (_input, end) => void ends.push(end),
    }),
  ]);
  const { id } = await submit();
  await until(id, ({ stepList }) => stepList[0]?.state === 'running');
  const asked = await engine.cancel(id, { requestedBy: 'bob', reason: 'changed my mind' });
  expect(asked.state).toBe('cancelling');
  const ended = await untilEnded(id);
  expect(ended.state).toBe('cancelled');
  expect(ended.stepList.map(({ state }) => state)).toEqual(['skipped', 'pending']);
  expect(ends).toEqual(['cancelled']);
  expect(await engine.holder({ type: 'lab', name: 'one' })).toBeUndefined();
  await expect(engine.cancel(id, { requestedBy: 'bob' })).rejects.toMatchObject({ code: 'operation-ended' });
});

test('a failure is undone, last first, with the step that failed half-way', async () => {
  const undone: string[] = [];
  const undo = async ({ step }: { step: string }) => void undone.push(step);
  const { submit, untilEnded } = await start([
    operation(
      [
        [step('a', done, { undo })],
        [step('b', done)],
        [step('c', fails, { undo })],
        [step('d', done, { undo })],
      ],
      { undoOnFailure: 'all' },
    ),
  ]);
  const ended = await untilEnded((await submit()).id);
  expect(ended).toMatchObject({ state: 'failed', error: { code: 'converge-failed' } });
  expect(undone).toEqual(['c', 'a']);
  expect(ended.stepList.map(({ state }) => state)).toEqual(['undone', 'done', 'undone', 'pending']);
});

test('where only the unfinished is undone, what is done stays for the retry', async () => {
  const undone: string[] = [];
  const undo = async ({ step }: { step: string }) => void undone.push(step);
  const waves = [[step('a', done, { undo })], [step('b', fails, { undo })]];
  const { submit, untilEnded } = await start([operation(waves, { undoOnFailure: 'unfinished' })]);
  const ended = await untilEnded((await submit()).id);
  expect(undone).toEqual(['b']);
  expect(ended.stepList.map(({ state }) => state)).toEqual(['done', 'undone']);
});

test('no more of a queue run at once than its limit; the rest say what they wait for', async () => {
  const held = gate();
  const { submit, until, untilEnded } = await start(
    [
      operation(
        [
          [
            step('a', async () => {
              await held.opened;
              return { state: 'done' };
            }),
          ],
        ],
        { subject: (input) => ({ type: 'lab', name: JSON.stringify(input) }) },
      ),
    ],
    { limits: { lab: 1 } },
  );
  const first = await submit('lab.test', 'a');
  const second = await submit('lab.test', 'b');
  await until(second.id, ({ waitingFor }) => waitingFor?.includes('a free place') === true);
  held.open();
  expect((await untilEnded(first.id)).state).toBe('succeeded');
  expect(await untilEnded(second.id)).toMatchObject({ state: 'succeeded', waitingFor: null });
});

test('a plan that cannot be made fails the operation and frees its subject', async () => {
  const { engine, submit, untilEnded } = await start([
    operation([], {
      plan: () => {
        throw new TuskarError('cloud-not-found', 'There is no cloud try.');
      },
    }),
  ]);
  expect(await untilEnded((await submit()).id)).toMatchObject({
    state: 'failed',
    error: { code: 'cloud-not-found' },
  });
  expect(await engine.holder({ type: 'lab', name: 'one' })).toBeUndefined();
});

test('what a step says is kept: lines in order, progress, and its log from a point on', async () => {
  const { db, submit, untilEnded } = await start([
    operation([
      [
        step('a', async ({ log, progress }) => {
          for (let line = 1; line <= 450; line++) log(`line ${line}`, { host: 'try-1' });
          progress('nearly there');
          return { state: 'done' };
        }),
      ],
    ]),
  ]);
  const { id } = await submit();
  expect(await untilEnded(id)).toMatchObject({ stepList: [{ message: 'nearly there' }] });
  const lines = await readOperationLog(db, id, { after: 400, limit: 1000 });
  expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => 401 + index));
  expect(lines[0]).toMatchObject({ step: 'a', host: 'try-1', level: 'info', line: 'line 401' });
});

test('a process without the worker role carries nothing out', async () => {
  const { db, submit } = await start([operation([[step('a')]])], { roles: ['api'] });
  const { id } = await submit();
  expect(await showOperation(db, id)).toMatchObject({ state: 'queued', stepList: [] });
});

test('what follows begins once it has succeeded, on the subject that it held; not after a failure', async () => {
  const kinds: string[] = [];
  const noted =
    (outcome: Run): Run =>
    async (context) => {
      kinds.push(context.operation.kind);
      return outcome(context);
    };
  const following = { next: () => ({ kind: 'lab.second', input: { from: 'first' } }) };
  const { submit, untilEnded, until, db } = await start([
    operation([[step('a', noted(done))]], following),
    operation([[step('a', noted(fails))]], { ...following, kind: 'lab.fails' }),
    operation([[step('a', noted(done))]], { kind: 'lab.second' }),
  ]);
  await untilEnded((await submit('lab.fails')).id);
  const { id } = await submit();
  await untilEnded(id);
  const rows = await db
    .selectFrom('operation')
    .select(['id', 'requested_by', 'input'])
    .where('kind', '=', 'lab.second')
    .execute();
  expect(rows).toMatchObject([{ requested_by: 'ada', input: { from: 'first' } }]);
  await until(rows[0]?.id ?? '', ({ state }) => state === 'succeeded');
  expect(kinds).toEqual(['lab.fails', 'lab.test', 'lab.second']);
});

test('what cannot follow, because somebody holds what it needs, leaves the end as it is', async () => {
  const { open, opened } = gate();
  const held: Run = async () => {
    await opened;
    return { state: 'done' };
  };
  const other = { type: 'lab' as const, name: 'two' };
  const { submit, untilEnded, db } = await start([
    operation([[step('a')]], { next: () => ({ kind: 'lab.second', input: {} }) }),
    operation([[step('a')]], { kind: 'lab.second', alsoHolds: () => [other] }),
    operation([[step('a', held)]], { kind: 'lab.holder', subject: () => other }),
  ]);
  const holder = await submit('lab.holder');
  expect(await untilEnded((await submit()).id)).toMatchObject({ state: 'succeeded' });
  expect(await db.selectFrom('operation').where('kind', '=', 'lab.second').select('id').execute()).toEqual(
    [],
  );
  open();
  await untilEnded(holder.id);
});

test('a submission whose id was made ahead is made once', async () => {
  const { engine, untilEnded } = await start([operation([[step('a')]])]);
  const submission = { id: newOperationId(), kind: 'lab.test', input: {}, requestedBy: 'ada' };
  await engine.submit(submission);
  await untilEnded(submission.id);
  expect(await engine.submit(submission)).toMatchObject({
    id: submission.id,
    state: 'succeeded',
    attempt: 1,
  });
});
