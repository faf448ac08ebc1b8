import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { CheckIcon } from '@patternfly/react-icons/dist/dynamic/icons/check-icon';
import { CopyIcon } from '@patternfly/react-icons/dist/dynamic/icons/copy-icon';
import { useEffect, useState } from 'react';

/** A command line to take away. */
export function Command({ children }: { children: string }) {
  return (
    <span className="tuskar-command">
      <code>{children}</code>
      <CopyButton text={children} label="Copy the command" />
    </span>
  );
}

const confirmedMs = 2_000;

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), confirmedMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button
      variant="plain"
      size="sm"
      aria-label={copied ? 'Copied' : label}
      title={copied ? 'Copied' : label}
      icon={copied ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
      onClick={() => void copy()}
    />
  );
}
