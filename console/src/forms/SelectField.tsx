import { FormGroup } from '@patternfly/react-core/dist/dynamic/components/Form';
import { FormSelect, FormSelectOption } from '@patternfly/react-core/dist/dynamic/components/FormSelect';
import { useId } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { FieldHelp } from './FieldHelp.tsx';

type SelectFieldProps = {
  label: string;
  help?: string;
  field: UseFormRegisterReturn;
  options: { value: string; text: string }[];
};

export function SelectField({ label, help, field, options }: SelectFieldProps) {
  const id = useId();
  const { onChange, ...registered } = field;
  return (
    <FormGroup label={label} fieldId={id}>
      <FormSelect
        id={id}
        {...registered}
        onChange={(event) => void onChange(event)}
        aria-describedby={`${id}-help`}
      >
        {options.map(({ value, text }) => (
          <FormSelectOption key={value} value={value} label={text} />
        ))}
      </FormSelect>
      <FieldHelp id={`${id}-help`} error={undefined} help={help} />
    </FormGroup>
  );
}
