import type { Database } from '../database/connect.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { Logger } from '../log/logger.ts';

export type OperationEngineOptions = {
  database: Database;
  events: EventBus;
  log: Logger;
  /** 'worker' carries operations out; without it this process only submits them. */
  roles: readonly ('api' | 'worker')[];
  /** Version of Tuskar, shown with the process. */
  version: string;
  /** How many operations of a noun run at once over all processes: { image: 2 }; by default 16. */
  limits?: Readonly<Record<string, number>>;
  /** Days that ended operations are kept; by default 90. */
  keepDays?: number;
};
