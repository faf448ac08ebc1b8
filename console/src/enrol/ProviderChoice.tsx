import { FormGroup } from '@patternfly/react-core/dist/dynamic/components/Form';
import { FormSelect, FormSelectOption } from '@patternfly/react-core/dist/dynamic/components/FormSelect';
import { type Provider, providers } from './providers.ts';

type ProviderChoiceProps = { chosen: Provider; onChange: (provider: Provider) => void };

export function ProviderChoice({ chosen, onChange }: ProviderChoiceProps) {
  return (
    <FormGroup label="Who works on them" fieldId="provider">
      <FormSelect
        id="provider"
        value={chosen}
        onChange={(_, value) => onChange(providers.find((one) => one.value === value)?.value ?? chosen)}
      >
        {providers.map(({ value, text }) => (
          <FormSelectOption key={value} value={value} label={text} />
        ))}
      </FormSelect>
    </FormGroup>
  );
}
