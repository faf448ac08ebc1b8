import type { CertifiedDisk } from '@tuskar/contract/certificate.ts';
import { formatBytes, formatFileBytes } from '../components/amounts.ts';
import { countOf } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { Elapsed, TimeInUtc } from '../components/Time.tsx';

const columns: Column<CertifiedDisk>[] = [
  {
    header: 'Serial number',
    isName: true,
    width: 15,
    cell: ({ serial, wwn }) => <code className="tuskar-long">{serial ?? wwn ?? 'none'}</code>,
  },
  {
    header: 'Disk',
    width: 20,
    cell: ({ model, place, bytes, rotational }) => (
      <>
        {model ?? 'unknown model'}
        <div className="tuskar-quiet">
          {[
            place,
            bytes === null ? null : formatBytes(bytes),
            rotational === null ? null : rotational ? 'rotating' : 'flash',
          ]
            .filter((part) => part !== null)
            .join(', ')}
        </div>
      </>
    ),
  },
  { header: 'Method', width: 15, cell: ({ method }) => <code>{method}</code> },
  {
    header: 'Class',
    cell: (disk) => <StateLabel look={{ text: disk.class === 'purge' ? 'Purge' : 'Clear', tone: 'good' }} />,
  },
  { header: 'Verified by', width: 20, cell: ({ verification }) => <Verified by={verification} /> },
  {
    header: 'Began, took',
    cell: ({ startedAt, endedAt }) => (
      <>
        <TimeInUtc at={startedAt} />
        <div className="tuskar-quiet">
          <Elapsed from={startedAt} to={endedAt} />
        </div>
      </>
    ),
  },
];

export function DiskTable({ disks }: { disks: CertifiedDisk[] }) {
  return (
    <DataTable
      label="Disks that were erased"
      columns={columns}
      rows={disks}
      keyOf={({ serial, wwn, place, startedAt }) => `${serial} ${wwn} ${place} ${startedAt}`}
    />
  );
}

/** What was read again, and what it held. */
function Verified({ by }: { by: CertifiedDisk['verification'] }) {
  const { samples, sampleBytes, expected, zeros, ones, other } = by;
  const held = [
    ...(zeros > 0 ? [`${zeros} zeros`] : []),
    ...(ones > 0 ? [`${ones} ones`] : []),
    ...(other > 0 ? [`${other} other`] : []),
  ];
  return (
    <>
      {countOf(samples, 'sample')} of {formatFileBytes(sampleBytes)}, none failed
      <div className="tuskar-quiet">
        expected {expected}; held {held.join(', ')}
      </div>
    </>
  );
}
