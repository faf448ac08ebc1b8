import { type ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { z } from 'zod';
import { parseJson } from '../../platform/json.ts';
import { Refusal } from './schema.ts';
import type { HttpReply } from './transport.ts';

/** What was asked, for messages: 'network: POST /v2.0/ports'. */
export type Asked = { service: string; method: string; path: string };

const codes: Record<number, ErrorCode> = {
  401: 'openstack-unauthorized',
  403: 'openstack-forbidden',
  404: 'openstack-not-found',
  409: 'openstack-conflict',
  429: 'openstack-busy',
};

/** The reason that the service gives, in whichever of their forms it does. */
function reasonOf(text: string): string {
  const refusal = Refusal.safeParse(parseJson(text));
  if (refusal.success) return refusal.data;
  const words = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.slice(0, 300) || 'it gives no reason';
}

function describe({ service, method, path }: Asked): string {
  return `${service}: ${method} ${path.split('?')[0] ?? path}`;
}

export function refusal(asked: Asked, reply: HttpReply): TuskarError {
  const code = codes[reply.status] ?? (reply.status >= 500 ? 'openstack-busy' : 'openstack-refused');
  return new TuskarError(
    code,
    `${describe(asked)} was answered with ${reply.status}: ${reasonOf(reply.text)}`,
    {
      context: {
        ...asked,
        status: reply.status,
        requestId: reply.headers['x-openstack-request-id'],
      },
    },
  );
}

/** @throws openstack-answer where the text is no JSON, or not of the schema */
export function parseReply<Schema extends z.ZodType>(
  asked: Asked,
  reply: HttpReply,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(parseJson(reply.text));
  if (parsed.success) return parsed.data;
  throw new TuskarError('openstack-answer', `${describe(asked)} was answered with what is not understood`, {
    cause: parsed.error,
    context: { ...asked, status: reply.status, beginning: reply.text.slice(0, 200) },
  });
}
