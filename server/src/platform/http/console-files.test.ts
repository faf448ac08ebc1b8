import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestServer, type TestServer } from './testing/test-server.ts';

let directory: string;
let server: TestServer;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tuskar-console-'));
  server = await createTestServer({ consoleDirectory: join(directory, 'dist') });
});
afterEach(async () => {
  await server.app.close();
  rmSync(directory, { recursive: true });
});

function build(): void {
  mkdirSync(join(directory, 'dist/assets'), { recursive: true });
  writeFileSync(join(directory, 'dist/index.html'), '<title>console</title>');
  writeFileSync(join(directory, 'dist/assets/app-1.js'), 'app');
  writeFileSync(join(directory, 'secret.txt'), 'hunter2');
}

describe('the console', () => {
  it('says that it is not built, and is there as soon as it is', async () => {
    const before = await server.app.inject('/');
    expect(before.statusCode).toBe(503);
    expect(before.body).toContain('npm run console:build');
    build();
    expect((await server.app.inject('/')).body).toContain('<title>console</title>');
  });

  it('answers every address that a person can open', async () => {
    build();
    for (const url of ['/', '/clouds/try', '/operations/op-1?tab=log']) {
      const response = await server.app.inject(url);
      expect(response.body).toContain('<title>console</title>');
      expect(response.headers['cache-control']).toBe('no-cache');
      expect(response.headers['content-security-policy']).toContain("script-src 'self'");
    }
  });

  it('has files that browsers keep', async () => {
    build();
    const response = await server.app.inject('/assets/app-1.js');
    expect(response.body).toBe('app');
    expect(response.headers['cache-control']).toContain('immutable');
  });

  it.each(['/v1/nothing', '/assets/app-0.js', '/docs/nothing'])('does not answer %s', async (url) => {
    build();
    expect((await server.app.inject(url)).json()).toMatchObject({ code: 'route-not-found' });
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
  ])('gives nothing from outside: %s', async (url) => {
    build();
    expect((await server.app.inject(url)).body).not.toContain('hunter2');
  });
});
