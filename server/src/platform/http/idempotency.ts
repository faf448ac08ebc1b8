import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Actor } from '../../access/actor.ts';

/** An answer as it was first given, to be given again word for word. */
export type StoredAnswer = { status: number; body: string };

export type IdempotencyKey = { actor: string; key: string };

/** Answers by actor and key, kept for 24 hours. */
export type IdempotencyStore = {
  /** Takes a key for a request; where it is taken, tells by which request and what that was answered, if it was. */
  claim: (
    key: IdempotencyKey,
    digest: string,
  ) => Promise<{ state: 'claimed' } | { state: 'taken'; digest: string; answer: StoredAnswer | undefined }>;
  keep: (key: IdempotencyKey, answer: StoredAnswer) => Promise<void>;
  /** Gives up a claim whose request had no lasting answer. */
  release: (key: IdempotencyKey) => Promise<void>;
};

const longestKey = 255;

/** What the caller calls this request, to repeat it safely. Error: 'invalid-request'. */
export function idempotencyKeyOf({ headers }: { headers: IncomingHttpHeaders }): string | undefined {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string') return undefined;
  if (key.length > 0 && key.length <= longestKey) return key;
  throw new TuskarError(
    'invalid-request',
    `The header Idempotency-Key has not 1 to ${longestKey} characters.`,
  );
}

/** Whose keys they are: a token that may little is never told again what its person's other tokens were told. */
export function ownerOf({ name, token }: Pick<Actor, 'name' | 'token'>): string {
  return token === undefined ? name : `token:${token.id}`;
}

export type IdempotentRequest = { key: IdempotencyKey; route: string; input: unknown };

/**
 * Does a piece of work once for a key, however often it is asked. Only a success is kept: a refusal has changed
 * nothing, so the repeated request is judged anew. The form of keys and errors follows
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export async function once(
  store: IdempotencyStore,
  request: IdempotentRequest,
  work: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { repeated: boolean }> {
  const { key } = request;
  const digest = digestOf(request);
  const claim = await store.claim(key, digest);
  if (claim.state === 'taken') return { ...firstAnswer(claim, digest, key), repeated: true };
  let answer: StoredAnswer;
  try {
    answer = await work();
  } catch (error) {
    await store.release(key);
    throw error;
  }
  await store.keep(key, answer);
  return { ...answer, repeated: false };
}

function firstAnswer(
  claim: { digest: string; answer: StoredAnswer | undefined },
  digest: string,
  { key }: IdempotencyKey,
): StoredAnswer {
  if (claim.digest !== digest) {
    throw new TuskarError('idempotency-key-reused', `The key '${key}' was sent with another request.`, {
      context: { key },
    });
  }
  if (claim.answer === undefined) {
    throw new TuskarError('idempotency-key-in-use', `The request with the key '${key}' has not ended yet.`, {
      context: { key, retryAfterSeconds: 1 },
    });
  }
  return claim.answer;
}

function digestOf({ route, input }: IdempotentRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([route, input]))
    .digest('hex');
}
