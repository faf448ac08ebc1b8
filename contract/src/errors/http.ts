import type { ErrorDefinitions } from './definition.ts';

export const httpErrors = {
  'invalid-json': {
    status: 400,
    retryable: false,
    title: 'The body is not JSON',
    remedy: 'Send valid JSON; the message says where reading it stopped.',
  },
  'body-too-large': {
    status: 413,
    retryable: false,
    title: 'The body is too large',
    remedy: 'Send less; the message names the limit.',
  },
  'unsupported-media-type': {
    status: 415,
    retryable: false,
    title: 'The body is in a form that the route does not read',
    remedy: 'Send JSON, with the header: content-type: application/json',
  },
  'idempotency-key-reused': {
    status: 422,
    retryable: false,
    title: 'The idempotency key belongs to another request',
    remedy: 'Make a new key for each new request; a key is only for repeating one and the same.',
  },
  'idempotency-key-in-use': {
    status: 409,
    retryable: true,
    title: 'The first request with this idempotency key is still at work',
    remedy: 'Wait a moment and repeat the request; it then gets the first answer.',
  },
  'cannot-listen': {
    status: 500,
    retryable: false,
    title: 'The API cannot listen on its address',
    remedy: 'End what uses the address, or set TUSKAR_LISTEN to another.',
  },
} as const satisfies ErrorDefinitions;
