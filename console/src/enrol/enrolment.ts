import type { Request } from '../api/query.ts';
import { type BmcValues, bmcInputOf, emptyBmc } from '../bmc/bmc-values.ts';
import { wordsIn } from '../forms/words.ts';
import type { Provider } from './providers.ts';

/** The form as it is typed. */
export type EnrolmentValues = BmcValues & {
  name: string;
  provider: Provider;
  node: string;
  macs: string;
  serial: string;
  heightUnits: string;
  labels: string;
  note: string;
  inspect: boolean;
};

export const emptyEnrolment: EnrolmentValues = {
  ...emptyBmc,
  name: '',
  provider: 'ironic',
  node: '',
  macs: '',
  serial: '',
  heightUnits: '1',
  labels: '',
  note: '',
  inspect: true,
};

/** What is asked of the server: what was left empty is left out. */
export function enrolmentOf(values: EnrolmentValues): Request<'machine.enrol'>['body'] {
  const { name, provider, heightUnits, inspect } = values;
  const given = Object.fromEntries(
    (['node', 'serial', 'note'] as const).flatMap((key) => {
      const text = values[key].trim();
      return text === '' ? [] : [[key, text] as const];
    }),
  );
  return {
    name: name.trim(),
    provider,
    bmc: bmcInputOf(values),
    ...given,
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
