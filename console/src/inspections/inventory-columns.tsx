import type { Device, Dimm, Disk, Firmware, Nic, Processor } from '@tuskar/contract/inventory.ts';
import type { ReactNode } from 'react';
import type { Column } from '../components/DataTable.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { formatBytes, formatMebibytes } from '../components/amounts.ts';
import { PartLink } from '../parts/PartLink.tsx';

const or = (value: ReactNode): ReactNode => value ?? '—';
const words = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(' ') || '—';

/** Many a model's name begins with its maker: 'Intel(R) Xeon(R) Gold 6338'. */
function made({ manufacturer, model }: { manufacturer: string | null; model: string | null }): string {
  const isSaid = manufacturer !== null && model?.toLowerCase().startsWith(manufacturer.toLowerCase());
  return isSaid === true ? words(model) : words(manufacturer, model);
}

export const processorColumns: Column<Processor>[] = [
  { header: 'Socket', isName: true, width: 15, cell: ({ socket }) => socket },
  { header: 'Model', width: 30, cell: made },
  { header: 'Cores', cell: ({ cores, threads }) => (cores === null ? '—' : coresOf(cores, threads)) },
  { header: 'Clock', cell: ({ megahertz }) => (megahertz === null ? '—' : `${megahertz / 1000} GHz`) },
  { header: 'Serial number', width: 20, cell: ({ serial }) => <PartLink serial={serial} /> },
];

const coresOf = (cores: number, threads: number | null): string =>
  threads === null ? `${cores}` : `${cores}, ${threads} threads`;

export const dimmColumns: Column<Dimm>[] = [
  { header: 'Slot', isName: true, width: 10, cell: ({ slot }) => slot },
  { header: 'Size', cell: ({ mebibytes }) => (mebibytes === null ? '—' : formatMebibytes(mebibytes)) },
  {
    header: 'Type',
    cell: ({ type, megatransfers }) => words(type, megatransfers === null ? null : `${megatransfers} MT/s`),
  },
  {
    header: 'Part number',
    width: 35,
    cell: ({ manufacturer, partNumber }) => words(manufacturer, partNumber),
  },
  { header: 'Serial number', width: 20, cell: ({ serial }) => <PartLink serial={serial} /> },
];

export const diskColumns: Column<Disk>[] = [
  { header: 'Place', isName: true, width: 10, cell: ({ place, name }) => place ?? name },
  { header: 'Size', cell: ({ bytes }) => (bytes === null ? '—' : formatBytes(bytes)) },
  { header: 'Model', width: 30, cell: ({ model }) => or(model) },
  {
    header: 'Kind',
    cell: ({ rotational, transport }) =>
      words(transport, rotational === null ? null : rotational ? 'rotating' : 'flash'),
  },
  { header: 'Firmware', cell: ({ firmware }) => or(firmware) },
  { header: 'Serial number', width: 20, cell: ({ serial, wwn }) => <PartLink serial={serial ?? wwn} /> },
];

export const nicColumns: Column<Nic>[] = [
  {
    header: 'Port',
    isName: true,
    width: 15,
    cell: ({ name, pci }) => (pci === null ? name : `${name} (${pci})`),
  },
  { header: 'Link', cell: (nic) => <LinkState nic={nic} /> },
  {
    header: 'Plugged into',
    width: 20,
    cell: ({ neighbour }) =>
      neighbour === null ? (
        <span className="tuskar-quiet">not said</span>
      ) : (
        words(neighbour.system, neighbour.port)
      ),
  },
  { header: 'Model', width: 15, cell: ({ model }) => or(model) },
  { header: 'Firmware', cell: ({ firmware }) => or(firmware) },
  { header: 'MAC address', width: 20, cell: ({ mac }) => <PartLink serial={mac} /> },
];

function LinkState({ nic: { link, megabits } }: { nic: Nic }) {
  if (link === false) return <StateLabel look={{ text: 'No link', tone: 'idle' }} />;
  const speed =
    megabits === null ? null : megabits >= 1000 ? `${megabits / 1000} Gbit/s` : `${megabits} Mbit/s`;
  return <>{words(speed)}</>;
}

export const deviceColumns: Column<Device>[] = [
  { header: 'Place', isName: true, width: 20, cell: ({ place }) => place },
  { header: 'Model', width: 30, cell: made },
  { header: 'Memory', cell: ({ mebibytes }) => (mebibytes === null ? '—' : formatMebibytes(mebibytes)) },
  { header: 'Firmware', cell: ({ firmware }) => or(firmware) },
  { header: 'Serial number', width: 20, cell: ({ serial }) => <PartLink serial={serial} /> },
];

export const firmwareColumns: Column<Firmware>[] = [
  { header: 'Of', isName: true, width: 30, cell: ({ component }) => component },
  { header: 'Version', width: 30, cell: ({ version }) => version },
  { header: 'Date', cell: ({ date }) => or(date) },
];
