import { FormHelperText } from '@patternfly/react-core/dist/dynamic/components/Form';
import { HelperText, HelperTextItem } from '@patternfly/react-core/dist/dynamic/components/HelperText';
import type { FieldError } from 'react-hook-form';

type FieldHelpProps = { id: string; error: FieldError | undefined; help: string | undefined };

/** What a field is for, or what is wrong with what it holds. */
export function FieldHelp({ id, error, help }: FieldHelpProps) {
  const text = error?.message ?? help;
  return (
    <FormHelperText>
      <HelperText id={id} isLiveRegion>
        {text !== undefined && (
          <HelperTextItem variant={error === undefined ? 'default' : 'error'}>{text}</HelperTextItem>
        )}
      </HelperText>
    </FormHelperText>
  );
}
