import type { Lab } from '@tuskar/contract/lab.ts';
import { defaultLabMachineSize, LabMachineSize } from '@tuskar/contract/lab-machine.ts';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { fits } from '../forms/checks.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextField } from '../forms/TextField.tsx';
import { wordsIn } from '../forms/words.ts';

type Values = { names: string; cpus: string; memory: string; disks: string; nvmeDisks: string; nics: string };

const { cpus, memoryMebibytes, diskGigabytes, nics } = defaultLabMachineSize;
const sizes = LabMachineSize.shape;

export function LabMachineAddDialog({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const form = useForm<Values>({
    defaultValues: {
      names: `machine-${lab.machines.length + 1}`,
      cpus: String(cpus),
      memory: String(memoryMebibytes),
      disks: diskGigabytes.join(' '),
      nvmeDisks: '',
      nics: String(nics),
    },
  });
  const { errors } = form.formState;
  const add = useAction('lab.machine.add', { onSuccess: onClose });
  const submit = form.handleSubmit((typed) =>
    add.run({
      body: {
        names: wordsIn(typed.names),
        size: {
          cpus: Number(typed.cpus),
          memoryMebibytes: Number(typed.memory),
          diskGigabytes: wordsIn(typed.disks).map(Number),
          ...(typed.nvmeDisks.trim() === '' ? {} : { nvmeGigabytes: wordsIn(typed.nvmeDisks).map(Number) }),
          nics: Number(typed.nics),
        },
      },
    }),
  );
  return (
    <FormDialog
      title="Add machines to the lab"
      submit="Add"
      isPending={add.isPending}
      error={add.error}
      lead={<p>They are switched off at first, as machines are that come out of a crate.</p>}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Names"
        help="Separated by spaces. Those that are there already stay as they are."
        autoComplete="off"
        isRequired
        error={errors.names}
        field={form.register('names', {
          validate: (text) => wordsIn(text).length > 0 || 'Name at least one machine.',
        })}
      />
      <div className="tuskar-field-row">
        <TextField
          label="Processors"
          error={errors.cpus}
          field={form.register('cpus', { validate: (text) => fits(sizes.cpus)(Number(text)) })}
        />
        <TextField
          label="Memory in MiB"
          error={errors.memory}
          field={form.register('memory', { validate: (text) => fits(sizes.memoryMebibytes)(Number(text)) })}
        />
        <TextField
          label="Disks in GB"
          help="One number a disk; only what is written takes space."
          error={errors.disks}
          field={form.register('disks', {
            validate: (text) => fits(sizes.diskGigabytes)(wordsIn(text).map(Number)),
          })}
        />
        <TextField
          label="NVMe disks in GB"
          help="In the bays behind the others."
          error={errors.nvmeDisks}
          field={form.register('nvmeDisks', {
            validate: (text) => fits(sizes.nvmeGigabytes)(wordsIn(text).map(Number)),
          })}
        />
        <TextField
          label="Network interfaces"
          error={errors.nics}
          field={form.register('nics', { validate: (text) => fits(sizes.nics)(Number(text)) })}
        />
      </div>
    </FormDialog>
  );
}
