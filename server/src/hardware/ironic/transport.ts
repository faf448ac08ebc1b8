import {
  Agent as HttpAgent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { TuskarError } from '@tuskar/contract/error.ts';

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal | undefined;
  /** Among what waits for a place; by default what changes something is work, and the rest are looks. */
  place?: Place;
};

type Place = 'look' | 'work';

export type HttpReply = { status: number; headers: IncomingHttpHeaders; text: string };

/** One way to the bare-metal service. */
export type HttpTransport = {
  /** Any status is an answer. @throws bare-metal-unreachable, bare-metal-untrusted */
  send: (request: HttpRequest) => Promise<HttpReply>;
  close: () => void;
};

/** An answer of a service that lists thousands of nodes has some megabytes; one that has no end is cut off. */
const answerBytes = 256 * 1024 * 1024;

/**
 * Ironic's API is one process on one processor: asked for more at once it only spends more on each. 200 machines enrolled
 * cost it 40 s of processor time at sixteen at once, 27 s at eight (Ironic 29). Whoever only looks has places of their own, and
 * does not wait until the work of hundreds of machines has been asked for.
 */
const mostAtOnce: Record<Place, number> = { look: 2, work: 6 };

const untrusted = /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_CERT_)/;

function failure(error: NodeJS.ErrnoException, { method, url }: HttpRequest): TuskarError {
  const options = { cause: error, context: { method, url } };
  const { host } = new URL(url);
  return untrusted.test(error.code ?? '')
    ? new TuskarError(
        'bare-metal-untrusted',
        `The bare-metal service at ${host} shows a certificate that is not trusted: ${error.message}.`,
        options,
      )
    : new TuskarError(
        'bare-metal-unreachable',
        `The bare-metal service at ${host} does not answer: ${error.message || String(error.code)}.`,
        options,
      );
}

async function readText(message: IncomingMessage): Promise<string> {
  message.setEncoding('utf8');
  let text = '';
  for await (const piece of message as AsyncIterable<string>) {
    text += piece;
    if (text.length > answerBytes) throw new Error('its answer has no end');
  }
  return text;
}

/**
 * HTTP and HTTPS with kept connections.
 *
 * @param options.ca PEM of the authorities to trust; null: those of the machine.
 * @param options.timeoutSeconds of silence; 60 by default.
 */
export function createTransport(options: { ca: string | null; timeoutSeconds?: number }): HttpTransport {
  const { ca, timeoutSeconds = 60 } = options;
  const agents = (maxSockets: number) => ({
    plain: new HttpAgent({ keepAlive: true, maxSockets }),
    secure: new HttpsAgent({
      keepAlive: true,
      maxSockets,
      minVersion: 'TLSv1.2',
      ...(ca === null ? {} : { ca }),
    }),
  });
  const places = { look: agents(mostAtOnce.look), work: agents(mostAtOnce.work) };

  async function exchange(request: HttpRequest): Promise<HttpReply> {
    const { method, url, headers = {}, body, signal, place = method === 'GET' ? 'look' : 'work' } = request;
    const isSecure = url.startsWith('https:');
    const { plain, secure } = places[place];
    let reused = false;
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = (isSecure ? httpsRequest : httpRequest)(url, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
        agent: isSecure ? secure : plain,
        ...(signal ? { signal } : {}),
      });
      outgoing.setTimeout(timeoutSeconds * 1000, () => {
        outgoing.destroy(new Error(`no answer within ${timeoutSeconds} s`));
      });
      outgoing.once('response', resolve).once('error', (error) => {
        reused = outgoing.reusedSocket;
        reject(error);
      });
      outgoing.end(body);
    }).catch((error: NodeJS.ErrnoException) => {
      // The service may close a kept connection at the moment at which it is used again.
      if (reused && method === 'GET' && error.code === 'ECONNRESET') return undefined;
      throw error;
    });
    if (message === undefined) return await exchange(request);
    return { status: message.statusCode ?? 0, headers: message.headers, text: await readText(message) };
  }

  return {
    async send(request) {
      request.signal?.throwIfAborted();
      try {
        return await exchange(request);
      } catch (error) {
        request.signal?.throwIfAborted();
        throw failure(error as NodeJS.ErrnoException, request);
      }
    },
    close: () => {
      for (const { plain, secure } of Object.values(places)) {
        plain.destroy();
        secure.destroy();
      }
    },
  };
}
