import { Name } from '@tuskar/contract/fields.ts';
import type { RootDiskChoice } from '@tuskar/contract/machine-deploy.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { query } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { fits } from '../forms/checks.ts';
import { SelectField } from '../forms/SelectField.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { type DeployValues, disksOf, toDeployment } from './deploy-values.ts';
import { MachineDeployNetwork } from './MachineDeployNetwork.tsx';
import { RootDiskField } from './RootDiskField.tsx';

type MachineDeployFormProps = { name: string; choice: RootDiskChoice; unavailable: string | undefined };

export function MachineDeployForm({ name, choice, unavailable }: MachineDeployFormProps) {
  const navigate = useNavigate();
  const { data: images } = useQuery(query('image.list'));
  const form = useForm<DeployValues>({
    defaultValues: {
      disk: '0',
      hostname: name,
      image: '',
      network: 'dhcp',
      address: '',
      nics: [{ mac: '', address: '', gateway: '' }],
      nameServers: '',
      keys: '',
      typed: '',
    },
  });
  const { errors } = form.formState;
  const deploy = useAction('machine.deploy', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
  });
  const disks = disksOf(choice);
  const submit = form.handleSubmit((values) => {
    const chosen = disks[Number(values.disk)];
    if (chosen !== undefined) deploy.run({ params: { name }, body: toDeployment(values, chosen.disk) });
  });
  const forMachines = (images?.items ?? []).filter(({ recipe }) => recipe === 'disk');
  return (
    <Form onSubmit={(event) => void submit(event)} noValidate>
      <RootDiskField disks={disks} control={form.control} />
      <TextField
        label="Name of the host"
        help="Lower-case letters, digits and hyphens."
        autoComplete="off"
        isRequired
        error={errors.hostname}
        field={form.register('hostname', { required: 'Give the host a name.', validate: fits(Name) })}
      />
      <SelectField
        label="Image"
        help="A host image for machines."
        control={form.control}
        name="image"
        options={[
          { value: '', text: 'The newest' },
          ...forMachines.map(({ id }) => ({ value: id, text: id })),
        ]}
      />
      <MachineDeployNetwork name={name} form={form} />
      <TextAreaField
        label="ssh keys (optional)"
        help="Public keys that may sign in as root besides Tuskar's own, a line each."
        rows={3}
        error={errors.keys}
        field={form.register('keys')}
      />
      <TextField
        label={`Type ${name} to confirm`}
        help="Everything on the chosen disk will be gone."
        autoComplete="off"
        isRequired
        error={errors.typed}
        field={form.register('typed', { validate: (value) => value === name || `Type ${name}.` })}
      />
      {deploy.error !== null && <ProblemAlert problem={deploy.error} />}
      <div className="tuskar-actions">
        <ActionButton
          type="submit"
          variant="danger"
          permission="hardware.operate"
          unavailable={unavailable}
          isLoading={deploy.isPending}
        >
          Deploy
        </ActionButton>
        <Button variant="link" onClick={() => void navigate({ to: '/machines/$name', params: { name } })}>
          Back
        </Button>
      </div>
    </Form>
  );
}
