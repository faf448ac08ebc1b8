import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { FieldRows } from '../forms/FieldRows.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import type { ClassValues } from './class-values.ts';

export const firmwareMatches = [
  { value: 'exact', text: 'this version' },
  { value: 'later', text: 'this or a later one' },
];

/** The firmware that every member must have, by component. */
export function ClassFirmwareFields({ form }: { form: UseFormReturn<ClassValues> }) {
  const { control, register, formState } = form;
  const rows = useFieldArray({ control, name: 'firmware' });
  return (
    <FieldRows
      rows={rows.fields}
      title="Firmware"
      add="Add firmware"
      onAdd={() => rows.append({ component: '', version: '', match: 'exact' })}
      onRemove={rows.remove}
    >
      {(index) => {
        const at = `firmware.${index}` as const;
        const errors = formState.errors.firmware?.[index];
        return (
          <>
            <TextField
              label="Of"
              help="BIOS, BMC, …"
              autoComplete="off"
              isRequired
              error={errors?.component}
              field={register(`${at}.component`, { required: 'Say of what.' })}
            />
            <TextField
              label="Version"
              autoComplete="off"
              isRequired
              error={errors?.version}
              field={register(`${at}.version`, { required: 'Give the version.' })}
            />
            <SelectField label="Right is" control={control} name={`${at}.match`} options={firmwareMatches} />
          </>
        );
      }}
    </FieldRows>
  );
}
