import { TuskarError } from '@tuskar/contract/error.ts';
import type { FastifyRequest } from 'fastify';
import type { Credentials } from '../../access/authenticator.ts';

/** `__Host-`: browsers keep it only from a secure page of this very host, for all its paths, and send it to no other. */
export const sessionCookie = '__Host-tuskar';

/** What a request brings to say who sends it; a token goes before a cookie. */
export function credentialsOf(request: FastifyRequest): Credentials | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer };
  const session = request.cookies[sessionCookie];
  return session === undefined ? undefined : { session };
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a write that a page of another site makes the browser send. A browser says where a write comes from in
 * Origin; one that brings a cookie and no origin is no browser of these years, and is refused as well.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function refuseCrossSite(
  request: FastifyRequest,
  options: { missingOrigin: 'allow' | 'refuse' },
): void {
  if (safeMethods.has(request.method)) return;
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin = origin !== undefined && hostOf(origin) !== host;
  const missing = origin === undefined && site === undefined && options.missingOrigin === 'refuse';
  if (foreignSite || foreignOrigin || missing) {
    throw new TuskarError(
      'cross-site-request',
      `The browser sends this request for ${origin ?? 'an unknown site'}, not for ${host}.`,
      { context: { origin: origin ?? null } },
    );
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
