import { isTuskarError } from '@tuskar/contract/error.ts';
import type { OperationDetail, OperationState } from '@tuskar/contract/operation.ts';
import type { Client } from './client.ts';
import { followEvents } from './events.ts';

const endStates: readonly OperationState[] = ['succeeded', 'failed', 'cancelled'];

/** Milliseconds between looks where no event has come: what was missed, if anything, is seen then. */
const lookEveryMs = 5000;

export type WaitOptions = {
  signal?: AbortSignal;
  /** Called with the operation at first, and whenever it has changed. */
  onChange?: (operation: OperationDetail) => void;
};

/**
 * Waits until an operation has ended, however it ends. Looks when the event stream tells of it; and every few seconds, so
 * that it ends also where there is no stream. Losing the server is waited out; its refusals are thrown.
 */
export async function waitForOperation(
  client: Client,
  id: string,
  { signal, onChange }: WaitOptions = {},
): Promise<OperationDetail> {
  const ending = new AbortController();
  const waiter = createWaiter();
  const abort = () => {
    ending.abort();
    waiter.wake();
  };
  signal?.addEventListener('abort', abort, { once: true });
  const listening = listen(client, id, ending.signal, waiter.wake);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const operation = await look(client, id, signal);
      if (operation !== undefined) {
        onChange?.(operation);
        if (endStates.includes(operation.state)) return operation;
      }
      await waiter.wait(lookEveryMs);
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    ending.abort();
    await listening;
  }
}

async function look(
  client: Client,
  id: string,
  signal: AbortSignal | undefined,
): Promise<OperationDetail | undefined> {
  try {
    return await client.call('operation.show', { params: { id }, ...(signal && { signal }) });
  } catch (error) {
    if (isTuskarError(error) && error.retryable) return undefined;
    throw error;
  }
}

/** A token may read operations and yet no stream be there, behind a proxy for example: then only looking is left. */
async function listen(client: Client, id: string, signal: AbortSignal, wake: () => void): Promise<void> {
  try {
    const events = followEvents(client, { signal, subject: `operation/${id}`, onConnection: wake });
    for await (const _ of events) wake();
  } catch {
    // Looking every few seconds goes on.
  }
}

/** Wakes at a call, also at one that came before the waiting, or after a while. */
function createWaiter(): { wake: () => void; wait: (milliseconds: number) => Promise<void> } {
  let awake = false;
  let resume: (() => void) | undefined;
  return {
    wake: () => {
      awake = true;
      resume?.();
    },
    wait: async (milliseconds) => {
      if (!awake) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        await new Promise<void>((resolve) => {
          resume = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
        clearTimeout(timer);
      }
      awake = false;
      resume = undefined;
    },
  };
}
