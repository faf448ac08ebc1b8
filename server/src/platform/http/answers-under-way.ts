import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from './error-handler.ts';

export type AnswersUnderWay = {
  /** Begins nothing more; resolves when all requests that were begun are answered, at the latest after this many seconds. */
  ended: (seconds: number) => Promise<void>;
};

/**
 * Knows which requests are not answered yet, event streams among them, so that a server that stops can let them end;
 * refuses those that come then.
 */
export function watchAnswers(app: FastifyInstance): AnswersUnderWay {
  const underWay = new Set<ServerResponse>();
  let allEnded: (() => void) | undefined;

  let isEnding = false;

  app.addHook('onRequest', async (request, reply) => {
    if (isEnding)
      return sendProblem(request, reply, new TuskarError('server-stopping', 'Tuskar is stopping.'));
    const { raw } = reply;
    underWay.add(raw);
    raw.once('close', () => {
      underWay.delete(raw);
      if (underWay.size === 0) allEnded?.();
    });
  });

  return {
    ended: async (seconds) => {
      isEnding = true;
      if (underWay.size === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      allEnded = resolve;
      await Promise.race([promise, pause(seconds * 1000, undefined, { ref: false })]);
    },
  };
}
