import type { MachineDetail } from '@tuskar/contract/machine.ts';
import type { Request } from '../api/query.ts';
import { type BmcValues, bmcChangeOf, toBmcValues } from '../bmc/bmc-values.ts';
import { labelChanges, readLabels, writeLabels } from './labels.ts';

/** The form as it is typed. */
export type ChangeValues = BmcValues & { labels: string; note: string; heightUnits: string };

type Changed = Pick<MachineDetail, 'labels' | 'note' | 'heightUnits' | 'bmc'>;

export function toChangeValues({ labels, note, heightUnits, bmc }: Changed): ChangeValues {
  return {
    ...toBmcValues(bmc),
    labels: writeLabels(labels),
    note: note ?? '',
    heightUnits: String(heightUnits),
  };
}

/** Only what differs: a BMC that is as it was is not told anew, nor is its contact forgotten. */
export function changeOf(
  before: Changed,
  values: ChangeValues,
): NonNullable<Request<'machine.update'>['body']> {
  const labels = labelChanges(before.labels, readLabels(values.labels) ?? {});
  const note = values.note.trim() === '' ? null : values.note.trim();
  const heightUnits = Number(values.heightUnits);
  const bmc = bmcChangeOf(before.bmc, values);
  return {
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(note === before.note ? {} : { note }),
    ...(heightUnits === before.heightUnits ? {} : { heightUnits }),
    ...(bmc === undefined ? {} : { bmc }),
  };
}
