import type { Machine } from '@tuskar/contract/machine.ts';
import type { SensorReading } from '@tuskar/contract/machine-watch.ts';
import { formatAmount } from '../components/amounts.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { Sparkline } from './Sparkline.tsx';
import { rangeOf, verdictOn } from './verdict.ts';

const units = { C: '°C', RPM: 'RPM', W: 'W' } as const;
const show = (value: number, { unit }: SensorReading) => formatAmount(value, units[unit]);

const columnsOf = (power: Machine['power']): Column<SensorReading>[] => [
  { header: 'Sensor', isName: true, width: 20, cell: ({ name }) => name },
  {
    header: 'Reads',
    width: 15,
    cell: (sensor) =>
      sensor.value === null ? (
        <span className="tuskar-quiet">nothing</span>
      ) : (
        <strong>{show(sensor.value, sensor)}</strong>
      ),
  },
  { header: 'Verdict', width: 15, cell: (sensor) => <StateLabel look={verdictOn(sensor, power)} /> },
  { header: 'Limits', width: 20, cell: limitsOf },
  {
    header: 'Before',
    cell: (sensor) => {
      const range = rangeOf(sensor);
      if (range === undefined) return <span className="tuskar-quiet">nothing yet</span>;
      const [low, high] = range;
      return (
        <span className="tuskar-trend">
          <Sparkline values={[...sensor.history, sensor.value]} />
          <span className="tuskar-quiet">
            {low === high
              ? `always ${show(low, sensor)}`
              : `${formatAmount(low, '')} to ${show(high, sensor)}`}
          </span>
        </span>
      );
    },
  },
];

function limitsOf(sensor: SensorReading): string {
  const { kind, warning, critical } = sensor;
  const side = kind === 'fan' ? 'down to' : 'from';
  const parts = [
    warning === null ? undefined : `warning ${side} ${show(warning, sensor)}`,
    critical === null ? undefined : `critical ${side} ${show(critical, sensor)}`,
  ].filter((part) => part !== undefined);
  return parts.join(', ') || '—';
}

type SensorTableProps = { label: string; sensors: SensorReading[]; power: Machine['power'] };

export function SensorTable({ label, sensors, power }: SensorTableProps) {
  return <DataTable label={label} columns={columnsOf(power)} rows={sensors} keyOf={({ name }) => name} />;
}
