import { expect, test } from 'vitest';
import { emptyEnrolment, enrolmentOf } from './enrolment.ts';

test('what was left empty is left out of an enrolment', () => {
  expect(enrolmentOf({ ...emptyEnrolment, name: 'cmp-001', address: ' 198.18.48.1 ' })).toEqual({
    name: 'cmp-001',
    provider: 'ironic',
    bmc: { protocol: 'redfish', address: '198.18.48.1', verifyCa: false },
    macs: [],
    heightUnits: 1,
    labels: {},
    inspect: true,
  });
});

test('what was typed is told, a password as it is', () => {
  const typed = {
    port: '8443',
    user: 'root',
    password: ' calvin ',
    macs: '52:54:00:00:00:01, 52:54:00:00:00:02',
  };
  const labels = 'team=blue rule=a=b';
  expect(enrolmentOf({ ...emptyEnrolment, name: 'a', address: 'b', ...typed, labels })).toMatchObject({
    bmc: { port: 8443, user: 'root', password: ' calvin ' },
    macs: ['52:54:00:00:00:01', '52:54:00:00:00:02'],
    labels: { team: 'blue', rule: 'a=b' },
  });
});
