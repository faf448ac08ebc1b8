import type { ClassRequirements, PartRequirement } from '@tuskar/contract/hardware-class.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { partKinds } from '../parts/part-names.ts';
import { describeLimit, sizeOf, versionOf } from './rules.ts';

const columns: Column<PartRequirement>[] = [
  { header: 'Part', isName: true, width: 15, cell: ({ kind }) => partKinds[kind].text },
  { header: 'How many', width: 10, cell: ({ count }) => count },
  { header: 'Model', width: 20, cell: ({ model }) => model ?? 'any' },
  { header: 'Size of each', cell: (part) => sizeOf(part) ?? 'any' },
  {
    header: 'Firmware',
    cell: ({ firmware: version, firmwareOrLater: orLater }) => versionOf({ version, orLater }) ?? 'any',
  },
  { header: 'Slots', width: 20, cell: ({ slots }) => slots?.join(' ') ?? '—' },
];

/** What every member must have, and what its measured values must keep to. */
export function ClassRequirementsView({ requirements }: { requirements: ClassRequirements }) {
  const { parts, firmware, limits } = requirements;
  return (
    <>
      <h2 className="tuskar-section-title">What each must have</h2>
      {parts.length + firmware.length + limits.length === 0 && (
        <p className="tuskar-quiet">Nothing: no member can deviate.</p>
      )}
      {parts.length > 0 && (
        <DataTable
          label="Parts"
          columns={columns}
          rows={parts}
          keyOf={({ kind, model, mebibytes, bytes }) => `${kind} ${model} ${mebibytes ?? bytes}`}
        />
      )}
      {firmware.length > 0 && (
        <Lines title="Firmware" lines={firmware.map((one) => `${one.component} ${versionOf(one)}`)} />
      )}
      {limits.length > 0 && (
        <Lines
          title="Limits of measured values, whatever the siblings have"
          lines={limits.map(describeLimit)}
        />
      )}
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  return (
    <div>
      <h3 className="tuskar-label">{title}</h3>
      <ul className="tuskar-plain-list">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
