import { TuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import { parseJson } from '../../platform/json.ts';
import { type Answer, Refusal } from './schema.ts';
import type { HttpReply } from './transport.ts';

/** What was asked, for messages: 'PUT /v1/nodes/…/states/provision'. */
export type Asked = { method: string; path: string };

const codes: Record<number, ErrorCode> = {
  401: 'bare-metal-unauthorized',
  403: 'bare-metal-unauthorized',
  404: 'node-not-found',
  406: 'bare-metal-incapable',
  429: 'bare-metal-busy',
};

function codeOf({ status }: HttpReply, reason: string): ErrorCode {
  if (status === 409)
    return /is locked by host|reserved|locked/i.test(reason) ? 'node-locked' : 'bare-metal-refused';
  if (
    status === 400 &&
    /(can ?not|can't) be performed on node|while it is in state|is in state|in provision state/i.test(reason)
  ) {
    return 'node-state';
  }
  if (status === 400 && /No conductor service registered which supports driver/i.test(reason)) {
    return 'bare-metal-incapable';
  }
  // What a node lacks for its rescue: for Ironic that is a fault of its own, but no other try mends it.
  if (status === 500 && /Validation failed/.test(reason)) return 'bare-metal-refused';
  return codes[status] ?? (status >= 500 ? 'bare-metal-busy' : 'bare-metal-refused');
}

/** The reason that the service gives, in whichever of its forms. */
function reasonOf(text: string): string {
  const refusal = Refusal.safeParse(parseJson(text));
  if (refusal.success) return refusal.data;
  const words = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.slice(0, 300) || 'it gives no reason';
}

function describe({ method, path }: Asked): string {
  return `${method} ${path.split('?')[0] ?? path}`;
}

export function refusal(asked: Asked, reply: HttpReply): TuskarError {
  const reason = reasonOf(reply.text);
  const { status, headers } = reply;
  return new TuskarError(
    codeOf(reply, reason),
    `The bare-metal service answered ${describe(asked)} with ${status}: ${reason}`,
    { context: { ...asked, status, requestId: headers['openstack-request-id'] } },
  );
}

/** @throws bare-metal-answer where the text is no JSON, or lacks what was asked for */
export function parseReply<Value>(asked: Asked, reply: HttpReply, schema: Answer<Value>): Value {
  const parsed = schema.safeParse(parseJson(reply.text));
  if (parsed.success) return parsed.data;
  throw new TuskarError(
    'bare-metal-answer',
    `The bare-metal service answered ${describe(asked)} with what is not understood.`,
    {
      cause: parsed.error,
      context: { ...asked, status: reply.status, beginning: reply.text.slice(0, 200) },
    },
  );
}
