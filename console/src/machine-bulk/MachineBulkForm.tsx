import { bulkPermission, type MachineSelector } from '@tuskar/contract/machine-bulk.ts';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { ActionButton } from '../components/ActionButton.tsx';
import { countOf } from '../components/count.ts';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import type { MachineFiltering } from '../machines/queries.ts';
import {
  bulkActions,
  type BulkActionName,
  type BulkValues,
  firstBulkValues,
  previewedActionOf,
  verbOf,
} from './actions.ts';
import { BurnInInstead } from './BurnInInstead.tsx';
import { MachineBulkActionFields } from './MachineBulkActionFields.tsx';
import { MachineBulkDialog } from './MachineBulkDialog.tsx';
import { MachineBulkPreview } from './MachineBulkPreview.tsx';
import { bulkPreviewQuery } from './queries.ts';

const choices = (Object.keys(bulkActions) as BulkActionName[]).map((value) => ({
  value,
  text: bulkActions[value].text,
}));

type MachineBulkFormProps = {
  selector: MachineSelector;
  /** What the list was narrowed down by. */
  filter: MachineFiltering;
};

export function MachineBulkForm({ selector, filter }: MachineBulkFormProps) {
  const form = useForm<BulkValues>({ defaultValues: firstBulkValues });
  const { errors } = form.formState;
  const [action, target] = form.watch(['action', 'target']);
  const [asking, setAsking] = useState<BulkValues>();
  const preview = useQuery(bulkPreviewQuery(selector, previewedActionOf({ action, target })));
  const possible = preview.data?.possible ?? 0;
  const verb = verbOf({ action, target });
  const upTo = (most: number) => (text: string) =>
    (/^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most) || `From 1 to ${most}.`;
  return (
    <div className="tuskar-stack">
      <Form
        className="tuskar-form-width"
        noValidate
        onSubmit={(event) => void form.handleSubmit((values) => setAsking(values))(event)}
      >
        <SelectField
          label="What to do"
          help={bulkActions[action].help}
          control={form.control}
          name="action"
          options={choices}
        />
        <MachineBulkActionFields form={form} />
        <div className="tuskar-field-row">
          <TextField
            label="Stop after so many failures"
            help="The rest is then not begun."
            error={errors.stopAfter}
            field={form.register('stopAfter', { validate: upTo(20_000) })}
          />
          <TextField
            label="At once"
            help="The others wait for their turn."
            error={errors.atOnce}
            field={form.register('atOnce', { validate: upTo(500) })}
          />
        </div>
        <div className="tuskar-actions">
          <ActionButton
            type="submit"
            permission={bulkPermission(action)}
            unavailable={possible === 0 ? 'There is no machine that this can be done to.' : undefined}
          >
            {`${verb}: ${countOf(possible, 'machine')}`}
          </ActionButton>
        </div>
      </Form>
      <BurnInInstead selector={selector} filter={filter} />
      <MachineBulkPreview preview={preview} />
      {asking !== undefined && (
        <MachineBulkDialog
          selector={selector}
          values={asking}
          possible={possible}
          leftOut={preview.data?.impossible ?? 0}
          onClose={() => {
            setAsking(undefined);
            // What it was refused for may be that the machines have changed.
            void preview.refetch();
          }}
        />
      )}
    </div>
  );
}
