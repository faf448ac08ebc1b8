import { expect, it } from 'vitest';
import { readSettings } from './settings.ts';

it('has a default for everything', () => {
  expect(readSettings({})).toMatchObject({
    stateDirectory: '/var/lib/tuskar',
    listen: { host: '127.0.0.1', port: 8443 },
    roles: ['api', 'worker'],
    logLevel: 'info',
    databaseUrl: undefined,
  });
});

it('takes an empty variable for one that is not set', () => {
  expect(readSettings({ TUSKAR_ROLES: '', DATABASE_URL: '' })).toMatchObject({ roles: ['api', 'worker'] });
});

it('reads addresses of every kind', () => {
  expect(readSettings({ TUSKAR_LISTEN: '[::]:443' }).listen).toEqual({ host: '::', port: 443 });
  expect(readSettings({ TUSKAR_LISTEN: 'tuskar.example:0' }).listen).toEqual({
    host: 'tuskar.example',
    port: 0,
  });
});

it('puts what people call the server into its certificate', () => {
  const { serverNames } = readSettings({ TUSKAR_SERVER_NAMES: 'tuskar.example,198.51.100.7' });
  expect(serverNames).toEqual(
    expect.arrayContaining(['localhost', '127.0.0.1', 'tuskar.example', '198.51.100.7']),
  );
});

it('names every variable that is wrong, with the reason, and never a password', () => {
  const read = () =>
    readSettings({
      TUSKAR_ROLES: 'api,king',
      TUSKAR_LISTEN: '8443',
      TUSKAR_STATE_DIR: 'here',
      DATABASE_URL: 'mysql://root:hunter2@db',
    });
  expect(read).toThrow("TUSKAR_LISTEN ('8443') is not 'host:port', for example 127.0.0.1:8443");
  expect(read).toThrow("TUSKAR_ROLES ('api,king') knows only 'api' and 'worker'");
  expect(read).toThrow("TUSKAR_STATE_DIR ('here') is not an absolute path");
  expect(read).toThrow('DATABASE_URL does not begin with postgresql://');
  expect(read).not.toThrow('hunter2');
});
