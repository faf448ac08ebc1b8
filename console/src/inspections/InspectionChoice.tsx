import type { Inspection } from '@tuskar/contract/inspection.ts';
import { FormSelect, FormSelectOption } from '@patternfly/react-core/dist/dynamic/components/FormSelect';
import { useId } from 'react';
import type { InspectionSearch } from './queries.ts';

type InspectionChoiceProps = {
  inspections: Inspection[];
  number: number;
  /** The one it is compared with; null: there is none before it. */
  before: number | null;
  onChoose: (search: InspectionSearch) => void;
};

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Which look into the machine is shown, and against which earlier one. */
export function InspectionChoice({ inspections, number, before, onChoose }: InspectionChoiceProps) {
  const id = useId();
  const newest = inspections[0]?.number;
  const earlier = inspections.filter((one) => one.number < number);
  const name = ({ number: own, at }: Inspection) => `${own}, ${moment.format(new Date(at))}`;
  return (
    <div className="tuskar-filter" role="search">
      <label htmlFor={id}>Inspection</label>
      <FormSelect
        id={id}
        value={number}
        onChange={(_, value) => onChoose(Number(value) === newest ? {} : { inspection: Number(value) })}
      >
        {inspections.map((one) => (
          <FormSelectOption key={one.number} value={one.number} label={name(one)} />
        ))}
      </FormSelect>
      {before !== null && (
        <>
          <label htmlFor={`${id}-since`}>compared with</label>
          <FormSelect
            id={`${id}-since`}
            value={before}
            onChange={(_, value) =>
              onChoose({ ...(number === newest ? {} : { inspection: number }), since: Number(value) })
            }
          >
            {earlier.map((one) => (
              <FormSelectOption key={one.number} value={one.number} label={name(one)} />
            ))}
          </FormSelect>
        </>
      )}
    </div>
  );
}
