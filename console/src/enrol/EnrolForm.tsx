import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { Name } from '@tuskar/contract/fields.ts';
import { MacAddress } from '@tuskar/contract/machine-enrolment.ts';
import { useNavigate } from '@tanstack/react-router';
import { FormProvider, useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { BmcMoreFields, BmcReachFields } from '../bmc/BmcFields.tsx';
import { ActionButton } from '../components/ActionButton.tsx';
import { Command } from '../components/Command.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { CheckField } from '../forms/CheckField.tsx';
import { fits, isHeight } from '../forms/checks.ts';
import { SelectField } from '../forms/SelectField.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { wordsIn } from '../forms/words.ts';
import { type EnrolmentValues, enrolmentOf } from './enrolment.ts';
import { providers } from './providers.ts';

export function EnrolForm({ values }: { values: EnrolmentValues }) {
  const navigate = useNavigate();
  const form = useForm({ defaultValues: values });
  const { control, register } = form;
  const { errors } = form.formState;
  const enrol = useAction('machine.enrol', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
  });
  const submit = form.handleSubmit((typed) => enrol.run({ body: enrolmentOf(typed) }));
  return (
    <div className="tuskar-form-width tuskar-stack">
      {values.node !== '' && (
        <p>
          It stays the node <code className="tuskar-long">{values.node}</code> of the bare-metal service.
        </p>
      )}
      <FormProvider {...form}>
        <Form onSubmit={(event) => void submit(event)} noValidate>
          <TextField
            label="Name"
            help="Lower-case letters, digits and hyphens."
            autoComplete="off"
            isRequired
            error={errors.name}
            field={register('name', { required: 'Give the machine a name.', validate: fits(Name) })}
          />
          <BmcReachFields passwordHelp="Sealed; it is never shown again." />
          <CheckField
            label="Inspect it as soon as its BMC has answered"
            help="It boots the agent, which finds out what the machine is made of."
            control={control}
            name="inspect"
          />
          <details className="tuskar-more">
            <summary>More about the BMC</summary>
            <BmcMoreFields />
          </details>
          <details className="tuskar-more">
            <summary>More about the machine</summary>
            <SelectField label="Who works on it" control={control} name="provider" options={providers} />
            <div className="tuskar-field-row">
              <TextField label="Serial number" error={errors.serial} field={register('serial')} />
              <TextField
                label="Height in rack units"
                error={errors.heightUnits}
                field={register('heightUnits', { validate: isHeight })}
              />
            </div>
            <TextField
              label="MAC addresses"
              help="Of its network ports, separated by spaces."
              error={errors.macs}
              field={register('macs', {
                validate: (text) =>
                  wordsIn(text)
                    .map(fits(MacAddress))
                    .find((answer) => answer !== true) ?? true,
              })}
            />
            <TextField
              label="Labels"
              help="Such as team=blue, separated by spaces."
              error={errors.labels}
              field={register('labels')}
            />
            <TextAreaField label="Note" error={errors.note} field={register('note')} />
          </details>
          {enrol.error !== null && <ProblemAlert problem={enrol.error} />}
          <div className="tuskar-actions">
            <ActionButton type="submit" permission="hardware.operate" isLoading={enrol.isPending}>
              Enrol
            </ActionButton>
          </div>
        </Form>
      </FormProvider>
      <p className="tuskar-quiet">
        On the command line:{' '}
        <Command>{'tuskar machine enrol <name> --bmc <address> --user <user> --password'}</Command>
      </p>
    </div>
  );
}
