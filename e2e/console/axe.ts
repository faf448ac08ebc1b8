import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/**
 * What axe finds wrong with a page as it stands, by all its rules or by those named. Our pages have no frames, so that
 * it runs in the page itself, once brought there; the wrapper for Playwright brings it anew for every question.
 */
export async function violationsOf(page: Page, rules?: string[]): Promise<axe.Result[]> {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(source);
  return await page.evaluate(async (only) => {
    const found = await window.axe!.run(document, {
      resultTypes: ['violations'],
      ...(only === undefined ? {} : { runOnly: only }),
    });
    return found.violations;
  }, rules);
}
