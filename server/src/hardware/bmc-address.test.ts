import { BmcInput } from '@tuskar/contract/machine-enrolment.ts';
import { describe, expect, it } from 'vitest';
import { bmcOf, changedBmc } from './bmc-address.ts';

const bmc = (given: object) => bmcOf(BmcInput.parse(given));

describe('a BMC', () => {
  it.each([
    ['198.18.48.11', undefined, 'https://198.18.48.11'],
    ['https://198.18.48.11/', undefined, 'https://198.18.48.11'],
    ['HTTPS://BMC-7.Lab', undefined, 'https://bmc-7.lab'],
    ['https://198.18.48.11:443', undefined, 'https://198.18.48.11'],
    ['198.18.48.11', 8443, 'https://198.18.48.11:8443'],
    ['https://198.18.48.11:8443/redfish/v1', undefined, 'https://198.18.48.11:8443'],
    ['http://198.18.48.11:8000', undefined, 'http://198.18.48.11:8000'],
    ['2001:db8::7', undefined, 'https://[2001:db8::7]'],
  ])('of %s and port %s is reached over Redfish at %s', (address, port, expected) => {
    expect(bmc({ address, port })).toMatchObject({ address: expected, port: null });
  });

  it.each([
    ['198.18.48.11', 623, { address: '198.18.48.11', port: 623 }],
    ['198.18.48.11', undefined, { address: '198.18.48.11', port: null }],
    ['2001:db8::7', undefined, { address: '2001:db8::7', port: null }],
  ])('of %s and port %s is reached over IPMI as that', (address, port, expected) => {
    expect(bmc({ protocol: 'ipmi', address, port })).toMatchObject(expected);
  });

  it.each(['', ' ', 'https://', 'a b', 'https://admin:secret@198.18.48.11'])('is not %j', (address) => {
    expect(() => bmcOf({ protocol: 'redfish', address, verifyCa: false })).toThrow(/no address of a BMC/);
  });

  it('loses the slash after its system', () => {
    expect(bmc({ address: 'b', systemId: '/redfish/v1/Systems/1/' }).systemId).toBe('/redfish/v1/Systems/1');
  });

  it('keeps what a change leaves out, and its port only with its address', () => {
    const before = bmc({
      protocol: 'ipmi',
      address: '198.18.48.11',
      port: 6230,
      user: 'admin',
      systemId: '1',
    });
    expect(changedBmc(before, { user: null })).toEqual({ ...before, user: null });
    expect(changedBmc(before, { address: '198.18.48.12' })).toEqual({
      ...before,
      address: '198.18.48.12',
      port: null,
    });
    expect(changedBmc(before, { verifyCa: true, systemId: null })).toEqual({
      ...before,
      verifyCa: true,
      systemId: null,
    });
    const redfish = bmc({ address: '198.18.48.11', port: 8443 });
    expect(changedBmc(redfish, { user: 'root' })).toEqual({ ...redfish, user: 'root' });
  });
});
