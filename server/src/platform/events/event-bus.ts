import type { Event } from '@tuskar/contract/event.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import type { Db } from '../database/connect.ts';

export type NewEvent = {
  /** Noun and what happened: 'cloud.changed'. */
  type: string;
  subject: Subject;
  /** The changed resource as the API shows it; never a secret. */
  data: object;
};

export type Subscription = {
  /** The id of the last event seen; without it the stream begins now. */
  after?: string;
  signal: AbortSignal;
};

/** The port of everything that changes: written with the change itself, read by whoever follows. */
export type EventBus = {
  /** Give it the transaction of the change, so that they exist exactly when the change does. */
  append: (db: Db, ...events: NewEvent[]) => Promise<void>;
  /**
   * Every event after one, in order, until the signal aborts. Begins with a 'stream.reset' event where what was
   * missed is no longer kept: the reader then loads afresh what it shows.
   */
  subscribe: (subscription: Subscription) => AsyncIterableIterator<Event>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};
