import { expect, test } from 'vitest';
import { connectionOf, emptyConnection } from './connection.ts';

const typed = { ...emptyConnection, url: ' https://ironic:6385 ', user: 'tuskar', password: 'secret' };

test('only what belongs to the way in is told', () => {
  expect(connectionOf({ ...typed, auth: 'none' })).toEqual({
    kind: 'external',
    url: 'https://ironic:6385',
    auth: 'none',
  });
  expect(connectionOf({ ...typed, auth: 'keystone', authUrl: 'https://id:5000/v3' })).toMatchObject({
    user: 'tuskar',
    keystone: { authUrl: 'https://id:5000/v3', project: null },
  });
  expect(connectionOf({ ...typed, kind: 'managed', cloud: 'under' })).toEqual({
    kind: 'managed',
    cloud: 'under',
  });
});
