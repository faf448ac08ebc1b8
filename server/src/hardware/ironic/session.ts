import type { Authentication } from './authentication.ts';
import { type Asked, parseReply, refusal } from './reply.ts';
import type { Answer } from './schema.ts';
import type { HttpReply, HttpRequest, HttpTransport } from './transport.ts';

export type Call = {
  method: HttpRequest['method'];
  /** From '/v1' on. */
  path: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
  place?: HttpRequest['place'];
};

/** Requests in one version of the service's API. */
export type IronicSession = {
  /** '1.96' */
  microversion: string;
  ask: <Value>(call: Call, schema: Answer<Value>) => Promise<Value>;
  /** For calls whose answer says nothing. */
  tell: (call: Call) => Promise<void>;
};

export type SessionOptions = {
  transport: HttpTransport;
  authentication: Authentication;
  /** With '/v1' or without. */
  url: string;
  microversion: string;
};

export function createIronicSession(options: SessionOptions): IronicSession {
  const { transport, authentication, microversion } = options;
  const root = options.url.replace(/\/+(v1\/*)?$/, '');

  async function send(
    { method, path, body, signal, place }: Call,
    authorisation: Record<string, string>,
  ): Promise<HttpReply> {
    return await transport.send({
      method,
      url: `${root}${path}`,
      headers: {
        accept: 'application/json',
        'x-openstack-ironic-api-version': microversion,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...authorisation,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
      ...(place === undefined ? {} : { place }),
    });
  }

  async function answer(call: Call): Promise<HttpReply> {
    const asked: Asked = { method: call.method, path: call.path };
    const authorisation = await authentication.headers();
    let reply = await send(call, authorisation);
    if (reply.status === 401 && authentication.renew(authorisation)) {
      reply = await send(call, await authentication.headers());
    }
    if (reply.status < 200 || reply.status >= 300) throw refusal(asked, reply);
    return reply;
  }

  return {
    microversion,
    ask: async (call, schema) => parseReply(call, await answer(call), schema),
    tell: async (call) => {
      await answer(call);
    },
  };
}
