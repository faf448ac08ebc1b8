import { BmcProtocol } from '@tuskar/contract/machine.ts';
import { useFormContext } from 'react-hook-form';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import type { BmcValues } from './bmc-values.ts';

const protocols = BmcProtocol.options.map((value) => ({ value, text: value }));
const certificates: { value: BmcValues['certificate']; text: string }[] = [
  { value: 'unchecked', text: 'Is not checked' },
  { value: 'checked', text: 'Is checked by the usual authorities' },
  { value: 'file', text: 'Is checked by a file of authorities' },
];

/** Where a BMC is and who signs in to it. In the form of whoever provides one with `BmcValues` in it. */
export function BmcReachFields({ passwordHelp }: { passwordHelp: string }) {
  const { register, formState } = useFormContext<BmcValues>();
  const { errors } = formState;
  return (
    <>
      <TextField
        label="Address of its BMC"
        help="An IP address or a name; for Redfish also with a port: https://198.18.48.11:8443"
        autoComplete="off"
        isRequired
        error={errors.address}
        field={register('address', { required: 'Say where its BMC is.' })}
      />
      <div className="tuskar-field-row">
        <TextField label="User of the BMC" autoComplete="off" error={errors.user} field={register('user')} />
        <TextField
          label="Password of the BMC"
          help={passwordHelp}
          type="password"
          autoComplete="new-password"
          error={errors.password}
          field={register('password')}
        />
      </div>
    </>
  );
}

/** What is seldom other than usual. */
export function BmcMoreFields() {
  const { control, register, watch, formState } = useFormContext<BmcValues>();
  const { errors } = formState;
  return (
    <>
      <div className="tuskar-field-row">
        <SelectField label="Protocol" control={control} name="protocol" options={protocols} />
        <TextField
          label="Port"
          help="Where it is not the usual one."
          error={errors.port}
          field={register('port', { pattern: { value: /^\d{1,5}$/, message: 'A number up to 65535.' } })}
        />
      </div>
      <TextField
        label="System"
        help="Which of several systems of the BMC: /redfish/v1/Systems/1"
        error={errors.systemId}
        field={register('systemId')}
      />
      <SelectField
        label="The certificate of the BMC"
        control={control}
        name="certificate"
        options={certificates}
      />
      {watch('certificate') === 'file' && (
        <TextField
          label="File of the authorities"
          help="Its path where the bare-metal service runs."
          isRequired
          error={errors.caFile}
          field={register('caFile', {
            validate: (path) => path.trim() !== '' || 'Say where the file is.',
          })}
        />
      )}
    </>
  );
}
