import type { OperationStep, StepState } from '@tuskar/contract/operation.ts';

export type Wave = {
  number: number;
  steps: OperationStep[];
  state: StepState;
  done: number;
  startedAt: string | null;
  endedAt: string | null;
};

/** Which state a wave shows: the one of its steps that matters most. */
const precedence: StepState[] = ['failed', 'running', 'waiting', 'undone', 'pending', 'done', 'skipped'];

/** Steps by wave, in the order in which the waves run. */
export function wavesOf(steps: OperationStep[]): Wave[] {
  const byWave = Map.groupBy(steps, ({ wave }) => wave);
  return [...byWave.keys()].sort((a, b) => a - b).map((number) => waveOf(number, byWave.get(number)!));
}

function waveOf(number: number, steps: OperationStep[]): Wave {
  const states = new Set(steps.map(({ state }) => state));
  const hasBegun = steps.some(({ startedAt }) => startedAt !== null);
  const dominant = precedence.find((state) => states.has(state)) ?? 'pending';
  const done = steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
  const isOver = steps.every(
    ({ state }) => state !== 'pending' && state !== 'running' && state !== 'waiting',
  );
  return {
    number,
    steps,
    // Between two steps of a wave that is under way none may be running.
    state: dominant === 'pending' && done > 0 ? 'running' : dominant,
    done,
    startedAt: hasBegun ? earliest(steps.flatMap(({ startedAt }) => startedAt ?? [])) : null,
    endedAt: isOver ? latest(steps.flatMap(({ endedAt }) => endedAt ?? [])) : null,
  };
}

function earliest(times: string[]): string | null {
  return times.reduce<string | null>((best, time) => (best === null || time < best ? time : best), null);
}

function latest(times: string[]): string | null {
  return times.reduce<string | null>((best, time) => (best === null || time > best ? time : best), null);
}

export type StepRow = { kind: 'wave'; wave: Wave; isOpen: boolean } | { kind: 'step'; step: OperationStep };

/** A wave stands open where something happens or went wrong, until the person opens or closes it. */
export function stepRows(waves: Wave[], toggled: ReadonlyMap<number, boolean>): StepRow[] {
  return waves.flatMap((wave): StepRow[] => {
    const isOpen = toggled.get(wave.number) ?? isInteresting(wave, waves);
    const steps = isOpen ? wave.steps.map((step) => ({ kind: 'step' as const, step })) : [];
    return [{ kind: 'wave', wave, isOpen }, ...steps];
  });
}

const fewSteps = 30;

function isInteresting({ state }: Wave, waves: Wave[]): boolean {
  const total = waves.reduce((sum, { steps }) => sum + steps.length, 0);
  return total <= fewSteps || (state !== 'done' && state !== 'pending' && state !== 'skipped');
}
