import type { ScanRange } from '@tuskar/contract/machine-scan.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { useNavigate } from '@tanstack/react-router';
import { useFieldArray, useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';

/** More would lock accounts: a BMC is asked with each of them once. */
const mostCredentials = 3;

const schemes = [
  { value: 'https', text: 'HTTPS' },
  { value: 'http', text: 'HTTP, without TLS' },
];

type Values = {
  range: string;
  scheme: 'https' | 'http';
  port: string;
  rate: string;
  credentials: { user: string; password: string }[];
};

const numberUpTo = (most: number) => (text: string) =>
  (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most) || `From 1 to ${most}.`;

export function ScanForm({ ranges }: { ranges: ScanRange[] }) {
  const navigate = useNavigate();
  const { control, register, handleSubmit, formState } = useForm<Values>({
    defaultValues: {
      range: ranges[0]?.cidr ?? '',
      scheme: 'https',
      port: '443',
      rate: '20',
      credentials: [{ user: '', password: '' }],
    },
  });
  const { errors } = formState;
  const { fields, append, remove } = useFieldArray({ control, name: 'credentials' });
  const start = useAction('machine-scan.start', {
    onSuccess: ({ id }) => navigate({ to: '/enrol/scans/$id', params: { id } }),
  });
  const submit = handleSubmit(({ port, rate, ...given }) =>
    start.run({ body: { ...given, port: Number(port), rate: Number(rate) } }),
  );
  return (
    <Form className="tuskar-form-width" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label="Range"
        help="All of an allowed one or a part of it: an address, first-last, or a network."
        isRequired
        error={errors.range}
        field={register('range', { required: 'Give the range.' })}
      />
      {fields.map(({ id }, index) => {
        const which = fields.length === 1 ? '' : ` ${index + 1}`;
        return (
          <div key={id} className="tuskar-field-row">
            <TextField
              label={`User${which}`}
              autoComplete="off"
              isRequired
              error={errors.credentials?.[index]?.user}
              field={register(`credentials.${index}.user`, { required: 'Give the user.' })}
            />
            <TextField
              label={`Password${which}`}
              type="password"
              autoComplete="new-password"
              error={errors.credentials?.[index]?.password}
              field={register(`credentials.${index}.password`)}
            />
            {fields.length > 1 && (
              <Button variant="link" isInline onClick={() => remove(index)}>
                Leave out user{which}
              </Button>
            )}
          </div>
        );
      })}
      {fields.length < mostCredentials && (
        <Button
          variant="link"
          isInline
          className="tuskar-start"
          onClick={() => append({ user: '', password: '' })}
        >
          Try another user too
        </Button>
      )}
      <details className="tuskar-more">
        <summary>How they are asked</summary>
        <div className="tuskar-field-row">
          <SelectField label="Over" control={control} name="scheme" options={schemes} />
          <TextField
            label="Port"
            error={errors.port}
            field={register('port', { validate: numberUpTo(65_535) })}
          />
          <TextField
            label="Addresses a second"
            error={errors.rate}
            field={register('rate', { validate: numberUpTo(200) })}
          />
        </div>
      </details>
      {start.error !== null && <ProblemAlert problem={start.error} />}
      <div className="tuskar-actions">
        <ActionButton type="submit" permission="hardware.operate" isLoading={start.isPending}>
          Scan
        </ActionButton>
        <span className="tuskar-quiet">Each BMC is tried with each user once.</span>
      </div>
    </Form>
  );
}
