import type { Inventory } from '@tuskar/contract/inventory.ts';
import { Alert } from '@patternfly/react-core/dist/dynamic/components/Alert';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { type Fact, Facts } from '../components/Facts.tsx';
import { formatMebibytes } from '../components/amounts.ts';
import { PartLink } from '../parts/PartLink.tsx';
import {
  deviceColumns,
  dimmColumns,
  diskColumns,
  firmwareColumns,
  nicColumns,
  processorColumns,
} from './inventory-columns.tsx';

/** What a machine is made of, part by part, each by where a person finds it. */
export function InventoryView({ inventory }: { inventory: Inventory }) {
  const { processors, dimms, disks, nics, gpus, accelerators, firmware, unread } = inventory;
  return (
    <>
      <Facts facts={factsOf(inventory)} />
      {unread.length > 0 && (
        <Alert variant="info" isInline title="Not everything could be read" component="h2">
          <ul className="tuskar-plain-list">
            {unread.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Parts title="Processors" columns={processorColumns} rows={processors} keyOf={({ socket }) => socket} />
      <Parts title="Memory" columns={dimmColumns} rows={dimms} keyOf={({ slot }) => slot} />
      <Parts title="Disks" columns={diskColumns} rows={disks} keyOf={({ name }) => name} />
      <Parts title="Network ports" columns={nicColumns} rows={nics} keyOf={({ name }) => name} />
      <Parts title="GPUs" columns={deviceColumns} rows={gpus} keyOf={({ place }) => place} />
      <Parts title="Accelerators" columns={deviceColumns} rows={accelerators} keyOf={({ place }) => place} />
      <Parts
        title="Firmware"
        columns={firmwareColumns}
        rows={firmware}
        keyOf={({ component }) => component}
      />
    </>
  );
}

type PartsProps<Row> = { title: string; columns: Column<Row>[]; rows: Row[]; keyOf: (row: Row) => string };

/** Null is 'not said', never 'none': a list that is empty is left out. */
function Parts<Row>({ title, ...table }: PartsProps<Row>) {
  if (table.rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="tuskar-section-title">
        {title} <span className="tuskar-count">{table.rows.length}</span>
      </h2>
      <DataTable label={title} {...table} />
    </section>
  );
}

function factsOf({ manufacturer, model, serial, memoryMebibytes, bootMode, bmc }: Inventory): Fact[] {
  const boots = { uefi: 'UEFI', bios: 'BIOS' };
  return [
    {
      term: 'Maker and model',
      value: [manufacturer, model].filter((part) => part !== null).join(' ') || 'not said',
    },
    { term: 'Serial number', value: <PartLink serial={serial} /> },
    { term: 'Memory', value: memoryMebibytes === null ? 'not said' : formatMebibytes(memoryMebibytes) },
    { term: 'Boots by', value: bootMode === null ? 'not said' : boots[bootMode] },
    ...(bmc === null
      ? []
      : [
          {
            term: 'BMC',
            value: [bmc.address, bmc.firmware === null ? null : `firmware ${bmc.firmware}`]
              .filter((part) => part !== null)
              .join(', '),
          },
        ]),
  ];
}
