import { expect, it } from 'vitest';
import { checkMetadata, readPage } from './guest.ts';

const name = 'tuskar-verify-1';

it('reads what the guest says of itself', () => {
  const text = 'TUSKAR-GUEST ip=10.254.0.33 instance=i-00000001 hostname=tuskar-verify-1.novalocal\n';
  expect(readPage(text)).toEqual({
    ip: '10.254.0.33',
    instance: 'i-00000001',
    hostname: 'tuskar-verify-1.novalocal',
  });
  expect(readPage('<html>503</html>')).toBeUndefined();
});

it('takes only metadata of this server for served', () => {
  const page = { ip: '10.254.0.33', instance: 'i-00000001', hostname: `${name}.novalocal` };
  expect(checkMetadata(page, name).output).toContain('i-00000001');
  expect(() => checkMetadata({ ...page, instance: 'none' }, name)).toThrow('not given its metadata');
  expect(() => checkMetadata({ ...page, hostname: 'another' }, name)).toThrow('not given its metadata');
});
