import type { IncomingMessage, ServerResponse } from 'node:http';
import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Logger } from 'pino';
import { toWire } from './keeper/protocol.ts';

const largestBody = 64 * 1024;

/** Undefined where there is no body; throws `invalid-request` where it is no JSON or larger than any of ours. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new TuskarError('invalid-request', 'The request is too large.');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new TuskarError('invalid-request', 'The request is not JSON.', { cause });
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function sendJsonError(log: Logger, response: ServerResponse, error: unknown): void {
  if (!isTuskarError(error)) log.error({ err: error }, 'request failed');
  sendJson(response, isTuskarError(error) ? error.status : 500, { error: toWire(error) });
}
