import { useState } from 'react';
import type { MachineChoice } from './MachineTable.tsx';

/** Machines ticked in a list. They stay so when the list is narrowed down otherwise. */
export function useMachineChoice(): MachineChoice & { chooseNone: () => void } {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    chosen,
    choose: (name, isChosen) =>
      setChosen(
        (before) => new Set(isChosen ? [...before, name] : [...before].filter((one) => one !== name)),
      ),
    chooseNone: () => setChosen(new Set()),
  };
}
