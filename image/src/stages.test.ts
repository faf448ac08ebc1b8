import { describe, expect, it } from 'vitest';
import { type Progress, runStages, type Stage, type StageMarks } from './stages.ts';

const memory = (done: string[] = []): StageMarks & { marked: string[] } => {
  const marked = [...done];
  return {
    marked,
    done: async () => new Map(marked.map((name) => [name, 1])),
    mark: async (name) => void marked.push(name),
  };
};

const stage = (name: string, after: string[], run: Stage['run']): Stage => ({
  name,
  after,
  seconds: 1,
  title: name,
  run,
});

const run = async (stages: Stage[], marks: StageMarks, progress: Progress[] = []): Promise<boolean> => {
  const controller = new AbortController();
  try {
    await runStages(stages, {
      marks,
      onProgress: (one) => progress.push(one),
      abort: () => controller.abort(),
    });
    return false;
  } catch {
    return controller.signal.aborted;
  }
};

describe('runStages', () => {
  it('runs each stage after those it needs, and those that can be beside each other', async () => {
    const events: string[] = [];
    const both = Promise.withResolvers<void>();
    const meets = (name: string) => async (): Promise<void> => {
      events.push(name);
      if (events.includes('b') && events.includes('c')) both.resolve();
      await both.promise;
    };
    const note = (name: string) => async (): Promise<void> => void events.push(name);
    const stages = [
      stage('d', ['b', 'c'], note('d')),
      stage('b', ['a'], meets('b')),
      stage('c', ['a'], meets('c')),
      stage('a', [], note('a')),
    ];
    await run(stages, memory());
    expect(events).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not repeat what a build that was cut off has finished', async () => {
    const ran: string[] = [];
    const note = (name: string) => async (): Promise<void> => void ran.push(name);
    const marks = memory(['a', 'b']);
    await run([stage('a', [], note('a')), stage('b', ['a'], note('b')), stage('c', ['b'], note('c'))], marks);
    expect(ran).toEqual(['c']);
    expect(marks.marked).toEqual(['a', 'b', 'c']);
  });

  it('starts nothing after a failure, and waits for what runs', async () => {
    const ran: string[] = [];
    const slow = Promise.withResolvers<void>();
    const marks = memory();
    const aborted = await run(
      [
        stage('bad', [], async () => {
          slow.resolve();
          throw new Error('bad');
        }),
        stage('slow', [], async () => {
          await slow.promise;
          ran.push('slow');
        }),
        stage('next', ['slow'], async () => void ran.push('next')),
      ],
      marks,
    );
    expect(aborted).toBe(true);
    expect(ran).toEqual(['slow']);
    expect(marks.marked).toEqual(['slow']);
  });

  it('says how far the whole is, with what was done before', async () => {
    const progress: Progress[] = [];
    const stages = [
      stage('a', [], async () => {}),
      stage('b', ['a'], async (report) => {
        report(0.5, 'half');
      }),
    ];
    await run(stages, memory(['a']), progress);
    expect(progress.at(-1)).toEqual({ step: 'b', done: 2, total: 2, message: 'b' });
    expect(progress.some(({ message }) => message === 'b: half')).toBe(true);
  });

  it('refuses stages that wait for each other', async () => {
    expect(await run([stage('a', ['b'], async () => {}), stage('b', ['a'], async () => {})], memory())).toBe(
      false,
    );
  });
});
