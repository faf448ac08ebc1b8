import { Name } from '@tuskar/contract/fields.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { useForm } from 'react-hook-form';
import { ActionButton } from '../components/ActionButton.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { fits } from '../forms/checks.ts';
import { TextField } from '../forms/TextField.tsx';
import { ClassFirmwareFields } from './ClassFirmwareFields.tsx';
import { ClassLimitFields } from './ClassLimitFields.tsx';
import { ClassPartFields } from './ClassPartFields.tsx';
import { ClassRuleFields } from './ClassRuleFields.tsx';
import type { ClassValues } from './class-values.ts';

type ClassFormProps = {
  initial: ClassValues;
  /** A class that is there keeps its name. */
  isNew: boolean;
  submit: string;
  isPending: boolean;
  error: Error | null;
  onSubmit: (values: ClassValues) => void;
  onBack: () => void;
};

export function ClassForm({ initial, isNew, submit, isPending, error, onSubmit, onBack }: ClassFormProps) {
  const form = useForm<ClassValues>({ defaultValues: initial });
  const { errors } = form.formState;
  return (
    <Form onSubmit={(event) => void form.handleSubmit(onSubmit)(event)} noValidate>
      {isNew && (
        <TextField
          label="Name"
          help="Lower-case letters, digits and hyphens."
          autoComplete="off"
          isRequired
          error={errors.name}
          field={form.register('name', { required: 'Give the class a name.', validate: fits(Name) })}
        />
      )}
      <TextField
        label="What it is (optional)"
        autoComplete="off"
        error={errors.description}
        field={form.register('description', {
          maxLength: { value: 1000, message: 'At most 1000 characters.' },
        })}
      />
      <TextField
        label="Priority"
        help="Of two classes that fit a machine, it falls into the one with the higher priority."
        type="number"
        isRequired
        error={errors.priority}
        field={form.register('priority', {
          required: 'Give a number.',
          min: { value: 0, message: 'At least 0.' },
          max: { value: 1000, message: 'At most 1000.' },
        })}
      />
      <ClassRuleFields form={form} />
      <ClassPartFields form={form} />
      <ClassFirmwareFields form={form} />
      <ClassLimitFields form={form} />
      {error !== null && <ProblemAlert problem={error} />}
      <div className="tuskar-actions">
        <ActionButton type="submit" permission="hardware.operate" isLoading={isPending}>
          {submit}
        </ActionButton>
        <Button variant="link" onClick={onBack}>
          Back
        </Button>
      </div>
    </Form>
  );
}
