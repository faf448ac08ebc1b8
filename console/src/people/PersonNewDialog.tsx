import type { Role } from '@tuskar/contract/permissions.ts';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { passwordRules, roleOptions } from './roles.ts';

type Values = { name: string; role: Role; password: string };

export function PersonNewDialog({ onClose }: { onClose: () => void }) {
  const form = useForm<Values>({ defaultValues: { name: '', role: 'viewer', password: '' } });
  const { errors } = form.formState;
  const create = useAction('user.create', { onSuccess: onClose });
  return (
    <FormDialog
      title="Add a person"
      submit="Add"
      isPending={create.isPending}
      error={create.error}
      onSubmit={form.handleSubmit((body) => create.run({ body }))}
      onClose={onClose}
    >
      <TextField
        label="Name"
        help="Lower-case letters, digits and hyphens."
        autoComplete="off"
        isRequired
        error={errors.name}
        field={form.register('name', { required: 'Give a name.' })}
      />
      <SelectField label="Role" control={form.control} name="role" options={roleOptions} />
      <TextField
        label="First password"
        help="At least 12 characters. They can change it themselves."
        type="password"
        autoComplete="new-password"
        isRequired
        error={errors.password}
        field={form.register('password', passwordRules)}
      />
    </FormDialog>
  );
}
