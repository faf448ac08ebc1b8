import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import { answer } from './answer.ts';
import { sessions } from './sessions.ts';

/**
 * What the real server sends with the console's pages. Vite's development server injects inline scripts, so only the
 * preview of the built console has it.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const apiPath = /^\/(v1\/|healthz|docs)/;

/** Puts the fake of the API in front of Vite's own servers, for development and for tests of rare states. */
export function fakeApi(): Plugin {
  return {
    name: 'tuskar-fake-api',
    configureServer: ({ middlewares }) => void middlewares.use(api),
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((_request, response, next) => {
        response.setHeader('content-security-policy', contentSecurityPolicy);
        next();
      });
      middlewares.use(api);
    },
  };
}

/** A break of the network, on demand: ends the event streams of the session. */
const disconnectPath = '/fake/disconnect';

function api(request: IncomingMessage, response: ServerResponse, next: Connect.NextFunction): void {
  if (request.url === disconnectPath) {
    sessions.of(request)?.world.listeners.forEach((listener) => listener.end());
    return void response.end();
  }
  if (!apiPath.test(request.url ?? '')) return next();
  void answer(request, response);
}
