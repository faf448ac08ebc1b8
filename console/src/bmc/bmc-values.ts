import type { BmcChange, BmcInput } from '@tuskar/contract/machine-enrolment.ts';
import type { Bmc, BmcProtocol } from '@tuskar/contract/machine.ts';

/** How a BMC is reached, as it is typed. */
export type BmcValues = {
  protocol: BmcProtocol;
  address: string;
  port: string;
  systemId: string;
  user: string;
  password: string;
  certificate: 'unchecked' | 'checked' | 'file';
  /** Of the CAs, where the bare-metal service runs. */
  caFile: string;
};

export const emptyBmc: BmcValues = {
  protocol: 'redfish',
  address: '',
  port: '',
  systemId: '',
  user: '',
  password: '',
  certificate: 'unchecked',
  caFile: '',
};

export function toBmcValues({ protocol, address, port, systemId, user, verifyCa }: Bmc): BmcValues {
  return {
    ...emptyBmc,
    protocol,
    address,
    port: port === null ? '' : String(port),
    systemId: systemId ?? '',
    user: user ?? '',
    ...(typeof verifyCa === 'string'
      ? { certificate: 'file', caFile: verifyCa }
      : { certificate: verifyCa ? 'checked' : 'unchecked' }),
  };
}

/** What was left empty is left out. */
export function bmcInputOf(values: BmcValues): BmcInput {
  const { protocol, password } = values;
  const { address, port, systemId, user } = textsOf(values);
  return {
    protocol,
    address,
    verifyCa: verifyCaOf(values),
    ...(systemId === '' ? {} : { systemId }),
    ...(user === '' ? {} : { user }),
    ...(port === '' ? {} : { port: Number(port) }),
    ...(password === '' ? {} : { password }),
  };
}

/** Only what differs; an empty password is no change. Undefined where nothing does. */
export function bmcChangeOf(before: Bmc, values: BmcValues): BmcChange | undefined {
  const { protocol, password } = values;
  const { address, port, systemId, user } = textsOf(values);
  const verifyCa = verifyCaOf(values);
  const wanted = {
    protocol,
    address,
    port: port === '' ? null : Number(port),
    systemId: systemId === '' ? null : systemId,
    user: user === '' ? null : user,
    verifyCa,
  };
  const keys = Object.keys(wanted) as (keyof typeof wanted)[];
  const differs = (key: keyof typeof wanted) => wanted[key] !== before[key];
  // The port belongs to the address: the server forgets it with the old one.
  const changed = keys.filter((key) => differs(key) || (key === 'port' && differs('address')));
  const change = {
    ...Object.fromEntries(changed.map((key) => [key, wanted[key]])),
    ...(password === '' ? {} : { password }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

function textsOf({ address, port, systemId, user }: BmcValues) {
  return { address: address.trim(), port: port.trim(), systemId: systemId.trim(), user: user.trim() };
}

function verifyCaOf({ certificate, caFile }: BmcValues): boolean | string {
  return certificate === 'file' ? caFile.trim() : certificate === 'checked';
}
