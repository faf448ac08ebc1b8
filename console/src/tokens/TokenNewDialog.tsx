import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { PermissionChoice } from './PermissionChoice.tsx';
import { TokenSecret } from './TokenSecret.tsx';
import type { Permission } from '@tuskar/contract/permissions.ts';

const lifetimes = [
  { value: '7', text: '7 days' },
  { value: '90', text: '90 days' },
  { value: '365', text: '1 year' },
  { value: '', text: 'Never expires' },
];

export function TokenNewDialog({ onClose }: { onClose: () => void }) {
  const form = useForm({ defaultValues: { description: '', days: '90' } });
  const [permissions, setPermissions] = useState<Permission[]>([]);
  const [secret, setSecret] = useState<string>();
  const create = useAction('token.create', { onSuccess: (token) => setSecret(token.secret) });
  if (secret !== undefined) return <TokenSecret secret={secret} onClose={onClose} />;
  const submit = form.handleSubmit(({ description, days }) =>
    create.run({
      body: {
        description,
        ...(permissions.length === 0 ? {} : { permissions }),
        ...(days === '' ? {} : { expiresInDays: Number(days) }),
      },
    }),
  );
  return (
    <FormDialog
      title="Make a token"
      submit="Make"
      isPending={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="What it is for"
        autoComplete="off"
        isRequired
        error={form.formState.errors.description}
        field={form.register('description', {
          required: 'Say what it is for.',
          maxLength: { value: 200, message: 'At most 200 characters.' },
        })}
      />
      <SelectField label="Valid for" control={form.control} name="days" options={lifetimes} />
      <PermissionChoice chosen={permissions} onChange={setPermissions} />
    </FormDialog>
  );
}
