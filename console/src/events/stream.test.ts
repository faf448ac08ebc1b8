import { TuskarError } from '@tuskar/contract/error.ts';
import { expect, test } from 'vitest';
import { type Connection, followEvents } from './stream.ts';

const event = (id: string) => ({
  id,
  type: 'cloud.changed',
  at: '2026-11-23T12:00:00.000Z',
  subject: { type: 'cloud', name: 'try' },
  data: {},
});

const streamOf = (...ids: string[]) =>
  new Response(ids.map((id) => `id: ${id}\ndata: ${JSON.stringify(event(id))}\n\n`).join(''));

type Answer = () => Promise<Response>;

/** Follows a stream that gives these answers one after another; after the last the person leaves. */
async function follow(answers: Answer[]) {
  const leaving = new AbortController();
  const told = {
    asked: [] as unknown[],
    events: [] as string[],
    connections: [] as string[],
    gaps: 0,
    signedOut: 0,
  };
  await followEvents({
    client: {
      open: (_name, { query }) => {
        told.asked.push(query);
        return answers.shift()!();
      },
    },
    signal: leaving.signal,
    onEvent: ({ id }) => told.events.push(id),
    onConnection: ({ state }: Connection) => told.connections.push(state),
    onGap: () => (told.gaps += 1),
    onSignedOut: () => (told.signedOut += 1),
    pause: async () => {
      if (answers.length === 0) leaving.abort();
    },
  });
  return told;
}

const broken: Answer = async () => {
  throw new TuskarError('server-unreachable', 'No answer.');
};

test('goes on from the last event after a break', async () => {
  const told = await follow([async () => streamOf('1', '2'), broken, async () => streamOf('3')]);
  expect(told.events).toEqual(['1', '2', '3']);
  expect(told.asked).toEqual([{}, { lastEventId: '2' }, { lastEventId: '2' }]);
  expect(told.connections).toEqual(['live', 'lost', 'lost', 'live', 'lost']);
});

test('has all read again where there is no event to go on from', async () => {
  const told = await follow([async () => streamOf(), async () => streamOf('5'), async () => streamOf()]);
  expect(told.gaps).toBe(2);
});

test('ends when the session is over', async () => {
  const told = await follow([
    async () => {
      throw new TuskarError('not-signed-in', 'Over.');
    },
  ]);
  expect(told.signedOut).toBe(1);
});

test('passes over what it cannot read', async () => {
  const told = await follow([async () => new Response('data: nonsense\n\ndata: {"id":"1"}\n\n')]);
  expect(told.events).toEqual([]);
});
