import { FormGroup } from '@patternfly/react-core/dist/dynamic/components/Form';
import { TextArea } from '@patternfly/react-core/dist/dynamic/components/TextArea';
import { useId } from 'react';
import type { FieldError, UseFormRegisterReturn } from 'react-hook-form';
import { FieldHelp } from './FieldHelp.tsx';

type TextAreaFieldProps = {
  label: string;
  help?: string;
  field: UseFormRegisterReturn;
  error: FieldError | undefined;
  rows?: number;
  isRequired?: boolean;
};

export function TextAreaField({
  label,
  help,
  field,
  error,
  rows = 2,
  isRequired = false,
}: TextAreaFieldProps) {
  const id = useId();
  const { onChange, ...registered } = field;
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <TextArea
        id={id}
        rows={rows}
        resizeOrientation="vertical"
        {...registered}
        onChange={(event) => void onChange(event)}
        isRequired={isRequired}
        validated={error === undefined ? 'default' : 'error'}
        aria-describedby={`${id}-help`}
      />
      <FieldHelp id={`${id}-help`} error={error} help={help} />
    </FormGroup>
  );
}
