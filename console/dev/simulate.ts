import type { Subject } from '@tuskar/contract/fields.ts';
import {
  Operation,
  type OperationDetail,
  OperationLogLine,
  type OperationStep,
} from '@tuskar/contract/operation.ts';
import type { World } from './world.ts';

const tickMs = 120;
let nextId = 1;

type Submission = {
  kind: string;
  title: string;
  subject: Subject;
  requestedBy: string;
  reason?: string | undefined;
  steps: { title: string; host: string | null; wave: number }[];
  /** How long a step takes, in ticks. */
  linesPerStep?: number;
  onDone?: () => void;
};

const ends = new WeakMap<OperationDetail, () => void>();
const lengths = new WeakMap<OperationDetail, number>();

/** Begins an operation that goes on by itself, step after step, telling it by events as the engine does. */
export function submit(world: World, submission: Submission): OperationDetail {
  const { kind, title, subject, requestedBy, reason = null, steps, linesPerStep = 4, onDone } = submission;
  const at = new Date().toISOString();
  const operation: OperationDetail = {
    id: `op-new-${nextId++}`,
    kind,
    title,
    subject,
    state: 'queued',
    requestedBy,
    reason,
    createdAt: at,
    startedAt: null,
    endedAt: null,
    steps: { done: 0, total: steps.length },
    attempt: 1,
    waitingFor: null,
    nextAction: null,
    error: null,
    result: null,
    stepList: steps.map((step, index) => pendingStep(step, index)),
  };
  world.operations.unshift(operation);
  world.logs.set(operation.id, []);
  lengths.set(operation, linesPerStep);
  if (onDone !== undefined) ends.set(operation, onDone);
  runOperation(world, operation);
  return operation;
}

export function pendingStep(
  step: { title: string; host: string | null; wave: number },
  index: number,
): OperationStep {
  return {
    name: `step-${index}:${step.host ?? 'all'}`,
    ...step,
    state: 'pending',
    startedAt: null,
    endedAt: null,
    deadlineAt: null,
    attempts: 0,
    message: null,
    waitingFor: null,
    error: null,
  };
}

export function runOperation(world: World, operation: OperationDetail): void {
  Object.assign(operation, { state: 'running', startedAt: operation.startedAt ?? new Date().toISOString() });
  tellOperation(world, operation);
  const timer = setInterval(() => {
    if (!advance(world, operation)) clearInterval(timer);
  }, tickMs);
  timer.unref();
}

export function cancelOperation(world: World, operation: OperationDetail): void {
  operation.state = 'cancelling';
  tellOperation(world, operation);
}

/** One tick: ends the steps that run, or begins those of the next wave. Answers whether there is more to come. */
function advance(world: World, operation: OperationDetail): boolean {
  const running = operation.stepList.filter(({ state }) => state === 'running');
  if (running.length > 0) {
    for (const step of running) work(world, operation, step);
    return true;
  }
  if (operation.state === 'cancelling') return end(world, operation, 'cancelled');
  const next = operation.stepList.find(({ state }) => state === 'pending');
  if (next === undefined) return end(world, operation, 'succeeded');
  for (const step of operation.stepList) {
    if (step.wave !== next.wave || step.state !== 'pending') continue;
    Object.assign(step, {
      state: 'running',
      startedAt: new Date().toISOString(),
      attempts: step.attempts + 1,
    });
    tellStep(world, operation, step);
  }
  return true;
}

function work(world: World, operation: OperationDetail, step: OperationStep): void {
  const lines = world.logs.get(operation.id)!;
  const linesPerStep = lengths.get(operation) ?? 4;
  const written = lines.filter((line) => line.step === step.name).length;
  if (written < linesPerStep && operation.state !== 'cancelling') {
    const line = OperationLogLine.parse({
      seq: lines.length + 1,
      at: new Date().toISOString(),
      step: step.name,
      host: step.host,
      level: 'info',
      line: `${step.title}: item ${written + 1} of ${linesPerStep} unchanged`,
    });
    lines.push(line);
    world.emit(
      'operation.log',
      { type: 'operation', name: operation.id },
      { operation: operation.id, lines: [line] },
    );
    step.message = `item ${written + 1} of ${linesPerStep}`;
  } else {
    Object.assign(step, { state: 'done', endedAt: new Date().toISOString(), message: null });
    operation.steps.done = operation.stepList.filter(({ state }) => state === 'done').length;
    tellOperation(world, operation);
  }
  tellStep(world, operation, step);
}

function end(world: World, operation: OperationDetail, state: 'succeeded' | 'cancelled'): false {
  Object.assign(operation, { state, endedAt: new Date().toISOString() });
  if (state === 'succeeded') ends.get(operation)?.();
  tellOperation(world, operation);
  return false;
}

function tellOperation(world: World, operation: OperationDetail): void {
  world.emit('operation.changed', { type: 'operation', name: operation.id }, Operation.parse(operation));
}

function tellStep(world: World, operation: OperationDetail, step: OperationStep): void {
  world.emit(
    'operation.step',
    { type: 'operation', name: operation.id },
    { operation: operation.id, ...step },
  );
}
