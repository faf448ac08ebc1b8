import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tuskar</title>
<h1>The console is not built</h1>
<p>Build it with: <code>npm run console:build</code>, and load this page again.
The API is there: <a href="/docs">its documentation</a>.</p></html>
`;

/** Paths that belong to programs: an unknown one is an error there, not the console. */
const notConsole = /^\/(v1|docs|healthz|metrics|assets)(\/|$)/;

/**
 * Serves the built console: its files as they are, and its page for every address that a person can open, since the
 * console itself knows its routes. Looks for it at each request, so that it may be built while the server runs.
 */
export async function serveConsole(app: FastifyInstance, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    serve: false,
    index: false,
    cacheControl: false,
  });

  app.get('/*', async (request, reply) => {
    const path = decodeURIComponent(request.url.split('?')[0] ?? '/');
    if (path.startsWith('/assets/') && existsSync(join(directory, path))) {
      // Vite names these by their content.
      return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path);
    }
    if (notConsole.test(path)) return reply.callNotFound();
    reply.header('cache-control', 'no-cache');
    if (/\.[a-z0-9]+$/i.test(path) && existsSync(join(directory, path))) return reply.sendFile(path);
    if (existsSync(join(directory, 'index.html'))) return reply.sendFile('index.html');
    return reply.status(503).type('text/html').send(notBuilt);
  });
}
