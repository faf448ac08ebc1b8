import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { TuskarError } from '@tuskar/contract/error.ts';
import { ErrorBody, fromWire } from './keeper/protocol.ts';

export type SocketCall = { method: string; path: string; body?: unknown; signal?: AbortSignal | undefined };

type Unreachable = (reason: string, cause: Error) => TuskarError;

/**
 * Asks a process of ours over HTTP on its Unix socket. Throws the `TuskarError` that it answers with, or what `unreachable`
 * makes of the reason where none answers.
 */
export async function requestOverSocket(
  socketPath: string,
  { method, path, body, signal }: SocketCall,
  unreachable: Unreachable,
): Promise<IncomingMessage> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({
      socketPath,
      // A connection kept from before would be lost when the process at its other end is another one.
      agent: false,
      method,
      path,
      ...(signal && { signal }),
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
    })
      .once('response', resolve)
      .once('error', (error) => reject(signal?.aborted ? error : unreachable(reasonOf(error), error)))
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
  if (response.statusCode === 200) return response;
  throw fromWire(ErrorBody.parse(await readJson(response)).error);
}

export async function readJson(response: IncomingMessage): Promise<unknown> {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response as AsyncIterable<string>) text += chunk;
  return JSON.parse(text);
}

const reasons: Record<string, string> = {
  ENOENT: 'it is not running',
  ECONNREFUSED: 'it is not running',
  EACCES: 'this user may not use its socket',
};

function reasonOf(error: Error): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return reasons[code] ?? error.message;
}
