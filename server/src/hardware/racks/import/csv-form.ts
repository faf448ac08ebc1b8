import type { RackFileSection } from '@tuskar/contract/rack-file.ts';

/** The column `type` of a line, and the section that the line belongs to. */
export const csvTypes: Record<string, RackFileSection> = {
  site: 'sites',
  location: 'locations',
  rack: 'racks',
  reservation: 'reservations',
  placement: 'placements',
};

export const csvColumns = [
  'type',
  'name',
  'title',
  'site',
  'location',
  'parent',
  'kind',
  'address',
  'units',
  'numbering',
  'widthInches',
  'powerBudgetWatts',
  'weightLimitKg',
  'machine',
  'rack',
  'label',
  'unit',
  'face',
  'depth',
  'heightUnits',
  'powerWatts',
  'weightKg',
  'reason',
  'until',
  'note',
];

/** Columns that hold a number, by type: a rack has a number of units, a reservation a list of them. */
export const numericColumns: ReadonlySet<string> = new Set([
  'rack.units',
  'rack.widthInches',
  'rack.powerBudgetWatts',
  'rack.weightLimitKg',
  'reservation.powerWatts',
  'reservation.weightKg',
  'placement.unit',
  'placement.heightUnits',
  'placement.powerWatts',
  'placement.weightKg',
]);
