import { readFileSync } from 'node:fs';
import {
  Agent as HttpAgent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import { TuskarError } from '@tuskar/contract/error.ts';

export type BmcRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: URL;
  headers?: Record<string, string>;
  body?: string;
  /** Whether it does no harm a second time; by default where it only reads. */
  repeatable?: boolean;
};

export type BmcReply = { status: number; headers: IncomingHttpHeaders; text: string };

export type BmcTransportOptions = {
  /** true: by this machine's CAs; false: not checked; text: a file of CA certificates. */
  verifyCa: boolean | string;
  /** For one request, from its beginning to the end of its answer. */
  timeoutSeconds: number;
  signal?: AbortSignal | undefined;
  /** By default each request has a connection of its own. */
  connection?: BmcConnection | undefined;
};

/** One that is kept for several requests, one after another. */
export type BmcConnection = HttpAgent | HttpsAgent;

export function keepConnection({ protocol }: URL): BmcConnection {
  const kept = { keepAlive: true, maxSockets: 1 };
  return protocol === 'http:' ? new HttpAgent(kept) : new HttpsAgent(kept);
}

/** An answer that is longer is none of a BMC. */
const mostBytes = 16 * 1024 * 1024;

const untrusted =
  /^(UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO_|CERT_|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA)/;

/**
 * One request. A connection of its own is closed with the answer: BMCs have few, and forget kept ones without a word.
 * Any status is an answer. @throws bmc-unreachable, bmc-untrusted
 */
export async function sendToBmc(asked: BmcRequest, options: BmcTransportOptions): Promise<BmcReply> {
  const limit = AbortSignal.timeout(options.timeoutSeconds * 1000);
  const signal = options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]);
  options.signal?.throwIfAborted();
  try {
    return await exchange(asked, options, signal);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw failure(error as NodeJS.ErrnoException, asked, limit.aborted ? options.timeoutSeconds : undefined);
  }
}

async function exchange(
  asked: BmcRequest,
  { verifyCa, connection }: Pick<BmcTransportOptions, 'verifyCa' | 'connection'>,
  signal: AbortSignal,
): Promise<BmcReply> {
  const { method, url, headers = {}, body, repeatable = method === 'GET' } = asked;
  const options: RequestOptions = {
    method,
    signal,
    agent: connection ?? false,
    headers: {
      accept: 'application/json',
      ...(connection === undefined ? { connection: 'close' } : {}),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...headers,
    },
  };
  let closedBefore = false;
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing =
      url.protocol === 'http:'
        ? httpRequest(url, options)
        : // BMCs live long, and some speak nothing newer than TLS 1.2.
          httpsRequest(url, { ...options, ...trust(verifyCa) });
    outgoing
      .once('response', resolve)
      .once('error', (error: NodeJS.ErrnoException) => {
        closedBefore = outgoing.reusedSocket && error.code === 'ECONNRESET';
        reject(error);
      })
      .end(body);
  }).catch((error: Error) => {
    // Where it changes something, the BMC may have done it, and only its answer be lost.
    if (closedBefore && repeatable) return undefined;
    throw error;
  });
  if (message === undefined) return await exchange(asked, { verifyCa }, signal);
  return { status: message.statusCode ?? 0, headers: message.headers, text: await readText(message) };
}

/**
 * BMCs live long: some speak nothing newer than TLS 1.2, and one that takes a client's greeting from a single packet does
 * not read the keys of a post-quantum exchange, which also cost a quarter of a connection.
 */
const oldEnough = { minVersion: 'TLSv1.2', ecdhCurve: 'X25519:P-256:P-384:P-521' } as const;

const contexts = new Map<string, SecureContext>();

/** What all connections of one kind share: made anew for each, it would be most of what a connection costs. */
function trust(verifyCa: boolean | string): { rejectUnauthorized: boolean; secureContext: SecureContext } {
  const ca = typeof verifyCa === 'string' ? readFileSync(verifyCa, 'utf8') : '';
  let secureContext = contexts.get(ca);
  if (secureContext === undefined) {
    secureContext = createSecureContext({ ...oldEnough, ...(ca === '' ? {} : { ca }) });
    contexts.set(ca, secureContext);
  }
  return { rejectUnauthorized: verifyCa !== false, secureContext };
}

async function readText(message: IncomingMessage): Promise<string> {
  message.setEncoding('utf8');
  let text = '';
  for await (const piece of message as AsyncIterable<string>) {
    text += piece;
    if (text.length > mostBytes) throw new Error(`its answer is longer than ${mostBytes} bytes`);
  }
  return text;
}

function failure(error: NodeJS.ErrnoException, { method, url }: BmcRequest, seconds?: number): TuskarError {
  const options = { cause: error, context: { method, url: url.href } };
  const reason =
    seconds === undefined ? error.message || String(error.code) : `no answer within ${seconds} s`;
  return untrusted.test(error.code ?? '')
    ? new TuskarError(
        'bmc-untrusted',
        `The BMC ${url.host} shows a certificate that is not trusted: ${reason}`,
        options,
      )
    : new TuskarError('bmc-unreachable', `The BMC ${url.host} does not answer: ${reason}`, options);
}
