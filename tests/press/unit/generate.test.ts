import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedFiles, guideOf } from '../../../src/commands/generate.ts';
import { schemas } from '../../../src/publication/schemas.ts';
import { styleChecks } from '../../../src/check/style.ts';

const files = Object.entries(await generatedFiles());
const guide = readFileSync('content/README.md', 'utf8');

test.each(files)('%s follows from what it is generated from', (path, text) => {
  const isFresh = readFileSync(path, 'utf8') === text;
  expect(isFresh, `${path} is stale: npm run generate writes it`).toBe(true);
});

test('the guide has every key and every check, each with its sentence', () => {
  const emptied = guide.replaceAll(/(<!-- (?:keys|checks)[^>]*-->\n)[^]*?(<!-- end -->)/g, '$1$2');
  expect(emptied.length).toBeLessThan(guide.length / 1.2);
  const filled = guideOf(emptied);
  for (const check of Object.keys(styleChecks)) expect(filled).toContain(`- \`${check}\` finds `);
  for (const key of Object.keys(schemas.essays.shape)) {
    if (key !== 'allow') expect(filled).toMatch(new RegExp(`^- \`${key}\`.*: .+\\.$`, 'm'));
  }
});

test('a guide without a place for a list is told so', () => {
  expect(() => guideOf(guide.replace('<!-- checks -->', ''))).toThrow(
    'content/README.md has no place for the checks: write <!-- checks --> and <!-- end --> on two lines of it.',
  );
});
