import { metrics } from '@tuskar/contract/metric.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import type { ClassValues } from './class-values.ts';

const known = Object.entries(metrics).map(([value, { title }]) => ({ value, text: title }));

/** What measured values must keep to, whatever the siblings have. */
export function ClassLimitFields({ form }: { form: UseFormReturn<ClassValues> }) {
  const { control, register, formState } = form;
  const rows = useFieldArray({ control, name: 'limits' });
  return (
    <>
      {rows.fields.map(({ id, metric }, index) => {
        const at = `limits.${index}` as const;
        const errors = formState.errors.limits?.[index];
        const isOwn = !known.some(({ value }) => value === metric);
        return (
          <fieldset key={id} className="tuskar-field-set">
            <legend>Limit of a measured value</legend>
            <SelectField
              label="Measured"
              control={control}
              name={`${at}.metric`}
              options={isOwn ? [{ value: metric, text: metric }, ...known] : known}
            />
            <TextField
              label="At least"
              type="number"
              error={errors?.atLeast}
              field={register(`${at}.atLeast`, {
                validate: (value, { limits }) =>
                  value !== '' || limits[index]?.atMost !== '' || 'Give at least one side.',
              })}
            />
            <TextField
              label="At most"
              type="number"
              error={errors?.atMost}
              field={register(`${at}.atMost`)}
            />
            <Button variant="link" size="sm" onClick={() => rows.remove(index)}>
              Leave out
            </Button>
          </fieldset>
        );
      })}
      <div className="tuskar-actions">
        <Button
          variant="secondary"
          size="sm"
          onClick={() => rows.append({ metric: 'read-throughput', atLeast: '', atMost: '' })}
        >
          Add a limit
        </Button>
      </div>
    </>
  );
}
