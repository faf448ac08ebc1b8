import type { Lab } from '@tuskar/contract/lab.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { query } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { wordsIn } from '../forms/words.ts';

type Values = { hosts: string; machines: string; image: string };

export function LabUpDialog({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const navigate = useNavigate();
  const { data: images } = useQuery(query('image.list'));
  const form = useForm<Values>({
    defaultValues: {
      hosts: `try-${lab.hosts.length + 1}`,
      machines: '0',
      image: '',
    },
  });
  const up = useAction('lab.up', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
  });
  const submit = form.handleSubmit(({ hosts, machines, image }) =>
    up.run({
      body: {
        hosts: wordsIn(hosts),
        machines: Number(machines),
        ...(image === '' ? {} : { image }),
      },
    }),
  );
  return (
    <FormDialog
      title={lab.hosts.length === 0 ? 'Bring the lab up' : 'Add hosts to the lab'}
      submit={lab.hosts.length === 0 ? 'Bring up' : 'Add'}
      isPending={up.isPending}
      error={up.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Names of the hosts"
        help="Separated by spaces. Those that run already stay as they are."
        autoComplete="off"
        isRequired
        error={form.formState.errors.hosts}
        field={form.register('hosts', {
          validate: (value) => wordsIn(value).length > 0 || 'Name at least one host.',
        })}
      />
      <TextField
        label="How many machines"
        help="QEMU behind virtual BMCs, named machine-1, machine-2 and so on; they are switched off."
        error={form.formState.errors.machines}
        field={form.register('machines', {
          validate: (text) => (/^\d+$/.test(text) && Number(text) <= 32) || 'From 0 to 32.',
        })}
      />
      <SelectField
        label="Image"
        control={form.control}
        name="image"
        options={[
          { value: '', text: 'The newest' },
          ...(images?.items ?? [])
            .filter(({ recipe }) => recipe === 'host')
            .map(({ id }) => ({ value: id, text: id })),
        ]}
      />
    </FormDialog>
  );
}
