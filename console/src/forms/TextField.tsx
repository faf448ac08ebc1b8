import { FormGroup } from '@patternfly/react-core/dist/dynamic/components/Form';
import { TextInput, type TextInputProps } from '@patternfly/react-core/dist/dynamic/components/TextInput';
import { useId } from 'react';
import type { FieldError, UseFormRegisterReturn } from 'react-hook-form';
import { FieldHelp } from './FieldHelp.tsx';

type TextFieldProps = {
  label: string;
  help?: string;
  field: UseFormRegisterReturn;
  error: FieldError | undefined;
  isRequired?: boolean;
} & Pick<TextInputProps, 'type' | 'autoComplete' | 'autoFocus'>;

/** A labelled line of text in a form, with what is wrong with it. */
export function TextField({ label, help, field, error, isRequired = false, ...input }: TextFieldProps) {
  const id = useId();
  const { onChange, ...registered } = field;
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <TextInput
        id={id}
        {...input}
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
