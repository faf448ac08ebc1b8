import { SearchInput } from '@patternfly/react-core/dist/dynamic/components/SearchInput';
import { useState } from 'react';

type TypedFilterProps = {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** A filter that the server matches whole: it is asked when the person has finished typing. */
export function TypedFilter({ label, value, onChange }: TypedFilterProps) {
  const [text, setText] = useState(value ?? '');
  const commit = (next: string) => onChange(next.trim() === '' ? undefined : next.trim());
  return (
    <SearchInput
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(_, next) => setText(next)}
      onSearch={() => commit(text)}
      onBlur={() => commit(text)}
      onClear={() => {
        setText('');
        commit('');
      }}
    />
  );
}
