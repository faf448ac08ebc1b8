import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import { itemTitle } from '@tuskar/contract/item-title.ts';
import type { Part } from '@tuskar/contract/part.ts';
import type { HostCommandResult } from '../connection.ts';
import type { ConvergeRecord } from './record.ts';
import type { ConvergeItem } from './schema.ts';

const LINES_SHOWN = 8;

/** The error for items that failed: the first in words, the others by name. */
export function itemsFailed(part: Part, failed: ConvergeItem[], skipped: number): TuskarError {
  const [first, ...others] = failed;
  if (!first) return new TuskarError('converge-failed', `${part.host}: a step failed without saying which`);
  const error = first.error ?? { message: first.message ?? 'no reason given' };
  const lines = [...lastLines(error.output), ...lastLines(error.journal)];
  const message = [
    `${part.host}: "${titleOf(part, first.id)}" failed: ${error.message}`,
    error.command ? `command: ${error.command}` : '',
    error.exitCode === undefined ? '' : `exit code: ${error.exitCode}`,
    ...lines,
    others.length > 0 ? `Also failed: ${others.map(({ id }) => titleOf(part, id)).join('; ')}` : '',
  ];
  return new TuskarError('converge-failed', message.filter(Boolean).join('\n'), {
    context: { host: part.host, item: first.id, ...error, alsoFailed: others.map(({ id }) => id), skipped },
  });
}

/** The program ended without a result, though the connection held. */
export function endedWithoutResult(part: Part, result: HostCommandResult): TuskarError {
  if (result.exitCode === 127) {
    return new TuskarError('converge-failed', `${part.host}: the host has no python3`, {
      context: { host: part.host, exitCode: 127 },
      remedy: 'Install Python 3.9 or later on the host, then retry the operation.',
    });
  }
  const lines = lastLines(result.stderr);
  const message = `${part.host}: the converge program ended with ${result.exitCode} and no result`;
  return new TuskarError('converge-failed', [message, ...lines].join('\n'), {
    context: { host: part.host, exitCode: result.exitCode, output: result.stderr },
  });
}

/** Adds to an error of the connection how far the run had come. */
export function withProgress(error: unknown, part: Part, record: ConvergeRecord): unknown {
  if (!isTuskarError(error) || !record.last) return error;
  const { id, state } = record.last;
  const message = `${error.message}; the last that was heard: "${titleOf(part, id)}" ${state}`;
  return new TuskarError(error.code, message, {
    cause: error.cause,
    context: { ...error.context, lastItem: id },
    remedy: error.remedy,
  });
}

export function timedOut(part: Part, record: ConvergeRecord, seconds: number): TuskarError {
  const running = record.running().map(({ id }) => id);
  const titles = running.map((id) => `"${titleOf(part, id)}"`).join(', ');
  const message = `${part.host}: not converged within ${seconds} s; still running: ${titles || 'nothing'}`;
  return new TuskarError('converge-timed-out', message, { context: { host: part.host, running } });
}

function titleOf(part: Part, id: string): string {
  const item = part.items.find((item) => item.id === id);
  return item ? itemTitle(item) : id;
}

function lastLines(text = ''): string[] {
  return text.trim().split('\n').slice(-LINES_SHOWN);
}
