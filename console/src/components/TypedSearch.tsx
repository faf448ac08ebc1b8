import { useEffect, useState } from 'react';
import { SearchFilter } from './FilterBar.tsx';

/** A person types faster than the server should be asked. */
const typingMs = 250;

type TypedSearchProps = { label: string; given: string; onSettled: (text: string) => void };

/** A text field that tells what was typed once the person pauses, and follows what the address says. */
export function TypedSearch(props: TypedSearchProps) {
  return <Typed key={props.given === '' ? 'empty' : 'given'} {...props} />;
}

function Typed({ label, given, onSettled }: TypedSearchProps) {
  const [text, setText] = useState(given);
  useEffect(() => {
    if (text.trim() === given) return;
    const timer = setTimeout(() => onSettled(text.trim()), typingMs);
    return () => clearTimeout(timer);
  }, [text, given, onSettled]);
  return <SearchFilter label={label} value={text} onChange={setText} />;
}
