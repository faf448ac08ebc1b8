import type { Lab } from '@tuskar/contract/lab.ts';
import { diskTexts, faultText, type LabMachine } from '@tuskar/contract/lab-machine.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { formatMebibytes } from '../components/amounts.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { labPowers } from '../components/states.ts';
import { whyNotUp } from './actions.ts';
import { LabMachineActions } from './LabMachineActions.tsx';
import { LabMachineAddDialog } from './LabMachineAddDialog.tsx';
import { hasMachines, labMachinesQuery } from './queries.ts';

const columns: Column<LabMachine>[] = [
  { header: 'Machine', isName: true, width: 15, cell: ({ name }) => name },
  { header: 'Power', width: 10, cell: ({ power }) => <StateLabel look={labPowers[power ?? 'unknown']} /> },
  { header: 'BMC', width: 15, cell: ({ bmcAddress }) => <code>{bmcAddress}</code> },
  { header: 'Size', width: 20, cell: ({ size }) => sizeInShort(size) },
  { header: 'Faults', width: 15, cell: ({ faults }) => <Faults faults={faults} /> },
  { header: 'Actions', width: 25, cell: (machine) => <LabMachineActions machine={machine} /> },
];

/** QEMU machines behind virtual BMCs: to enrol as real ones, and to break. */
export function LabMachines({ lab }: { lab: Lab }) {
  const [isAdding, setAdding] = useState(false);
  const { data } = useQuery({ ...labMachinesQuery, enabled: hasMachines(lab) });
  const machines = hasMachines(lab) ? data?.items : [];
  return (
    <section aria-labelledby="lab-machines">
      <div className="tuskar-section-head">
        <h2 id="lab-machines" className="tuskar-section-title">
          Machines
        </h2>
        <ActionButton
          variant="secondary"
          permission="lab.operate"
          unavailable={whyNotUp(lab) ?? (hasMachines(lab) ? undefined : 'Bring the lab up first.')}
          onClick={() => setAdding(true)}
        >
          Add machines
        </ActionButton>
      </div>
      {machines?.length === 0 && (
        <Empty title="No machine" command="tuskar lab machine add machine-1">
          A machine of the lab is QEMU with UEFI firmware behind a Redfish BMC. It is enrolled, inspected,
          burnt in and deployed as a real one, and has faults on demand.
        </Empty>
      )}
      {machines !== undefined && machines.length > 0 && (
        <DataTable label="Machines of the lab" columns={columns} rows={machines} keyOf={({ name }) => name} />
      )}
      {isAdding && <LabMachineAddDialog lab={lab} onClose={() => setAdding(false)} />}
    </section>
  );
}

function sizeInShort({ cpus, memoryMebibytes, nics, ...disks }: LabMachine['size']): string {
  return `${cpus} CPUs, ${formatMebibytes(memoryMebibytes)}, ${diskTexts(disks).join(' + ')}, ${nics} NICs`;
}

function Faults({ faults }: Pick<LabMachine, 'faults'>) {
  if (faults.length === 0) return <span className="tuskar-quiet">none</span>;
  return faults.map((fault) => (
    <span key={faultText(fault)}>
      <StateLabel look={{ text: faultText(fault), tone: 'attention' }} />{' '}
    </span>
  ));
}
