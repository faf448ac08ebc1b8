import type { Logger } from '../log/logger.ts';

/** What reaches an operation from outside while this process carries it out. */
export type Execution = {
  operationId: string;
  /** A person asked to cancel it. */
  cancel: AbortController;
  /** This process must not act for it any more: it lost its lease, or it is stopping. */
  park: AbortController;
  log: Logger;
};

/**
 * A promise that never settles: nothing more is to happen here. Nothing refers to it, so it is collected; the work goes on
 * in whichever process takes it over.
 */
export function parked(): Promise<never> {
  return new Promise(() => undefined);
}

/** Thrown where a write was refused because another process has begun to carry the operation out. */
export class FencedError extends Error {
  constructor(operation: string) {
    super(`Another process carries the operation ${operation} out.`);
  }
}
