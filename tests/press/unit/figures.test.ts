import { expect, test } from 'vitest';
import { format } from 'prettier';
import { withFigures } from '../../measure/figures.ts';

const readme = 'Before.\n\n<!-- figures -->\n<!-- end of figures -->\n\nAfter.\n';
const written = (text: string, group: string, figures: Record<string, string>) =>
  format(withFigures(text, group, figures), { parser: 'markdown' });

test('figures that are measured take the place of those of their group, and others stay', async () => {
  const first = await written(readme, 'site', { 'a page': '9 KB', '`a font`': '13 KB' });
  const second = await written(first, 'bench', { 'a thousand essays': '50 s' });
  expect(await written(second, 'site', { 'a page': '10 KB' })).toBe(`Before.

<!-- figures -->

| what              | figure | how                        |
| ----------------- | ------ | -------------------------- |
| a page            | 10 KB  | \`npm run measure -- site\`  |
| a thousand essays | 50 s   | \`npm run measure -- bench\` |

<!-- end of figures -->

After.
`);
});

test('a text without a place for figures is told so', () => {
  expect(() => withFigures('Nothing.', 'site', {})).toThrow(
    'The README has no <!-- figures --> and <!-- end of figures -->.',
  );
});
