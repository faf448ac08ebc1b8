import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';

export type NetboxReply = { status: number; location: string | undefined; text: string };

/** Asks once; any status is an answer, and what is none is thrown as Node throws it. */
export type NetboxTransport = (url: string, headers: Record<string, string>) => Promise<NetboxReply>;

export type TransportOptions = {
  /** PEM of an authority to trust besides those that the machine trusts. */
  caCertificate?: string | undefined;
  /** For one answer, from the question to its last byte. */
  timeoutSeconds?: number;
};

/** A page of a thousand devices has about 3 MiB. */
const maximumBytes = 64 * 1024 * 1024;

export function createNetboxTransport({
  caCertificate,
  timeoutSeconds = 60,
}: TransportOptions = {}): NetboxTransport {
  const own = caCertificate === undefined ? [] : [caCertificate];
  const ca = () => [...tls.getCACertificates('default'), ...tls.getCACertificates('system'), ...own];

  return async (url, headers) => {
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const secure = new URL(url).protocol === 'https:';
    const message = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = secure
        ? https.get(url, { headers, signal, ca: ca() }, resolve)
        : http.get(url, { headers, signal }, resolve);
      request.on('error', reject);
    });
    let bytes = 0;
    const pieces: Buffer[] = [];
    for await (const piece of message as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > maximumBytes) throw new Error('the answer has more than 64 MiB');
      pieces.push(piece);
    }
    return {
      status: message.statusCode ?? 0,
      location: message.headers.location,
      text: Buffer.concat(pieces).toString(),
    };
  };
}
