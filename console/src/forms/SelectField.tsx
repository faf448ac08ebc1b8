import { FormGroup } from '@patternfly/react-core/dist/dynamic/components/Form';
import { FormSelect, FormSelectOption } from '@patternfly/react-core/dist/dynamic/components/FormSelect';
import { useId } from 'react';
import {
  type Control,
  type FieldError,
  type FieldPath,
  type FieldValues,
  type UseControllerProps,
  useController,
} from 'react-hook-form';
import { FieldHelp } from './FieldHelp.tsx';

type SelectFieldProps<Values extends FieldValues> = {
  label: string;
  help?: string;
  control: Control<Values>;
  name: FieldPath<Values>;
  options: { value: string; text: string }[];
  rules?: UseControllerProps<Values>['rules'];
  error?: FieldError | undefined;
};

/** A labelled choice in a form. Controlled: PatternFly's select passes no ref on to its element. */
export function SelectField<Values extends FieldValues>(props: SelectFieldProps<Values>) {
  const { label, help, control, name, options, rules, error } = props;
  const id = useId();
  const { field } = useController({ control, name, ...(rules === undefined ? {} : { rules }) });
  return (
    <FormGroup label={label} fieldId={id}>
      <FormSelect
        id={id}
        name={field.name}
        value={field.value}
        onChange={(_, value) => field.onChange(value)}
        onBlur={field.onBlur}
        validated={error === undefined ? 'default' : 'error'}
        aria-describedby={`${id}-help`}
      >
        {options.map(({ value, text }) => (
          <FormSelectOption key={value} value={value} label={text} />
        ))}
      </FormSelect>
      <FieldHelp id={`${id}-help`} error={error} help={help} />
    </FormGroup>
  );
}
