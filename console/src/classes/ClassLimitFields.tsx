import { metrics } from '@tuskar/contract/metric.ts';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { FieldRows } from '../forms/FieldRows.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import type { ClassValues } from './class-values.ts';

const known = Object.entries(metrics).map(([value, { title }]) => ({ value, text: title }));

/** What measured values must keep to, whatever the siblings have. */
export function ClassLimitFields({ form }: { form: UseFormReturn<ClassValues> }) {
  const { control, register, formState } = form;
  const rows = useFieldArray({ control, name: 'limits' });
  return (
    <FieldRows
      rows={rows.fields}
      title="Limit of a measured value"
      add="Add a limit"
      onAdd={() => rows.append({ metric: 'read-throughput', atLeast: '', atMost: '' })}
      onRemove={rows.remove}
    >
      {(index) => {
        const metric = rows.fields[index]?.metric ?? '';
        const at = `limits.${index}` as const;
        const errors = formState.errors.limits?.[index];
        const isOwn = !known.some(({ value }) => value === metric);
        return (
          <>
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
          </>
        );
      }}
    </FieldRows>
  );
}
