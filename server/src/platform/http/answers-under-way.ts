import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

export type AnswersUnderWay = {
  /** Resolves when all requests that were begun are answered, at the latest after this many seconds. */
  ended: (seconds: number) => Promise<void>;
};

/** Knows which requests are not answered yet, event streams among them, so that a server that stops can let them end. */
export function watchAnswers(app: FastifyInstance): AnswersUnderWay {
  const underWay = new Set<ServerResponse>();
  let allEnded: (() => void) | undefined;

  app.addHook('onRequest', async (_request, { raw }) => {
    underWay.add(raw);
    raw.once('close', () => {
      underWay.delete(raw);
      if (underWay.size === 0) allEnded?.();
    });
  });

  return {
    ended: async (seconds) => {
      if (underWay.size === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      allEnded = resolve;
      await Promise.race([promise, pause(seconds * 1000, undefined, { ref: false })]);
    },
  };
}
