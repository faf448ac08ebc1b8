import { expect, test } from 'vitest';
import { openrcOf } from './openrc.ts';

const credentials = {
  authUrl: 'https://198.18.0.11:5000/v3',
  username: 'admin',
  password: "it's $HOME",
  project: 'admin',
  userDomain: 'Default',
  projectDomain: 'Default',
  region: 'RegionOne',
  caCertificate: '',
  image: 'host-1',
};

test('every value is quoted for the shell', () => {
  const openrc = openrcOf(credentials, 'try-ca.pem');
  expect(openrc).toContain(String.raw`export OS_PASSWORD='it'\''s $HOME'` + '\n');
  expect(openrc).toContain("export OS_CACERT='try-ca.pem'\n");
});
