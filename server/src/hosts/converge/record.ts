import type { ConvergeSummary } from '../converger.ts';
import { ConvergeEvent, type ConvergeItem } from './schema.ts';

type Ending = Extract<ConvergeEvent, { type: 'result' | 'refused' }>;

/** What a run has said so far. */
export class ConvergeRecord {
  /** How the program ended, once it has said so. */
  ending: Ending | undefined;
  /** The item last heard of. */
  last: ConvergeItem | undefined;
  readonly #ended = new Map<string, ConvergeItem>();
  readonly #running = new Map<string, ConvergeItem>();

  add(event: ConvergeEvent): void {
    if (event.type === 'result' || event.type === 'refused') this.ending = event;
    if (event.type !== 'item') return;
    this.last = event;
    if (event.state === 'running' || event.state === 'waiting') {
      this.#running.set(event.id, event);
      return;
    }
    this.#running.delete(event.id);
    // Deleted first, so that an item that fails after all stands where it failed.
    this.#ended.delete(event.id);
    this.#ended.set(event.id, event);
  }

  /** Items that have begun and not ended. */
  running(): ConvergeItem[] {
    return [...this.#running.values()];
  }

  failed(): ConvergeItem[] {
    return this.#inState('failed');
  }

  summary(seconds: number): ConvergeSummary {
    return {
      changed: this.#inState('changed').length,
      unchanged: this.#inState('unchanged').length,
      failed: this.failed().length,
      skipped: this.#inState('skipped').length,
      items: [...this.#ended.values()],
      seconds,
    };
  }

  #inState(state: ConvergeItem['state']): ConvergeItem[] {
    return [...this.#ended.values()].filter((item) => item.state === state);
  }
}

/** A line of the program's output; one that is none of its own, such as a warning of Python's, is a log line. */
export function parseLine(line: string): ConvergeEvent {
  try {
    const parsed = ConvergeEvent.safeParse(JSON.parse(line));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON.
  }
  return { type: 'log', level: 'warn', message: line };
}
