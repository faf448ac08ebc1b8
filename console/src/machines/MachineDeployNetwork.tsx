import { StaticNic } from '@tuskar/contract/machine-deploy.ts';
import { useQuery } from '@tanstack/react-query';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { inspectionQuery, inspectionsQuery } from '../inspections/queries.ts';
import { FieldRows } from '../forms/FieldRows.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import type { DeployValues } from './deploy-values.ts';

/** DHCP, or fixed addresses on the ports that the last inspection saw. */
export function MachineDeployNetwork({ name, form }: { name: string; form: UseFormReturn<DeployValues> }) {
  const { control, register, formState } = form;
  const { errors } = formState;
  const isStatic = form.watch('network') === 'static';
  return (
    <>
      <SelectField
        label="Network"
        help={
          isStatic
            ? 'The first address is the one by which Tuskar reaches the host. Ports that are not named stay without one.'
            : 'The host takes the address that it is given.'
        }
        control={control}
        name="network"
        options={[
          { value: 'dhcp', text: 'DHCP' },
          { value: 'static', text: 'Fixed addresses' },
        ]}
      />
      {isStatic ? (
        <StaticNics name={name} form={form} />
      ) : (
        <TextField
          label="Address (optional)"
          help="Where it will answer; by default where the agent on it did."
          autoComplete="off"
          error={errors.address}
          field={register('address')}
        />
      )}
    </>
  );
}

function StaticNics({ name, form }: { name: string; form: UseFormReturn<DeployValues> }) {
  const { control, register, formState } = form;
  const rows = useFieldArray({ control, name: 'nics' });
  const ports = usePorts(name);
  return (
    <>
      <FieldRows
        rows={rows.fields}
        title={(index) => (index === 0 ? 'Port of the host' : `Port ${index + 1}`)}
        atLeast={1}
        add="Add a port"
        onAdd={() => rows.append({ mac: '', address: '', gateway: '' })}
        onRemove={rows.remove}
      >
        {(index) => {
          const errors = formState.errors.nics?.[index];
          return (
            <>
              <SelectField
                label="Port"
                control={control}
                name={`nics.${index}.mac`}
                error={errors?.mac}
                rules={{ required: 'Choose a port.' }}
                options={[{ value: '', text: 'Choose a port' }, ...ports]}
              />
              <TextField
                label="Address with prefix"
                help="198.18.0.20/24"
                autoComplete="off"
                isRequired
                error={errors?.address}
                field={register(`nics.${index}.address`, {
                  validate: (value) =>
                    StaticNic.shape.address.safeParse(value.trim()).success ||
                    'An address with its prefix, 198.18.0.20/24.',
                })}
              />
              <TextField
                label="Gateway (optional)"
                autoComplete="off"
                error={errors?.gateway}
                field={register(`nics.${index}.gateway`)}
              />
            </>
          );
        }}
      </FieldRows>
      <TextField
        label="Name servers (optional)"
        help="Addresses, with commas between them."
        autoComplete="off"
        error={formState.errors.nameServers}
        field={register('nameServers')}
      />
    </>
  );
}

function usePorts(name: string): { value: string; text: string }[] {
  const { data: inspections } = useQuery(inspectionsQuery(name));
  const newest = inspections?.items[0]?.number;
  const { data: inspection } = useQuery({
    ...inspectionQuery(name, newest ?? 0),
    enabled: newest !== undefined,
  });
  return (inspection?.inventory.nics ?? []).map(({ name: port, mac, link }) => ({
    value: mac,
    text: `${port}, ${mac}${link === false ? ', no link' : ''}`,
  }));
}
