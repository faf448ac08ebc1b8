import type { ScanRange } from '@tuskar/contract/machine-scan.ts';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { notifyProblem } from '../shell/notify-problem.ts';
import { ScanRangeDialog } from './ScanRangeDialog.tsx';

const columns: Column<ScanRange>[] = [
  { header: 'Range', isName: true, width: 25, cell: ({ cidr }) => <code>{cidr}</code> },
  { header: 'What it is', width: 30, cell: ({ note }) => note ?? '—' },
  { header: 'Allowed by', cell: ({ createdBy }) => createdBy },
  { header: 'When', cell: ({ createdAt }) => <TimeAgo at={createdAt} /> },
  { header: 'Actions', cell: ({ cidr }) => <Forbid cidr={cidr} /> },
];

/** Where BMCs may be looked for; nowhere else is any address asked anything. */
export function ScanRanges({ ranges }: { ranges: ScanRange[] }) {
  const [isAdding, setAdding] = useState(false);
  const allow = (
    <ActionButton variant="secondary" permission="hardware.override" onClick={() => setAdding(true)}>
      Allow a range
    </ActionButton>
  );
  return (
    <>
      {ranges.length === 0 ? (
        <Empty
          title="No range may be scanned yet"
          command="tuskar machine scan allow 198.18.48.0/24"
          actions={allow}
        >
          A scan signs in to every BMC that it finds. So an administrator says first in which ranges of
          addresses that may be done; no other address is asked anything.
        </Empty>
      ) : (
        <>
          <div className="tuskar-section-head">
            <h2 className="tuskar-section-title">Where may be scanned</h2>
            {allow}
          </div>
          <DataTable label="Allowed ranges" columns={columns} rows={ranges} keyOf={({ cidr }) => cidr} />
        </>
      )}
      {isAdding && <ScanRangeDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function Forbid({ cidr }: { cidr: string }) {
  const remove = useAction('scan-range.remove', { onError: notifyProblem });
  return (
    <ActionButton
      variant="link"
      isInline
      isDanger
      permission="hardware.override"
      aria-label={`Forbid ${cidr}`}
      isLoading={remove.isPending}
      onClick={() => remove.run({ params: { cidr } })}
    >
      Forbid
    </ActionButton>
  );
}
