import { faultText } from '@tuskar/contract/lab-machine.ts';
import { expect, test } from 'vitest';
import { parseFault } from './fault.ts';

test.each([
  ['no-boot', { name: 'no-boot' }],
  ['disk-fails:bay-1', { name: 'disk-fails', target: 'bay-1' }],
  ['nic-missing:NIC.Slot:1', { name: 'nic-missing', target: 'NIC.Slot:1' }],
])('%s is read as it is printed', (text, fault) => {
  expect(parseFault(text)).toEqual(fault);
  expect(faultText(parseFault(text))).toBe(text);
});

test('a fault that there is not is refused with those that there are', () => {
  expect(() => parseFault('disk-melts')).toThrow(/no fault disk-melts.*disk-fails/);
});
