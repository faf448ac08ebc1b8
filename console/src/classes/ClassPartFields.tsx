import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { FieldRows } from '../forms/FieldRows.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { partKinds } from '../parts/part-names.ts';
import type { ClassValues } from './class-values.ts';
import { firmwareMatches } from './ClassFirmwareFields.tsx';

const kinds = ['processor', 'dimm', 'disk', 'nic', 'gpu', 'accelerator'] as const;
const fresh = {
  kind: 'dimm',
  count: '1',
  model: '',
  size: '',
  firmware: '',
  firmwareMatch: 'exact',
  slots: '',
} as const;

/** Processors and network ports have no size that an inspection would tell. */
const hasSize = (kind: string | undefined) => kind !== 'processor' && kind !== 'nic';

/** The parts that every member must have: so many that are alike. */
export function ClassPartFields({ form }: { form: UseFormReturn<ClassValues> }) {
  const { control, register, formState } = form;
  const rows = useFieldArray({ control, name: 'parts' });
  const shown = form.watch('parts');
  return (
    <FieldRows
      rows={rows.fields}
      title="Each must have"
      add="Add a part"
      onAdd={() => rows.append({ ...fresh })}
      onRemove={rows.remove}
    >
      {(index) => {
        const at = `parts.${index}` as const;
        const errors = formState.errors.parts?.[index];
        const kind = shown[index]?.kind;
        return (
          <>
            <SelectField
              label="Part"
              control={control}
              name={`${at}.kind`}
              options={kinds.map((value) => ({ value, text: partKinds[value].text }))}
            />
            <TextField
              label="How many"
              type="number"
              isRequired
              error={errors?.count}
              field={register(`${at}.count`, {
                required: 'Say how many.',
                min: { value: 0, message: 'At least 0.' },
              })}
            />
            <TextField
              label="Model"
              autoComplete="off"
              error={errors?.model}
              field={register(`${at}.model`)}
            />
            {hasSize(kind) && (
              <TextField
                label="Size of each"
                help={kind === 'disk' ? 'GB' : 'GiB'}
                type="number"
                error={errors?.size}
                field={register(`${at}.size`, { min: { value: 0, message: 'At least 0.' } })}
              />
            )}
            <TextField
              label="Firmware"
              autoComplete="off"
              error={errors?.firmware}
              field={register(`${at}.firmware`)}
            />
            {shown[index]?.firmware.trim() !== '' && (
              <SelectField
                label="Right is"
                control={control}
                name={`${at}.firmwareMatch`}
                options={firmwareMatches}
              />
            )}
            <TextField
              label="Slots"
              help="A1 A2 B1 B2: so that a missing one is named"
              autoComplete="off"
              error={errors?.slots}
              field={register(`${at}.slots`)}
            />
          </>
        );
      }}
    </FieldRows>
  );
}
