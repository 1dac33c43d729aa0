import type { Sources } from '../../src/check/files.ts';
import type { Entries, Entry } from '../../src/publication/publication.ts';
import type { Site } from '../../src/publication/model.ts';
import { schemas, type Data, type LoadedText } from '../../src/publication/schemas.ts';
import { en } from '../../src/words/en.ts';

/** A site in English. */
export const site: Site = {
  title: 'A site',
  subtitle: 'Its subtitle',
  description: 'What it is.',
  language: 'en',
  tagAuthority: 'site.example,2020-01-01',
  pages: [],
  navigation: ['essays', 'series', 'authors', 'search'],
  words: { ...en, language: 'en' },
};

/** An entry of an essay, complete but for what a test says. */
export function anEssay(
  id = 'an-essay',
  data: Partial<Data['essays']> = {},
  text: Partial<LoadedText> = {},
): Entry<'essays'> {
  return {
    id,
    data: {
      ...schemas.essays.parse({
        title: `The title of ${id}`,
        standfirst: `The standfirst of ${id}.`,
        authors: [],
        published: '2020-01-01',
        kind: 'retelling',
        source: {},
        ...data,
      }),
      code: '',
      pictures: [],
      notes: [],
      sections: [],
      passages: [],
      words: 2,
      ...text,
    },
  };
}

export function anAuthor(id: string, name: string, surname: string): Entry<'authors'> {
  return { id, data: { name, surname, standfirst: `${name} writes.`, about: 'Nothing else.' } };
}

export function aSeries(
  id: string,
  essays: string[],
  data: Partial<Data['series']> = {},
): Entry<'series'> {
  return {
    id,
    data: { title: `Series ${id}`, standfirst: 'A series.', preface: 'Read on.', essays, ...data },
  };
}

/** Entries of all that a publication is made of, empty but for what a test says. */
export function entries(some: Partial<Entries> = {}): Entries {
  return { essays: [], authors: [], series: [], discussions: [], ...some };
}

const files: Record<string, string> = {
  'content/site.yaml': `title: Two essays
description: '{Essays} that contradict each other.'
language: en
tagAuthority: example.org,2020-01-01
navigation: [essays, about]
`,
  'content/pages/home.mdx': `---
---

Two essays disagree.
`,
  'content/pages/about.mdx': `---
title: About
description: What this is.
---

What this is.

## Privacy

<Privacy />
`,
  'content/essays/first.mdx': `---
title: The first
standfirst: How it begins.
authors: [ann-doe]
published: 2020-01-01
kind: retelling
source:
  title: The first of all
position: 0.2
---

A first paragraph with a note.[^note]

## A heading

A second paragraph.

[^note]: The note.
`,
  'content/essays/second.mdx': `---
title: The second
standfirst: How it goes on.
authors: []
published: 2020-01-01
kind: original
position: 0.8
answers:
  - essay: first
    how: It says the contrary.
---

It goes on.
`,
  'content/authors/ann-doe.yaml': `name: Ann Doe
surname: Doe
standfirst: A writer.
about: |
  Nothing is known of her.
`,
  'content/series/both.yaml': `title: Both
standfirst: The two of them.
preface: Read them in order.
essays: [first, second]
line:
  start:
    label: Near
    meaning: the one
  end:
    label: Far
    meaning: the others
`,
  'content/discussions/first.yaml': `place: under the essay
claimed: 3
comments:
  - id: one
    kind: comment
    text: It is so.
  - id: two
    kind: comment
    replyTo: one
    text: It is not.
`,
};

/** Sources without an error. */
const faultless: Sources = {
  files: Object.entries(files).map(([path, text]) => ({ path, text })),
  otherFiles: ['content/essays/picture.png'],
  publicFiles: ['favicon.svg'],
};

/** Sources with one edit to a file that is there. The edit must change something. */
export function edited(some: Sources, path: string, from: string | RegExp, to: string): Sources {
  const text = some.files.find((file) => file.path === path)?.text ?? '';
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`The edit changes nothing in ${path}.`);
  return {
    ...some,
    files: [...some.files.filter((file) => file.path !== path), { path, text: changed }],
  };
}

/** Sources without an error, with one file more. */
export function withFile(path: string, text: string): Sources {
  return { ...faultless, files: [...faultless.files, { path, text }] };
}

/** Sources without an error, or with one edit. */
export function sources(...edit: [] | [path: string, from: string | RegExp, to: string]): Sources {
  return edit.length === 0 ? faultless : edited(faultless, ...edit);
}
