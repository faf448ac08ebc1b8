import { routes } from '@tuskar/contract/routes.ts';
import { errorCatalogue } from '@tuskar/contract/errors/catalogue.ts';
import type { OpenApiDocument } from '@tuskar/contract/openapi.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from './html.ts';
import { createTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.app.close());

describe('the OpenAPI document', () => {
  it('has every route, and every resource that it refers to', async () => {
    const document = (await server.app.inject('/v1/openapi.json')).json<OpenApiDocument>();
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(routes).sort());
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty([name ?? '']);
    expect(JSON.stringify(document)).not.toContain('#/$defs/');
  });
});

describe('the documentation', () => {
  it('has every route, and needs nothing from elsewhere', async () => {
    const { body } = await server.app.inject('/docs');
    for (const name of Object.keys(routes)) expect(body).toContain(`id="${name}"`);
    expect(body).not.toMatch(/<script|(src|href)="(https?:)?\/\//);
    const targets = [...body.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
    for (const target of new Set(targets)) expect(body).toContain(`id="${target}"`);
  });

  it('has every error where the type of a problem points to', async () => {
    const { body } = await server.app.inject('/docs/errors');
    for (const code of Object.keys(errorCatalogue)) expect(body).toContain(`id="${code}"`);
  });
});

it('writes values into HTML as text', () => {
  expect(html`<p title="${'"'}">${'<script>&'}</p>`.html).toBe('<p title="&quot;">&lt;script&gt;&amp;</p>');
});
