import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@tuskar/client/client.ts';
import type { Operation, OperationDetail, OperationStep } from '@tuskar/contract/operation.ts';
import { createLogUpdate } from 'log-update';
import { Exit } from './exit-codes.ts';
import type { Io } from './io.ts';
import { formatDuration, secondsBetween } from './times.ts';

const pollMilliseconds = 400;
const ended = new Set(['succeeded', 'failed', 'cancelled']);

/** Follows an operation to its end, showing its steps. Ends with 'operationFailed' unless it succeeded. */
export async function watchOperation(options: {
  io: Io;
  client: Client;
  id: string;
  /** Without a terminal: how long a step is silent about how far it is. */
  quietSeconds?: number;
}): Promise<OperationDetail> {
  const { io, client, id, quietSeconds = 15 } = options;
  const screen = io.live ? liveScreen() : plainScreen(io, quietSeconds);
  let operation = await client.call('operation.show', { params: { id } });
  for (;;) {
    screen.show(operation);
    if (ended.has(operation.state)) break;
    await pause(pollMilliseconds);
    operation = await client.call('operation.show', { params: { id } });
  }
  screen.close();
  for (const line of endLines(operation)) io.talk(line);
  if (operation.state !== 'succeeded') throw new Exit('operationFailed');
  return operation;
}

/** Waits where `--wait` was given; else says how to follow it. */
export async function waitOrTell(options: {
  io: Io;
  client: Client;
  operation: Operation;
  wait: boolean | undefined;
}): Promise<OperationDetail | undefined> {
  const { io, client, operation, wait } = options;
  if (wait) return await watchOperation({ io, client, id: operation.id });
  io.talk(`${operation.title}: begun as operation ${operation.id}`);
  io.talk(`follow it with: tuskar operation watch ${operation.id}`);
  return undefined;
}

type Screen = { show: (operation: OperationDetail) => void; close: () => void };

/** A line when a step begins, waits for something new, or ends, and now and then how far it is; for logs and pipes. */
function plainScreen(io: Io, quietSeconds: number): Screen {
  const said = new Map<string, { key: string; message: string | null; at: number }>();
  function isNew({ name, message }: OperationStep, key: string): boolean {
    const last = said.get(name);
    if (last?.key !== key) return true;
    return message !== last.message && performance.now() - last.at >= quietSeconds * 1000;
  }
  return {
    show: (operation) => {
      for (const step of operation.stepList) {
        const { key, text } = stepLine(step);
        if (step.state === 'pending' || !isNew(step, key)) continue;
        said.set(step.name, { key, message: step.message, at: performance.now() });
        io.talk(`[${formatDuration(secondsBetween(operation.createdAt, operation.endedAt))}] ${text}`);
      }
    },
    close: () => undefined,
  };
}

/** A block that redraws itself: what runs now, and what is done as a count. */
function liveScreen(): Screen {
  const draw = createLogUpdate(process.stderr);
  return {
    show: (operation) => {
      const active = operation.stepList.filter((step) =>
        ['running', 'waiting', 'failed'].includes(step.state),
      );
      const elapsed = formatDuration(secondsBetween(operation.createdAt, operation.endedAt));
      const head = `${operation.title} - ${operation.steps.done} of ${operation.steps.total} steps, ${elapsed}`;
      draw([head, ...active.map((step) => `  ${stepLine(step).text}`)].join('\n'));
    },
    close: () => draw.clear(),
  };
}

function stepLine(step: OperationStep): { key: string; text: string } {
  const where = step.host === null ? '' : `${step.host}: `;
  const took = formatDuration(secondsBetween(step.startedAt, step.endedAt));
  if (step.state === 'done') return { key: 'done', text: `${where}${step.title} - done in ${took}` };
  if (step.state === 'failed') return { key: 'failed', text: `${where}${step.title} - FAILED after ${took}` };
  if (step.state === 'skipped' || step.state === 'undone')
    return { key: step.state, text: `${where}${step.title} - ${step.state}` };
  const waiting = step.waitingFor === null ? '' : `, waits for ${step.waitingFor}`;
  const message = step.message === null ? '' : ` - ${step.message}`;
  return { key: `running${waiting}`, text: `${where}${step.title}${message}${waiting} (${took})` };
}

function endLines(operation: OperationDetail): string[] {
  const took = formatDuration(secondsBetween(operation.createdAt, operation.endedAt));
  if (operation.state === 'succeeded') return [`${operation.title}: done in ${took}`];
  if (operation.state === 'cancelled') return [`${operation.title}: cancelled after ${took}`];
  const failed = operation.stepList.find((step) => step.state === 'failed');
  const error = failed?.error ?? operation.error;
  return [
    `${operation.title}: FAILED after ${took}`,
    ...(failed === undefined
      ? []
      : [`  step: ${failed.title}${failed.host === null ? '' : ` on ${failed.host}`}`]),
    ...(error === null
      ? []
      : [
          `  error (${error.code}): ${error.detail.replaceAll('\n', '\n    ')}`,
          `  what to do: ${operation.nextAction ?? error.remedy}`,
        ]),
    `  its log: tuskar operation log ${operation.id}; after the cure: tuskar operation retry ${operation.id} --wait`,
  ];
}
