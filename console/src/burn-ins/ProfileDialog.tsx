import type { BurnInProfile } from '@tuskar/contract/burn-in.ts';
import { burnInTestKinds } from '@tuskar/contract/burn-in-test.ts';
import { Name } from '@tuskar/contract/fields.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { useFieldArray, useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { fits } from '../forms/checks.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextField } from '../forms/TextField.tsx';
import { ProfileTestFields } from './ProfileTestFields.tsx';
import { type ProfileValues, toTest, toValues } from './profile-values.ts';
import { testNames } from './test-names.ts';

type ProfileDialogProps = { profile?: BurnInProfile; onClose: () => void };

/** Makes a profile, or changes one. A test stands in it once. */
export function ProfileDialog({ profile, onClose }: ProfileDialogProps) {
  const form = useForm<ProfileValues>({
    defaultValues: {
      name: profile?.name ?? '',
      description: profile?.description ?? '',
      tests: (profile?.tests ?? [{ kind: 'cpu', seconds: 300 }]).map(toValues),
    },
  });
  const tests = useFieldArray({ control: form.control, name: 'tests' });
  const create = useAction('profile.create', { onSuccess: onClose });
  const update = useAction('profile.update', { onSuccess: onClose });
  const submit = form.handleSubmit(({ name, description, tests: given }) => {
    const body = { description: description.trim() || null, tests: given.map(toTest) };
    if (profile === undefined) create.run({ body: { ...body, name } });
    else update.run({ params: { name: profile.name }, body });
  });
  const taken = form.watch('tests').map(({ kind }) => kind);
  const free = burnInTestKinds.filter((kind) => !taken.includes(kind));
  return (
    <FormDialog
      title={profile === undefined ? 'Make a burn-in profile' : `Change the profile ${profile.name}`}
      submit={profile === undefined ? 'Make' : 'Save'}
      isPending={create.isPending || update.isPending}
      error={create.error ?? update.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {profile === undefined && (
        <TextField
          label="Name"
          help="Lower-case letters, digits and hyphens."
          autoComplete="off"
          isRequired
          error={form.formState.errors.name}
          field={form.register('name', { required: 'Give the profile a name.', validate: fits(Name) })}
        />
      )}
      <TextField
        label="What it is for (optional)"
        autoComplete="off"
        error={form.formState.errors.description}
        field={form.register('description', {
          maxLength: { value: 1000, message: 'At most 1000 characters.' },
        })}
      />
      {tests.fields.map(({ id, kind }, index) => (
        <ProfileTestFields
          key={id}
          kind={kind}
          index={index}
          form={form}
          onRemove={tests.fields.length === 1 ? undefined : () => tests.remove(index)}
        />
      ))}
      {free.length > 0 && (
        <div className="tuskar-actions">
          {free.map((kind) => (
            <Button
              key={kind}
              variant="secondary"
              size="sm"
              onClick={() => tests.append(toValues(usual[kind]))}
            >
              Add {testNames[kind]}
            </Button>
          ))}
        </div>
      )}
    </FormDialog>
  );
}

/** What a test that is added begins with. */
const usual = {
  cpu: { kind: 'cpu', seconds: 300 },
  memory: { kind: 'memory', seconds: 300, percent: 90 },
  disk: { kind: 'disk', seconds: 300, write: true },
  network: { kind: 'network', seconds: 120 },
  smart: { kind: 'smart', seconds: 600, test: 'short' },
  gpu: { kind: 'gpu', seconds: 600 },
} as const;
