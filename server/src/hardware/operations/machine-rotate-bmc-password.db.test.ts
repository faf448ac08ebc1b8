import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import { fourTests } from '../../platform/operations/testing/four-tests.ts';
import { startTestEngine } from '../../platform/operations/testing/test-engine.ts';
import { bmcSecret, nextBmcSecret } from '../bmc-secret.ts';
import { getMachine } from '../store.ts';
import { rightPassword } from '../testing/enrolment-service.ts';
import { enrolmentWorld, noEngine } from '../testing/enrolment-world.ts';
import { pretendedAccounts } from '../testing/pretended-accounts.ts';
import { machineRotateBmcPassword } from './machine-rotate-bmc-password.ts';
import { prepare } from './machine-rotate-bmc-password.scenario.ts';

const scenario = new URL('./machine-rotate-bmc-password.scenario.ts', import.meta.url);
fourTests('machine.rotate-bmc-password', scenario);

describe('changing the password of a BMC', () => {
  async function rotation(ways: Parameters<typeof pretendedAccounts>[1]) {
    const directory = mkdtempSync(join(tmpdir(), 'tuskar-rotate-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const stage = { database: await testDatabase(), directory };
    await prepare(stage);
    const world = enrolmentWorld(stage, noEngine);
    const { accounts, read } = pretendedAccounts(directory, ways);
    const definition = machineRotateBmcPassword({ ...world, accounts }) as unknown as OperationDefinition;
    const { engine, untilEnded, stop } = await startTestEngine({
      database: stage.database,
      definitions: [definition],
      roles: ['worker'],
    });
    onTestFinished(stop);
    const row = await getMachine(world.db, 'm1');
    return {
      engine,
      untilEnded,
      bmc: read,
      inUse: () => world.secrets.newest(bmcSecret(row)),
      next: () => world.secrets.newest(nextBmcSecret(row)),
      run: async () => {
        const input = { machine: 'm1' };
        const { id } = await engine.submit({
          kind: 'machine.rotate-bmc-password',
          input,
          requestedBy: 'vera',
        });
        return await untilEnded(id);
      },
    };
  }

  it('that refuses it: the old one stays in use, the refused one is told nobody, and a retry tries another', async () => {
    const refused: string[] = [];
    const { run, bmc, inUse, engine, untilEnded } = await rotation({
      breaksRules: (password) => refused.length === 0 && refused.push(password) > 0,
    });
    const operation = await run();
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'bmc-refused' } });
    expect(operation.error?.remedy).toContain('keeps the password that it had');
    expect(JSON.stringify(operation)).not.toContain(refused[0]);
    expect([bmc().password, await inUse()]).toEqual([rightPassword, rightPassword]);

    await engine.retry(operation.id, { requestedBy: 'vera' });
    expect(await untilEnded(operation.id)).toMatchObject({ state: 'succeeded' });
    expect(bmc()).toMatchObject({ changes: 1 });
    expect([rightPassword, ...refused]).not.toContain(bmc().password);
    expect(await inUse()).toBe(bmc().password);
  });

  it('whose answer is lost: the password is one of the two that are kept, and is found', async () => {
    let lost = true;
    const { run, bmc, inUse, next, engine, untilEnded } = await rotation({
      onChange: () => {
        if (lost) throw new TuskarError('bmc-missing', 'The answer never came.');
      },
    });
    const operation = await run();
    expect(operation).toMatchObject({ state: 'failed' });
    expect(bmc().password).not.toBe(rightPassword);
    expect([await inUse(), await next()]).toEqual([rightPassword, bmc().password]);

    lost = false;
    await engine.retry(operation.id, { requestedBy: 'vera' });
    expect(await untilEnded(operation.id)).toMatchObject({ state: 'succeeded' });
    expect([bmc().changes, await inUse()]).toEqual([1, bmc().password]);
  });
});
