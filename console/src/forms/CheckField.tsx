import { Checkbox } from '@patternfly/react-core/dist/dynamic/components/Checkbox';
import { useId } from 'react';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';

type CheckFieldProps<Values extends FieldValues> = {
  label: string;
  help?: string;
  control: Control<Values>;
  name: FieldPath<Values>;
};

/** A choice of yes or no in a form. */
export function CheckField<Values extends FieldValues>(props: CheckFieldProps<Values>) {
  const { label, help, control, name } = props;
  const id = useId();
  const { field } = useController({ control, name });
  return (
    <Checkbox
      id={id}
      name={field.name}
      label={label}
      description={help}
      isChecked={field.value === true}
      onChange={(_, checked) => field.onChange(checked)}
      onBlur={field.onBlur}
    />
  );
}
