import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

export type OpenOptions = {
  verifyCertificate: boolean;
  user?: string | undefined;
  password?: string | undefined;
  /** Longest silence of the server. */
  timeoutMs?: number;
};

const mostRedirects = 3;

/** Opens an http or https URL for reading; throws an Error that says why it cannot. */
export async function openUrl(url: string, options: OpenOptions, redirects = 0): Promise<IncomingMessage> {
  const { protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`${protocol} is not http or https`);
  const request = protocol === 'https:' ? httpsRequest : httpRequest;
  const sent = request(url, requestOptions(options));
  // Also once the answer has begun: what reads it then learns of the break by itself.
  sent.on('error', () => undefined);
  sent.once('timeout', () => sent.destroy(new Error('the server is silent')));
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { statusCode = 0, headers } = response;
  if (statusCode === 200) return response;
  response.resume();
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined && redirects < mostRedirects) {
    return openUrl(new URL(headers.location, url).href, options, redirects + 1);
  }
  throw new Error(`the server answers ${statusCode}`);
}

function requestOptions({ verifyCertificate, user, password, timeoutMs }: OpenOptions): RequestOptions {
  const options = {
    agent: false as const,
    timeout: timeoutMs ?? 30_000,
    rejectUnauthorized: verifyCertificate,
  };
  return user === undefined ? options : { ...options, auth: `${user}:${password ?? ''}` };
}
