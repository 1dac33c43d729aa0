import { expect, test } from 'vitest';
import { essayStyle, seriesStyle } from '../../../src/layouts/page-styles.ts';
import { publicationOf } from '../../../src/publication/publication.ts';
import { essayData, jsonForScript } from '../../../src/components/structured-data.ts';
import { anEssay, entries, site } from '../../support/factories.ts';

test('data cannot end the script element that it stands in', () => {
  const text = jsonForScript({ headline: '</script><script>alert(1)</script><!--' });
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toEqual({ headline: '</script><script>alert(1)</script><!--' });
});

test('what is not known of an essay is not in its data', () => {
  const [essay] = publicationOf(entries({ essays: [anEssay('a')] }), site).essays;
  if (!essay) throw new Error('The essay is not published.');
  const data = essayData(essay, site, new URL('https://example.org'), (text) => text);
  // The words of a retelling are the publication’s.
  expect(data['author']).toEqual(data['publisher']);
  expect(Object.keys(data)).not.toContain('isPartOf');
  expect(Object.keys(data)).not.toContain('comment');
  expect(data['isBasedOn']).toEqual({ '@type': 'CreativeWork' });
  expect(data['commentCount']).toBe(0);
});

test('a note stands at its reference, and below the note before it', () => {
  const style = essayStyle({ title: 'T', notes: ['b', 'a'] });
  expect(style).toContain(
    '[id="fn-b"]{anchor-name:--note-1;top:calc(anchor(--ref-1 top) + .232rem)}',
  );
  expect(style).toContain(
    'top:max(anchor(--ref-2 top) + .232rem,anchor(--note-1 bottom) + .75rem)',
  );
});

test('beside notes the foot of the page leaves the margin to them, and without notes there is nothing to leave', () => {
  expect(essayStyle({ title: 'T', notes: ['a'] })).toContain(
    '.colophon{grid-column:label-start/text-end}',
  );
  expect(essayStyle({ title: 'T', notes: [] })).not.toContain('colophon');
});

test('on the page of a series the first note of an essay stands below the last of the essay before', () => {
  const essays = ['a', 'b', 'c'].map((slug) => ({
    slug,
    title: slug,
    notes: slug === 'b' ? [] : ['n', 'm'],
  }));
  const style = seriesStyle(essays);
  expect(style).toContain('top:calc(anchor(--a--ref-1 top) + .232rem)');
  expect(style).toContain(
    'top:max(anchor(--c--ref-1 top) + .232rem,anchor(--a--note-2 bottom) + .75rem)',
  );
});

test('a title cannot end the string or the element that it stands in', () => {
  const style = essayStyle({ title: 'A "quoted" \\ </style> title', notes: [] });
  expect(style).toContain('content:"A \\22 quoted\\22  \\5c  \\3c /style\\3e  title"');
});
