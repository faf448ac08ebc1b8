import { openApiDocument } from '@tuskar/contract/openapi.ts';
import { systemRoutes } from '@tuskar/contract/system.ts';
import type { FastifyInstance } from 'fastify';
import { docsPage } from './docs-page.ts';
import { errorsPage } from './docs-errors.ts';
import { docsStyle } from './docs-style.ts';

/** GET /v1/openapi.json for programs, /docs for people. Made once, at the first request. */
export function registerDocuments(app: FastifyInstance, options: { version: string }): void {
  const name = 'system.openapi';
  const definition = systemRoutes[name];
  const openapi = lazily(() => JSON.stringify(openApiDocument(options)));
  app.get(definition.path, { config: { route: { name, definition } } }, async (_request, reply) =>
    reply.type('application/json').send(openapi()),
  );

  const pages = {
    '/docs': { type: 'text/html; charset=utf-8', text: lazily(() => docsPage(openApiDocument(options))) },
    '/docs/errors': { type: 'text/html; charset=utf-8', text: lazily(errorsPage) },
    '/docs/style.css': { type: 'text/css; charset=utf-8', text: () => docsStyle },
  };
  for (const [path, { type, text }] of Object.entries(pages)) {
    app.get(path, async (_request, reply) => reply.type(type).send(text()));
  }
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
