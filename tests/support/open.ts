import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import type { BuiltSite } from './sites.ts';
import { serve } from './server.ts';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

/**
 * Serves a built site for the tests of a file, and gives them a function that opens one of its pages, each time in a
 * browser context of its own: `troubles` fills with what went wrong.
 */
export function browsing(site: BuiltSite) {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    [browser, server] = await Promise.all([chromium.connect(inject('browser')), serve(site)]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  return async function open(path: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: desktop, ...options });
    const page = await context.newPage();
    const troubles: string[] = [];
    const { origin } = new URL(server.address);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('requestfailed', (request) => {
      // One that is given up because the page is left has not failed.
      if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
      troubles.push(`${request.url()} failed`);
    });
    page.on('request', (request) => {
      const { origin: of, protocol } = new URL(request.url());
      if (of !== origin && protocol !== 'data:') troubles.push(`${request.url()} was asked for`);
    });
    const response = await page.goto(origin + path);
    if (options.javaScriptEnabled !== false) await page.evaluate(() => document.fonts.ready);
    return { page, status: response?.status(), troubles, close: () => context.close() };
  };
}
