import { expect, test } from 'vitest';
import { essayStyle } from '../../../src/layouts/essay-style.ts';
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
  expect(style).toContain('[id="fn-b"]{anchor-name:--note-1;top:anchor(--ref-1 top)}');
  expect(style).toContain('top:max(anchor(--ref-2 top), calc(anchor(--note-1 bottom) + 1rem))');
});

test('a title cannot end the string or the element that it stands in', () => {
  const style = essayStyle({ title: 'A "quoted" \\ </style> title', notes: [] });
  expect(style).toContain('content:"A \\22 quoted\\22  \\5c  \\3c /style\\3e  title"');
});
