import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Readable } from 'node:stream';

export type HttpRequest = {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | Readable | undefined;
  /** Of silence; 60 by default. */
  timeoutSeconds?: number | undefined;
  signal?: AbortSignal | undefined;
};

export type HttpReply = { status: number; headers: IncomingHttpHeaders; text: string };

/** One way to the APIs of a cloud. */
export type HttpTransport = {
  /** Any status is an answer. @throws openstack-unreachable, openstack-untrusted */
  send: (request: HttpRequest) => Promise<HttpReply>;
  close: () => void;
};

const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_SIGNATURE_FAILURE',
]);

function failure(error: NodeJS.ErrnoException, { method, url }: HttpRequest): TuskarError {
  const options = { cause: error, context: { method, url } };
  const { host } = new URL(url);
  return untrusted.has(error.code ?? '')
    ? new TuskarError(
        'openstack-untrusted',
        `${host} shows a certificate that is not trusted: ${error.message}`,
        options,
      )
    : new TuskarError(
        'openstack-unreachable',
        `${host} does not answer: ${error.message || String(error.code)}`,
        options,
      );
}

async function readText(message: IncomingMessage): Promise<string> {
  message.setEncoding('utf8');
  let text = '';
  for await (const piece of message as AsyncIterable<string>) text += piece;
  return text;
}

/** HTTPS with kept connections, trusting one CA only. */
export function createHttpsTransport({ caCertificate }: { caCertificate: string }): HttpTransport {
  const agent = new Agent({
    ca: caCertificate,
    keepAlive: true,
    maxSockets: 16,
    minVersion: 'TLSv1.2',
  });

  async function exchange(options: HttpRequest): Promise<HttpReply> {
    const { method, url, headers = {}, body, timeoutSeconds = 60, signal } = options;
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request(url, { method, headers, agent, ...(signal ? { signal } : {}) });
      outgoing.setTimeout(timeoutSeconds * 1000, () => {
        outgoing.destroy(new Error(`no answer within ${timeoutSeconds} s`));
      });
      outgoing.once('response', resolve).once('error', reject);
      if (body === undefined || typeof body === 'string') outgoing.end(body);
      else body.once('error', (error) => outgoing.destroy(error)).pipe(outgoing);
    });
    return {
      status: message.statusCode ?? 0,
      headers: message.headers,
      text: await readText(message),
    };
  }

  return {
    async send(options) {
      options.signal?.throwIfAborted();
      try {
        return await exchange(options);
      } catch (error) {
        options.signal?.throwIfAborted();
        throw failure(error as NodeJS.ErrnoException, options);
      }
    },
    close: () => agent.destroy(),
  };
}
