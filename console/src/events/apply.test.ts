import { QueryClient } from '@tanstack/react-query';
import type { Event } from '@tuskar/contract/event.ts';
import { Operation } from '@tuskar/contract/operation.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { sampleOperation } from '../../dev/samples/operation.ts';
import { applyEvent } from './apply.ts';
import { invalidateNoun, tellsAbout } from './invalidate.ts';

const operation = sampleOperation({ id: 'op-1', title: 'Deploy', state: 'running', endedAt: null });
const showKey = ['operation.show', { params: { id: 'op-1' } }];
const listKey = ['operation.list', { query: {} }];
const pagesKey = ['operation.list', { query: {} }, 'pages'];
const logKey = ['operation.log', { params: { id: 'op-1' } }];

const about = (type: string, data: unknown): Event => ({
  id: '1',
  type,
  at: '2026-11-23T12:00:00.000Z',
  subject: { type: 'operation', name: 'op-1' },
  data,
});

let cache: QueryClient;

beforeEach(() => {
  cache = new QueryClient();
  cache.setQueryData(showKey, operation);
  cache.setQueryData(listKey, { items: [Operation.parse(operation)], nextCursor: null });
  cache.setQueryData(pagesKey, {
    pages: [{ items: [Operation.parse(operation)], nextCursor: null }],
    pageParams: [],
  });
});

describe('an event', () => {
  test('of an operation replaces it wherever it is shown, and keeps its steps', () => {
    const changed = Operation.parse({ ...operation, state: 'failed' });
    expect(applyEvent(cache, about('operation.changed', changed))).toBe('operation');
    expect(cache.getQueryData(showKey)).toMatchObject({ state: 'failed', stepList: operation.stepList });
    expect(cache.getQueryData(listKey)).toMatchObject({ items: [{ state: 'failed' }] });
    expect(cache.getQueryData(pagesKey)).toMatchObject({ pages: [{ items: [{ state: 'failed' }] }] });
  });

  test('of a step replaces that step and counts anew', () => {
    const step = { ...operation.stepList[2]!, state: 'failed' };
    expect(applyEvent(cache, about('operation.step', { operation: 'op-1', ...step }))).toBeUndefined();
    const shown = cache.getQueryData<typeof operation>(showKey)!;
    expect(shown.stepList[2]?.state).toBe('failed');
    expect(shown.steps).toEqual({ done: 5, total: 6 });
  });

  test('of lines grows a log that is shown, and no other', () => {
    const line = { seq: 1, at: operation.createdAt, step: null, host: null, level: 'info', line: 'Begun' };
    applyEvent(cache, about('operation.log', { operation: 'op-1', lines: [line] }));
    expect(cache.getQueryData(logKey)).toBeUndefined();
    cache.setQueryData(logKey, { lines: [] });
    applyEvent(cache, about('operation.log', { operation: 'op-1', lines: [line] }));
    expect(cache.getQueryData(logKey)).toEqual({ lines: [line] });
  });

  test('that cannot be read has its noun read again', () => {
    expect(applyEvent(cache, about('operation.step', { some: 'day' }))).toBe('operation');
    expect(applyEvent(cache, about('cloud.changed', {}))).toBe('cloud');
  });

  test('that says that others were lost has all read again', () => {
    invalidateNoun(cache, applyEvent(cache, about('stream.reset', {}))!);
    expect(cache.getQueryState(showKey)?.isInvalidated).toBe(true);
  });
});

test('a change of a cloud is told by what is read of its blueprints, and not by the log of an operation', () => {
  expect(tellsAbout(['blueprint.show', {}], 'cloud')).toBe(true);
  expect(tellsAbout(['cloud.show', {}], 'blueprint')).toBe(true);
  expect(tellsAbout(['operation.log', {}], 'operation')).toBe(false);
  expect(tellsAbout(['session.show', {}], 'session')).toBe(false);
  // A BMC is not asked each time that some machine changes.
  expect(tellsAbout(['machine.locator', {}], 'machine')).toBe(false);
});
