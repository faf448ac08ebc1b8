import type { InventoryChange, InventoryChangeKind } from '@tuskar/contract/inspection.ts';
import type { Reply } from '../api/query.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import type { Tone } from '../components/states.ts';
import { PartLink } from '../parts/PartLink.tsx';

const kinds: Record<InventoryChangeKind, { text: string; tone: Tone }> = {
  gone: { text: 'Gone', tone: 'bad' },
  added: { text: 'Added', tone: 'good' },
  swapped: { text: 'Swapped', tone: 'attention' },
  moved: { text: 'Moved', tone: 'attention' },
  firmware: { text: 'Firmware', tone: 'idle' },
  link: { text: 'Link', tone: 'attention' },
  changed: { text: 'Changed', tone: 'attention' },
};

/** Kinds whose before and after are serial numbers, which can be followed. */
const bySerial: readonly InventoryChangeKind[] = ['gone', 'added', 'swapped'];

const columns: Column<InventoryChange>[] = [
  { header: 'What', width: 10, cell: ({ kind }) => <StateLabel look={kinds[kind]} /> },
  { header: 'In words', isName: true, width: 40, cell: ({ title }) => title },
  { header: 'Before', cell: (change) => <Side change={change} text={change.before} /> },
  { header: 'After', cell: (change) => <Side change={change} text={change.after} /> },
];

function Side({ change, text }: { change: InventoryChange; text: string | null }) {
  if (text === null) return <span className="tuskar-quiet">none</span>;
  return bySerial.includes(change.kind) && change.serial !== null ? <PartLink serial={text} /> : text;
}

/** What differs between two inspections. */
export function ChangeTable({ comparison }: { comparison: Reply<'inspection.compare'> }) {
  const { before, changes } = comparison;
  if (before === null) return <p className="tuskar-quiet">The first look into this machine.</p>;
  if (changes.length === 0)
    return <p className="tuskar-quiet">Nothing has changed since inspection {before}.</p>;
  return (
    <>
      <h2 className="tuskar-section-title">Changed since inspection {before}</h2>
      <DataTable label="Changes" columns={columns} rows={changes} keyOf={({ title }) => title} />
    </>
  );
}
