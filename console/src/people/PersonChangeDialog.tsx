import type { User } from '@tuskar/contract/access.ts';
import type { Role } from '@tuskar/contract/permissions.ts';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { passwordRules, roleOptions } from './roles.ts';

type Values = { role: Role; signIn: 'enabled' | 'disabled'; password: string };

export function PersonChangeDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const form = useForm<Values>({
    defaultValues: { role: user.role, signIn: user.disabled ? 'disabled' : 'enabled', password: '' },
  });
  const update = useAction('user.update', { onSuccess: onClose });
  const submit = form.handleSubmit(({ role, signIn, password }) =>
    update.run({
      params: { name: user.name },
      body: { role, disabled: signIn === 'disabled', ...(password === '' ? {} : { password }) },
    }),
  );
  return (
    <FormDialog
      title={`Change ${user.name}`}
      submit="Change"
      isPending={update.isPending}
      error={update.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField label="Role" control={form.control} name="role" options={roleOptions} />
      <SelectField
        label="Sign-in"
        help="Whoever is disabled is signed out at once, and cannot sign in."
        control={form.control}
        name="signIn"
        options={[
          { value: 'enabled', text: 'Enabled' },
          { value: 'disabled', text: 'Disabled' },
        ]}
      />
      <TextField
        label="New password"
        help="Leave it empty to keep the one they have."
        type="password"
        autoComplete="new-password"
        error={form.formState.errors.password}
        field={form.register('password', { ...passwordRules, required: false })}
      />
    </FormDialog>
  );
}
