import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The build and the browser wait more than they work: all cores, not all but one.
    maxWorkers: '100%',
    slowTestThreshold: 10_000,
    projects: [
      // Files share what they import, which takes longer than the tests of most. The time is for counting what grows,
      // beside everything else that a busy machine does.
      {
        test: {
          name: 'unit',
          isolate: false,
          include: ['tests/press/unit/**/*.test.ts'],
          testTimeout: 30_000,
          // Read as text: cards take their colors from a style sheet.
          css: true,
        },
      },
      {
        test: {
          name: 'built',
          include: ['tests/press/{site,browser}/**/*.test.ts', 'tests/publication/**/*.test.ts'],
          globalSetup: ['tests/support/sites.ts', 'tests/support/browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'comments',
          include: ['tests/press/comments/**/*.test.ts'],
          // A measurement, for npm run test:comments.
          exclude:
            process.env['TEST_COMMENTS'] === 'all' ? [] : ['tests/press/comments/size.test.ts'],
          globalSetup: ['tests/support/engine.ts', 'tests/support/browser.ts'],
          // A build, or hundreds of comments, where other tests are at work beside them.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
