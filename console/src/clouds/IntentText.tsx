import { useMemo, useRef } from 'react';

type IntentTextProps = { id: string; value: string; onChange: (value: string) => void };

const fewestLines = 16;

/** A text area with line numbers, as the errors name lines. Tab leaves it, as anywhere else on the page. */
export function IntentText({ id, value, onChange }: IntentTextProps) {
  const gutter = useRef<HTMLPreElement>(null);
  const count = value.split('\n').length;
  const numbers = useMemo(() => Array.from({ length: count }, (_, index) => index + 1).join('\n'), [count]);
  return (
    <div>
      <label htmlFor={id} className="tuskar-label">
        Intent <span className="tuskar-quiet">cloud.yaml</span>
      </label>
      <div className="tuskar-editor">
        <pre aria-hidden ref={gutter}>
          {numbers}
        </pre>
        <textarea
          id={id}
          value={value}
          rows={Math.max(fewestLines, count + 1)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          onChange={(event) => onChange(event.target.value)}
          onScroll={({ currentTarget }) => {
            if (gutter.current !== null) gutter.current.scrollTop = currentTarget.scrollTop;
          }}
        />
      </div>
    </div>
  );
}
