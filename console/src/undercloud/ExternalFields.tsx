import type { UseFormReturn } from 'react-hook-form';
import { SelectField } from '../forms/SelectField.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { TextField } from '../forms/TextField.tsx';
import type { ConnectionValues } from './connection.ts';

const ways = [
  { value: 'http-basic', text: 'A user and a password (HTTP basic)' },
  { value: 'keystone', text: 'An identity service (Keystone)' },
  { value: 'none', text: 'Nobody signs in' },
];

/** How an Ironic is reached that somebody else runs. */
export function ExternalFields({ form }: { form: UseFormReturn<ConnectionValues> }) {
  const { control, register, watch, formState } = form;
  const { errors } = formState;
  const auth = watch('auth');
  return (
    <>
      <TextField
        label="URL"
        help="Of the API of Ironic: https://ironic.example:6385"
        autoComplete="off"
        isRequired
        error={errors.url}
        field={register('url', {
          validate: (text) => URL.canParse(text.trim()) || 'A URL such as https://ironic.example:6385.',
        })}
      />
      <SelectField label="How it lets people in" control={control} name="auth" options={ways} />
      {auth === 'keystone' && (
        <div className="tuskar-field-row">
          <TextField
            label="URL of the identity service"
            help="https://198.18.0.11:5000/v3"
            isRequired
            error={errors.authUrl}
            field={register('authUrl', {
              validate: (text) => URL.canParse(text.trim()) || 'A URL such as https://198.18.0.11:5000/v3.',
            })}
          />
          <TextField
            label="Project"
            help="Empty: the whole system."
            error={errors.project}
            field={register('project')}
          />
        </div>
      )}
      {auth !== 'none' && (
        <div className="tuskar-field-row">
          <TextField
            label="User"
            autoComplete="off"
            isRequired
            error={errors.user}
            field={register('user', { required: 'Give the user.' })}
          />
          <TextField
            label="Password"
            help="Sealed; it is never shown again."
            type="password"
            autoComplete="new-password"
            isRequired
            error={errors.password}
            field={register('password', { required: 'Give the password.' })}
          />
        </div>
      )}
      <TextAreaField
        label="Certificates of the authorities to trust"
        help="In PEM. Empty: those of the machine that Tuskar runs on."
        rows={3}
        error={errors.ca}
        field={register('ca')}
      />
    </>
  );
}
