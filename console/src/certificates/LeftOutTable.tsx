import type { CertificateDocument } from '@tuskar/contract/certificate.ts';
import { formatBytes } from '../components/amounts.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';

type LeftOut = NonNullable<CertificateDocument['leftOut']>[number];

const columns: Column<LeftOut>[] = [
  {
    header: 'What',
    isName: true,
    width: 20,
    cell: ({ serial, name }) => <code className="tuskar-long">{serial ?? name ?? 'without a number'}</code>,
  },
  {
    header: 'Model and size',
    width: 25,
    cell: ({ model, bytes }) =>
      [model, bytes === null ? null : formatBytes(bytes)].filter((part) => part !== null).join(', ') || '—',
  },
  { header: 'Why it was left out', cell: ({ reason }) => reason },
];

/** What else stores something and was not erased; nothing where there is none, or nobody knows. */
export function LeftOutTable({ leftOut }: { leftOut: LeftOut[] | undefined }) {
  if (leftOut === undefined || leftOut.length === 0) return null;
  return (
    <>
      <h2 className="tuskar-section-title">Not erased</h2>
      <DataTable
        label="What was not erased"
        columns={columns}
        rows={leftOut}
        keyOf={({ name, serial, model }) => `${name} ${serial} ${model}`}
      />
    </>
  );
}
