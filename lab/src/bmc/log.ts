import { labMessage, type LabMessage } from './redfish/messages.ts';
import type { BmcState, LogEntry } from './state/schema.ts';

/** As many entries as real BMCs keep; the oldest go. */
export const largestLog = 512;

/** The system event log. Listeners are told of each entry when it is written. */
export class EventLog {
  readonly #state: BmcState;
  readonly #onEntry: (entry: LogEntry) => void;

  constructor(state: BmcState, onEntry: (entry: LogEntry) => void) {
    this.#state = state;
    this.#onEntry = onEntry;
  }

  get entries(): readonly LogEntry[] {
    return this.#state.log;
  }

  write(message: LabMessage, ...args: string[]): void {
    this.#state.lastEntry += 1;
    const entry: LogEntry = {
      id: this.#state.lastEntry,
      at: new Date().toISOString(),
      severity: labMessage(message, args).MessageSeverity,
      messageId: message,
      args,
    };
    this.#state.log.push(entry);
    if (this.#state.log.length > largestLog) this.#state.log.shift();
    this.#onEntry(entry);
  }

  clear(): void {
    this.#state.log.length = 0;
    this.write('LogCleared');
  }
}
