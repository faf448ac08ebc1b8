import type { LinkProps } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';

export type Toast = {
  id: number;
  tone: 'success' | 'danger' | 'info';
  title: string;
  detail?: string;
  link?: { text: string; to: LinkProps };
};

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Tells the person what came of what they did, wherever they are now. */
export function notify(toast: Omit<Toast, 'id'>): void {
  set([...toasts, { ...toast, id: nextId++ }]);
}

export function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}
