import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
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
    <>
      {rows.fields.map(({ id }, index) => {
        const at = `firmware.${index}` as const;
        const errors = formState.errors.firmware?.[index];
        return (
          <fieldset key={id} className="tuskar-field-set">
            <legend>Firmware</legend>
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
          onClick={() => rows.append({ component: '', version: '', match: 'exact' })}
        >
          Add firmware
        </Button>
      </div>
    </>
  );
}
