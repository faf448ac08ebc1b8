import { TuskarError } from '@tuskar/contract/error.ts';
import type { FastifyInstance } from 'fastify';

/** JSON as Fastify reads it, with its guard against prototype poisoning; an empty body is none. */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    if (text === '') return done(null, undefined);
    return parse(request, text, (error, value) => done(error && invalidJson(text, error), value));
  });
}

function invalidJson(text: string, cause: Error): TuskarError {
  return new TuskarError('invalid-json', `The body is not JSON: ${reasonOf(text) ?? cause.message}.`, {
    cause,
  });
}

/** Fastify does not say where reading stopped; the platform's own parser does. */
function reasonOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
