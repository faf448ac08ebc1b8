import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { client } from '../api/client.ts';
import { applyEvent } from './apply.ts';
import { invalidateNoun } from './invalidate.ts';
import { type Connection, followEvents } from './stream.ts';

/** A burst of events makes one read of each answer they concern. */
const batchMs = 500;

let connection: Connection = { state: 'connecting' };
const listeners = new Set<() => void>();

function setConnection(next: Connection): void {
  connection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection);
}

/** Keeps the cache true by the event stream; answers what ends it. */
export function connectEvents(queryClient: QueryClient, options: { onSignedOut: () => void }): () => void {
  const controller = new AbortController();
  const nouns = new Set<string>();
  let batch: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    batch = undefined;
    for (const noun of nouns) invalidateNoun(queryClient, noun);
    nouns.clear();
  };

  void followEvents({
    client,
    signal: controller.signal,
    onConnection: setConnection,
    onSignedOut: options.onSignedOut,
    onGap: () => void queryClient.invalidateQueries(),
    onEvent: (event) => {
      const noun = applyEvent(queryClient, event);
      if (noun === undefined) return;
      nouns.add(noun);
      batch ??= setTimeout(flush, batchMs);
    },
  });
  return () => {
    controller.abort();
    clearTimeout(batch);
    setConnection({ state: 'connecting' });
  };
}
