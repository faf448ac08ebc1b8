import type { MeasuredValue } from '@tuskar/contract/burn-in.ts';
import { metricOf } from '@tuskar/contract/metric.ts';
import { formatAmount } from '../components/amounts.ts';
import { formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { judgements } from '../components/states.ts';
import { namePart } from '../parts/part-names.ts';
import { DeviationStrip } from './DeviationStrip.tsx';
import { formatOff, formatScore, isBad, spreadOf } from './deviation.ts';

const columns: Column<MeasuredValue>[] = [
  {
    header: 'Part',
    isName: true,
    width: 15,
    cell: ({ part }) => <span title={part?.serial ?? ''}>{partOf(part)}</span>,
  },
  { header: 'Measured', width: 20, cell: ({ metric }) => capital(metricOf(metric).title) },
  { header: 'Value', width: 15, cell: ({ value, unit }) => <strong>{formatAmount(value, unit)}</strong> },
  { header: 'Its siblings', width: 20, cell: (measured) => <Siblings measured={measured} /> },
  {
    header: 'Among them',
    width: 20,
    cell: (measured) => {
      const { deviation, judgement } = measured;
      if (deviation === null) return '—';
      const off = formatOff(measured);
      return (
        <span className="tuskar-trend">
          <DeviationStrip deviation={deviation} isBad={isBad(judgement)} />
          <span className="tuskar-quiet">
            {off === undefined ? '' : `${off}, `}z {formatScore(deviation)}
          </span>
        </span>
      );
    },
  },
  { header: 'Verdict', cell: ({ judgement }) => <StateLabel look={judgements[judgement]} /> },
];

export function MeasuredTable({ label, values }: { label: string; values: MeasuredValue[] }) {
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={values}
      keyOf={({ metric, part }) => `${metric} ${partOf(part)} ${part?.serial ?? ''}`}
    />
  );
}

function Siblings({ measured }: { measured: MeasuredValue }) {
  const { median, siblings, unit } = measured;
  if (median === null) return <span className="tuskar-quiet">none</span>;
  const spread = spreadOf(measured);
  const around = spread === undefined ? '' : ` ± ${formatAmount(Number(spread.toPrecision(2)), '')}`;
  return (
    <>
      <span className="tuskar-nowrap">
        {formatAmount(median, '')}
        {around} {unit}
      </span>{' '}
      <span className="tuskar-quiet tuskar-nowrap">of {formatCount(siblings)}</span>
    </>
  );
}

export function partOf(part: MeasuredValue['part']): string {
  return part === null ? 'The machine' : namePart(part);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
