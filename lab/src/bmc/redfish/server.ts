import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Bmc } from '../bmc.ts';
import { answer } from './answer.ts';
import { RedfishError, unavailable } from './error.ts';
import { Held } from './held.ts';
import { type Reply, TextDocument } from './route.ts';

export type RedfishServerOptions = {
  /** The BMC of an address of this machine; undefined where none is. */
  find: (address: string) => Promise<Bmc | undefined>;
  log: Logger;
  /** Told of every answer. */
  onAnswer?: () => void;
};

type Tls = { key: string; cert: string };

const largestBody = 128 * 1024;

/**
 * The Redfish service of all BMCs, not yet listening: https with a certificate, else http. Which BMC is asked is told by
 * the local address of the connection.
 */
export function createRedfishServer(options: RedfishServerOptions, tls?: Tls): Server {
  const held = new Held();
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    serve(options, held, request, response).catch((err: unknown) => {
      options.log.error({ err }, 'a BMC failed to answer');
      response.destroy();
    });
  };
  const settings = { keepAlive: false, requestTimeout: 60_000, headersTimeout: 20_000 };
  const server = tls
    ? createHttpsServer({ ...settings, ...tls }, handle)
    : createHttpServer(settings, handle);
  // Clients that break off, or speak no TLS, are nobody's fault here.
  server.on('tlsClientError', (_: Error, socket: Socket) => socket.destroy());
  return server;
}

async function serve(
  { find, log, onAnswer }: RedfishServerOptions,
  held: Held,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bmc = await find(localAddress(request.socket));
  if (bmc === undefined) {
    request.socket.destroy();
    return;
  }
  if (bmc.isHanging || bmc.has('bmc-timeout')) return held.hold(request.socket);
  const reply = await replyTo(bmc, request, log);
  send(response, reply, request.method === 'HEAD');
  onAnswer?.();
}

async function replyTo(bmc: Bmc, request: IncomingMessage, log: Logger): Promise<Reply> {
  try {
    if (bmc.has('bmc-error')) throw unavailable(30);
    const { method = 'GET', url = '/', headers } = request;
    const body = await readBody(request);
    return await answer(bmc, { method, url, headers, body, from: request.socket.remoteAddress ?? '' });
  } catch (error) {
    if (error instanceof RedfishError) {
      return { status: error.status, body: error.body, headers: error.headers };
    }
    // A client that breaks off in the middle of its request waits for no answer.
    if (!request.complete && request.destroyed) return { status: 400 };
    log.error({ err: error, url: request.url }, 'a Redfish request failed');
    const failure = new RedfishError(500, { message: 'InternalError', args: ['see the log'] });
    return { status: 500, body: failure.body };
  }
}

const localAddress = ({ localAddress: address = '' }: Socket): string => address.replace(/^::ffff:/, '');

async function readBody(request: IncomingMessage): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new RedfishError(413, { message: 'UnrecognizedRequestBody' });
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new RedfishError(400, { message: 'MalformedJSON' });
  }
}

/**
 * Every answer closes its connection: clients that keep some open and reuse one just as the server closes it see it lost.
 */
function send(response: ServerResponse, { status, body, headers }: Reply, isHead: boolean): void {
  const { type, text } = contentOf(body);
  response.writeHead(status, {
    'odata-version': '4.0',
    'cache-control': 'no-cache',
    connection: 'close',
    ...(body !== undefined && { 'content-type': type }),
    ...(status !== 204 && status !== 304 && { 'content-length': Buffer.byteLength(text) }),
    ...headers,
  });
  response.end(isHead ? undefined : text);
}

function contentOf(body: object | undefined): { type: string; text: string } {
  if (body instanceof TextDocument) return body;
  return {
    type: 'application/json; charset=utf-8',
    text: body === undefined ? '' : JSON.stringify(body),
  };
}
