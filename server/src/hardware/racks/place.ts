import type { Face, Place } from '@tuskar/contract/place.ts';
import type { PlaceChange } from '@tuskar/contract/rack-placement.ts';
import type { MachineRow } from '../tables.ts';
import type { MachinePlaceRow } from './tables.ts';

/** Where the record has a machine; null: in no rack. */
export function placeOf(row: MachineRow): Place | null {
  if (row.rack === null) return null;
  return {
    rack: row.rack,
    unit: row.rack_unit,
    face: row.rack_face ?? ('front' satisfies Face),
    depth: row.rack_depth,
    heightUnits: row.height_units,
  };
}

export function samePlace(one: Place | null, other: Place | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.rack === other.rack &&
    one.unit === other.unit &&
    one.face === other.face &&
    one.depth === other.depth &&
    one.heightUnits === other.heightUnits
  );
}

/** 'rack a1, units 10-11', for a person. */
export function describePlace(place: Place | null): string {
  if (place === null) return 'in no rack';
  if (place.unit === null) return `somewhere in rack ${place.rack}`;
  return `rack ${place.rack}, unit ${place.unit} ${place.face}`;
}

export function toPlaceChange(row: MachinePlaceRow): PlaceChange {
  return {
    machine: row.machine,
    at: row.changed_at.toISOString(),
    by: row.changed_by,
    reason: row.reason,
    from: row.from_place,
    to: row.to_place,
  };
}
