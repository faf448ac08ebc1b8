import { FormSelect, FormSelectOption } from '@patternfly/react-core/dist/dynamic/components/FormSelect';
import { SearchInput } from '@patternfly/react-core/dist/dynamic/components/SearchInput';
import type { ReactNode } from 'react';

/** What narrows a list, above it, and how much is left. */
export function FilterBar({ children, count }: { children: ReactNode; count?: string }) {
  return (
    <div className="tuskar-filter" role="search">
      {children}
      {count !== undefined && (
        <span className="tuskar-filter-count" role="status">
          {count}
        </span>
      )}
    </div>
  );
}

type SearchFilterProps = { label: string; value: string; onChange: (value: string) => void };

export function SearchFilter({ label, value, onChange }: SearchFilterProps) {
  return (
    <SearchInput
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(_, next) => onChange(next)}
      onClear={() => onChange('')}
    />
  );
}

type SelectFilterProps<Value extends string> = {
  label: string;
  /** What the choice of nothing reads: 'All states'. */
  all: string;
  value: Value | undefined;
  options: readonly { value: Value; text: string }[];
  onChange: (value: Value | undefined) => void;
};

export function SelectFilter<Value extends string>(props: SelectFilterProps<Value>) {
  const { label, all, value, options, onChange } = props;
  return (
    <FormSelect
      aria-label={label}
      value={value ?? ''}
      onChange={(_, next) => onChange(options.find((option) => option.value === next)?.value)}
    >
      <FormSelectOption value="" label={all} />
      {options.map((option) => (
        <FormSelectOption key={option.value} value={option.value} label={option.text} />
      ))}
    </FormSelect>
  );
}

/** The options of a table of looks: 'running' → 'Running'. */
export function optionsOf<Value extends string>(looks: Record<Value, { text: string }>) {
  return (Object.keys(looks) as Value[]).map((value) => ({ value, text: looks[value].text }));
}
