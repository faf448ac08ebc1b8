import type { Follow } from '@tuskar/lab/keeper/client.ts';
import type { StepContext } from '../platform/operations/definition.ts';

/** What the keeper says while it works, as the step's own progress and log. */
export function followKeeper(context: StepContext): Follow {
  return {
    onProgress: ({ step, done, total, message }) =>
      context.progress(message === '' ? `${step} (${done} of ${total})` : `${message} (${done} of ${total})`),
    onLog: (line) => context.log(line),
    signal: context.signal,
  };
}
