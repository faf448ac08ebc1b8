import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import type { ReactNode } from 'react';

type FieldRowProps = {
  title: string;
  /** Absent where it cannot be left out. */
  onRemove: (() => void) | undefined;
  children: ReactNode;
};

/** The fields of one of several, in their frame. */
export function FieldRow({ title, onRemove, children }: FieldRowProps) {
  return (
    <fieldset className="tuskar-field-set">
      <legend>{title}</legend>
      {children}
      {onRemove !== undefined && (
        <Button variant="link" size="sm" onClick={onRemove} aria-label={`Leave out ${title}`}>
          Leave out
        </Button>
      )}
    </fieldset>
  );
}

type FieldRowsProps = {
  /** As `useFieldArray` has them. */
  rows: { id: string }[];
  title: string | ((index: number) => string);
  /** So many at the beginning stay. */
  atLeast?: number;
  /** What the button that adds one reads. */
  add: string;
  onAdd: () => void;
  onRemove: (index: number) => void;
  children: (index: number) => ReactNode;
};

/** As many of a kind as somebody wants: each with its fields, and added or left out. */
export function FieldRows({ rows, title, atLeast = 0, add, onAdd, onRemove, children }: FieldRowsProps) {
  return (
    <>
      {rows.map(({ id }, index) => (
        <FieldRow
          key={id}
          title={typeof title === 'string' ? title : title(index)}
          onRemove={index < atLeast ? undefined : () => onRemove(index)}
        >
          {children(index)}
        </FieldRow>
      ))}
      <div className="tuskar-actions">
        <Button variant="secondary" size="sm" onClick={onAdd}>
          {add}
        </Button>
      </div>
    </>
  );
}
