import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Db } from '../platform/database/connect.ts';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { type FirstSignIn, forgetFirstSignIn, keepCliToken, makeFirstAdministrator } from './first-start.ts';
import { createSessionKeeper } from './session.ts';
import { tokenActor } from './token.ts';

let db: Db;
let stateDirectory: string;
beforeEach(async () => {
  ({ db } = await testDatabase());
  stateDirectory = mkdtempSync(join(tmpdir(), 'tuskar-state-'));
  onTestFinished(() => rmSync(stateDirectory, { recursive: true }));
});

const path = (name: string) => join(stateDirectory, name);
const begin = () => makeFirstAdministrator({ db, stateDirectory }, 'https://localhost:8443');

it('makes one administrator, whose way in is written once and only for its owner', async () => {
  const made = await Promise.all([begin(), begin(), begin()]);
  expect(made.filter((way) => way !== undefined)).toHaveLength(1);
  const way = JSON.parse(readFileSync(path('first-sign-in.json'), 'utf8')) as FirstSignIn;
  expect(way).toMatchObject({ url: 'https://localhost:8443', user: 'admin' });
  expect(statSync(path('first-sign-in.json')).mode & 0o777).toBe(0o600);

  const sessions = createSessionKeeper({ db, onSignIn: (user) => forgetFirstSignIn(stateDirectory, user) });
  const { actor } = await sessions.signIn({ ...way, remoteAddress: null });
  expect(actor.role).toBe('administrator');
  expect(readdirSync(stateDirectory)).toEqual([]);
  expect(await begin()).toBeUndefined();
});

it("keeps a token for this machine's root, and makes another when it is no longer valid", async () => {
  await begin();
  await keepCliToken({ db, stateDirectory });
  const first = readFileSync(path('cli-token'), 'utf8').trim();
  expect(statSync(path('cli-token')).mode & 0o777).toBe(0o600);
  expect(await tokenActor(db, first)).toMatchObject({ user: 'admin', role: 'administrator' });
  await keepCliToken({ db, stateDirectory });
  expect(readFileSync(path('cli-token'), 'utf8').trim()).toBe(first);
  writeFileSync(path('cli-token'), 'tsk_of_another_database\n');
  await keepCliToken({ db, stateDirectory });
  expect(await tokenActor(db, readFileSync(path('cli-token'), 'utf8').trim())).toBeDefined();
});
