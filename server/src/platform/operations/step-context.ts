import { type Json, storableText } from '../json.ts';
import type { Step, StepContext } from './definition.ts';
import type { LogWriter } from './log-writer.ts';
import type { Progress } from './progress.ts';
import type { OperationRecord } from './record.ts';

export type StepContextOptions = {
  record: OperationRecord;
  log: LogWriter;
  results: Readonly<Record<string, Json>>;
  signal: AbortSignal;
  progress: Progress;
};

/** What a step sees. */
export function createStepContext(
  step: Step,
  { record: { operation }, log, results, signal, progress }: StepContextOptions,
): StepContext {
  return {
    operation: {
      id: operation.id,
      kind: operation.kind,
      subject: { type: operation.subject_type, name: operation.subject_name },
      requestedBy: operation.requested_by,
      attempt: operation.attempt,
    },
    step: step.name,
    log: (line, options) =>
      log.add({
        at: new Date(),
        step: step.name,
        host: options?.host ?? step.host ?? null,
        level: options?.level ?? 'info',
        line,
      }),
    progress: (message) => progress.set({ message: storableText(message) }),
    waitingFor: (what) => progress.set({ waiting_for: what === null ? null : storableText(what) }),
    results: Object.freeze({ ...results }),
    signal,
  };
}
