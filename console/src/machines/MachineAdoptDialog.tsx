import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { query } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { SelectField } from '../forms/SelectField.tsx';

/** Joins a host that somebody else installed with the machine that it runs on. */
export function MachineAdoptDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { data: hosts } = useQuery(query('host.list', { query: { limit: 500 } }));
  const form = useForm({ defaultValues: { host: '' } });
  const adopt = useAction('machine.adopt', { onSuccess: onClose });
  const submit = form.handleSubmit(({ host }) => adopt.run({ params: { name }, body: { host } }));
  const options = (hosts?.items ?? []).map((host) => ({ value: host.name, text: host.name }));
  return (
    <FormDialog
      title={`Which host runs on ${name}?`}
      submit="Say so"
      isPending={adopt.isPending}
      error={adopt.error}
      lead={<p>The machine is then in use. Neither the machine nor the host is touched.</p>}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label="Host"
        help="A host that runs already is registered first, on the page of all hosts."
        control={form.control}
        name="host"
        options={[{ value: '', text: 'Choose a host' }, ...options]}
      />
    </FormDialog>
  );
}
