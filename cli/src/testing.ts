import { type Client, createClient } from '@tuskar/client/client.ts';
import type { Io } from './io.ts';

export type RecordedIo = Io & { output: string[]; said: string[] };

/** Streams that keep what was written, for tests. */
export function recordedIo(given: Partial<Io> = {}): RecordedIo {
  const output: string[] = [];
  const said: string[] = [];
  return {
    output,
    said,
    out: (text) => output.push(...text.split('\n')),
    talk: (text) => said.push(...text.split('\n')),
    live: false,
    interactive: false,
    readInput: () => Promise.resolve(''),
    ask: () => Promise.reject(new Error('nobody is there to answer')),
    askSecret: () => Promise.reject(new Error('nobody is there to answer')),
    env: {},
    columns: 120,
    cwd: '/',
    ...given,
  };
}

export type Answer = { status?: number; body: unknown };

/** A client whose server answers each 'METHOD /path' in turn with what is given; its last answer stays. */
export function answeringClient(answers: Record<string, Answer[]>): Client & { asked: string[] } {
  const asked: string[] = [];
  const client = createClient({
    baseUrl: 'https://tuskar.test',
    token: 'tsk_test',
    transport: (url, init) => {
      const key = `${init.method} ${new URL(url).pathname}`;
      asked.push(key);
      const queue = answers[key] ?? [];
      const answer = queue.length > 1 ? queue.shift() : queue[0];
      if (answer === undefined) throw new Error(`the test expects no ${key}`);
      return Promise.resolve(new Response(JSON.stringify(answer.body), { status: answer.status ?? 200 }));
    },
  });
  return { ...client, asked };
}
