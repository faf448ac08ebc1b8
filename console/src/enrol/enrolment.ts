import type { Request } from '../api/query.ts';
import { wordsIn } from '../forms/words.ts';
import type { Provider } from './providers.ts';

/** The form as it is typed. */
export type EnrolmentValues = {
  name: string;
  provider: Provider;
  node: string;
  protocol: NonNullable<Request<'machine.enrol'>['body']['bmc']['protocol']>;
  address: string;
  port: string;
  systemId: string;
  user: string;
  password: string;
  verify: boolean;
  macs: string;
  serial: string;
  heightUnits: string;
  labels: string;
  note: string;
  inspect: boolean;
};

export const emptyEnrolment: EnrolmentValues = {
  name: '',
  provider: 'ironic',
  node: '',
  protocol: 'redfish',
  address: '',
  port: '',
  systemId: '',
  user: '',
  password: '',
  verify: false,
  macs: '',
  serial: '',
  heightUnits: '1',
  labels: '',
  note: '',
  inspect: true,
};

/** What is asked of the server: what was left empty is left out. */
export function enrolmentOf(values: EnrolmentValues): Request<'machine.enrol'>['body'] {
  const { name, provider, protocol, verify, password, heightUnits, inspect } = values;
  const given = <Key extends keyof EnrolmentValues>(...keys: Key[]) =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const text = String(values[key]).trim();
        return text === '' ? [] : [[key, text] as const];
      }),
    ) as Partial<Record<Key, string>>;
  const { port } = given('port');
  return {
    name: name.trim(),
    provider,
    bmc: {
      protocol,
      address: values.address.trim(),
      verifyCa: verify,
      ...given('systemId', 'user'),
      ...(port === undefined ? {} : { port: Number(port) }),
      ...(password === '' ? {} : { password }),
    },
    ...given('node', 'serial', 'note'),
    macs: wordsIn(values.macs),
    heightUnits: Number(heightUnits),
    labels: labelsIn(values.labels),
    inspect,
  };
}

/** 'team=blue, owner=ada' → { team: 'blue', owner: 'ada' }. A word without '=' is a label without a value. */
export function labelsIn(text: string): Record<string, string> {
  return Object.fromEntries(
    wordsIn(text).map((word) => {
      const [key = '', ...value] = word.split('=');
      return [key, value.join('=')];
    }),
  );
}
