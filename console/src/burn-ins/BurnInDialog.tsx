import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useForm } from 'react-hook-form';
import { query, type Reply } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { countOf } from '../components/count.ts';
import { formatSpan } from '../components/duration.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { FormDialog } from '../forms/FormDialog.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { describeTest, destroysData } from './test-names.ts';

type BurnInDialogProps = { machines: string[]; onClose: () => void };

export function BurnInDialog(props: BurnInDialogProps) {
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  );
}

function Dialog({ machines, onClose }: BurnInDialogProps) {
  const navigate = useNavigate();
  const { items: profiles } = useSuspenseQuery(query('profile.list')).data;
  const [refused, setRefused] = useState<Reply<'burn-in.run'>['refused']>([]);
  const form = useForm({ defaultValues: { profile: profiles[0]?.name ?? 'quick', perRack: '' } });
  const profile = profiles.find(({ name }) => name === form.watch('profile'));
  const run = useAction('burn-in.run', {
    onSuccess: async ({ items, refused: not }) => {
      setRefused(not);
      if (not.length > 0) return;
      const [only] = items;
      if (items.length === 1 && only !== undefined)
        await navigate({ to: '/operations/$id', params: { id: only.id } });
      else await navigate({ to: '/burn-ins' });
      onClose();
    },
  });
  const submit = form.handleSubmit(({ profile: name, perRack }) =>
    run.run({
      body: { machines, profile: name, ...(perRack === '' ? {} : { perRack: Number(perRack) }) },
    }),
  );
  const [first] = machines;
  const whom = machines.length === 1 ? first : countOf(machines.length, 'machine');
  return (
    <FormDialog
      title={`Burn in ${whom}?`}
      submit="Burn in"
      isDanger={profile !== undefined && destroysData(profile.tests)}
      isPending={run.isPending}
      error={run.error}
      lead={
        <>
          {refused.map(({ machine, problem }) => (
            <ProblemAlert key={machine} problem={{ ...problem, title: `${machine} is not burnt in` }} />
          ))}
          {profile !== undefined && destroysData(profile.tests) && (
            <p>What is on the disks is destroyed: this profile writes to them.</p>
          )}
        </>
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label="Profile"
        help={profile?.description ?? 'What is tested, and for how long.'}
        control={form.control}
        name="profile"
        options={profiles.map(({ name, seconds }) => ({
          value: name,
          text: `${name}, at most ${formatSpan(seconds)}`,
        }))}
      />
      {profile !== undefined && (
        <ul className="tuskar-plain-list" aria-label="Its tests">
          {profile.tests.map((test) => (
            <li key={test.kind}>{describeTest(test)}</li>
          ))}
        </ul>
      )}
      {machines.length > 1 && (
        <TextField
          label="At once in one rack (optional)"
          help="Besides what the power of the rack allows; the others wait for their turn."
          type="number"
          error={form.formState.errors.perRack}
          field={form.register('perRack', {
            min: { value: 1, message: 'At least 1.' },
            max: { value: 100, message: 'At most 100.' },
          })}
        />
      )}
    </FormDialog>
  );
}
