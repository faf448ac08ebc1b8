import { expect, test } from 'vitest';
import { type DeployValues, toDeployment } from './deploy-values.ts';

const values: DeployValues = {
  disk: '0',
  hostname: 'cmp-1',
  image: '',
  network: 'dhcp',
  address: '',
  nics: [{ mac: '52:54:00:00:00:01', address: ' 198.18.0.20/24', gateway: '' }],
  nameServers: '198.18.0.1, 198.18.0.2',
  keys: 'ssh-ed25519 AAAA vera\n\n',
  typed: 'm1',
};
const disk = { serial: 'S1', wwn: 'eui.1', model: null, place: null, bytes: null, rotational: null };

test('what is left empty is left to the server', () => {
  expect(toDeployment(values, disk)).toEqual({
    hostname: 'cmp-1',
    rootDisk: { serial: 'S1' },
    network: { kind: 'dhcp' },
    authorizedKeys: ['ssh-ed25519 AAAA vera'],
  });
});

test('a disk without a serial number is asked for by its WWN', () => {
  expect(toDeployment(values, { ...disk, serial: null }).rootDisk).toEqual({ wwn: 'eui.1' });
});

test('fixed addresses go with their name servers', () => {
  expect(toDeployment({ ...values, network: 'static' }, disk).network).toEqual({
    kind: 'static',
    nics: [{ mac: '52:54:00:00:00:01', address: '198.18.0.20/24' }],
    nameServers: ['198.18.0.1', '198.18.0.2'],
  });
});
