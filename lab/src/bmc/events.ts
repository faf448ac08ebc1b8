import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isLabMessage, labMessage } from './redfish/messages.ts';
import type { BmcState, LogEntry, Subscription } from './state/schema.ts';

export const eventTypes = ['StatusChange', 'Alert', 'ResourceUpdated'] as const;
export const mostSubscriptions = 8;

export type Retries = { attempts: number; intervalMs: number };
export const defaultRetries: Retries = { attempts: 3, intervalMs: 5000 };

/** Events that wait for a subscriber that does not answer; later ones are dropped. */
const mostWaiting = 64;

type Options = { state: BmcState; log: Logger; retries: Retries; origin: string };

/** Sends what the event log records to those who subscribed, each event a bounded number of times. */
export class Events {
  readonly #options: Options;
  #waiting: Map<string, { count: number; turn: Promise<void> }> | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  get subscriptions(): readonly Subscription[] {
    return this.#options.state.subscriptions;
  }

  /** Undefined where there are as many as there can be. */
  subscribe(wanted: Omit<Subscription, 'id'>): Subscription | undefined {
    const { state } = this.#options;
    if (state.subscriptions.length >= mostSubscriptions) return undefined;
    state.lastSubscription += 1;
    const subscription = { id: String(state.lastSubscription), ...wanted };
    state.subscriptions.push(subscription);
    return subscription;
  }

  unsubscribe(id: string): boolean {
    const { state } = this.#options;
    const before = state.subscriptions.length;
    state.subscriptions = state.subscriptions.filter((subscription) => subscription.id !== id);
    this.#waiting?.delete(id);
    return state.subscriptions.length < before;
  }

  send(entry: LogEntry): void {
    const type = entry.severity === 'OK' ? 'StatusChange' : 'Alert';
    for (const subscription of this.subscriptions) {
      if (subscription.eventTypes.length > 0 && !subscription.eventTypes.includes(type)) continue;
      this.#queue(subscription, this.#eventOf(subscription, entry, type));
    }
  }

  #eventOf({ context }: Subscription, entry: LogEntry, type: string): object {
    const { id, at, args, messageId } = entry;
    if (!isLabMessage(messageId)) return {};
    return {
      '@odata.type': '#Event.v1_9_0.Event',
      Id: String(id),
      Name: 'Event of the BMC',
      Context: context,
      Events: [
        {
          MemberId: '1',
          EventId: String(id),
          EventType: type,
          EventTimestamp: at,
          ...labMessage(messageId, args),
          OriginOfCondition: { '@odata.id': this.#options.origin },
        },
      ],
    };
  }

  #queue(subscription: Subscription, event: object): void {
    this.#waiting ??= new Map();
    const queue = this.#waiting.get(subscription.id) ?? { count: 0, turn: Promise.resolve() };
    this.#waiting.set(subscription.id, queue);
    if (queue.count >= mostWaiting) return;
    queue.count += 1;
    queue.turn = queue.turn
      .then(() => this.#deliver(subscription, event))
      .finally(() => {
        queue.count -= 1;
      });
  }

  async #deliver(subscription: Subscription, event: object): Promise<void> {
    const { attempts, intervalMs } = this.#options.retries;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      if (attempt > 1) await delay(intervalMs, undefined, { ref: false });
      if (!this.subscriptions.includes(subscription)) return;
      if (await post(subscription, event)) return;
    }
    this.#options.log.debug(
      { destination: subscription.destination },
      'an event did not reach its subscriber',
    );
  }
}

/** Whether the subscriber took it. */
async function post({ destination, headers, verifyCertificate }: Subscription, event: object) {
  const request = destination.startsWith('https:') ? httpsRequest : httpRequest;
  try {
    const sent = request(destination, {
      method: 'POST',
      agent: false,
      timeout: 5000,
      rejectUnauthorized: verifyCertificate,
      headers: { ...headers, 'content-type': 'application/json' },
    });
    sent.on('error', () => undefined);
    sent.once('timeout', () => sent.destroy(new Error('the subscriber is silent')));
    sent.end(JSON.stringify(event));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    const { statusCode = 0 } = response;
    return statusCode >= 200 && statusCode < 300;
  } catch {
    return false;
  }
}
