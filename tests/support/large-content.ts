import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseContentFile } from '../../src/publication/text/content-files.ts';

const essaysInSeries = 10;
const essaysOfAuthor = 4;

const essayId = (index: number) => `essay-${index}`;
const authorId = (index: number) => `author-${Math.floor(index / essaysOfAuthor)}`;
const seriesId = (index: number) => `series-${Math.floor(index / essaysInSeries)}`;

/**
 * Replaces the content of a project by so many essays of about 600 words, made of the sentences of the essays that are
 * there: in series of ten, on lines, with answers, notes, links and asides; one in five unsigned, two in five with an
 * archived discussion. The same number gives the same files.
 */
export async function writeLargeContent(project: string, essays: number): Promise<void> {
  const sentences = await sentencesOf(join(project, 'content/essays'));
  for (const folder of ['essays', 'authors', 'series', 'discussions']) {
    await rm(join(project, 'content', folder), { recursive: true });
    await mkdir(join(project, 'content', folder));
  }
  const write = (path: string, text: string) => writeFile(join(project, 'content', path), text);
  const indices = Array.from({ length: essays }, (_, index) => index);
  for (const index of indices) {
    await write(`essays/${essayId(index)}.mdx`, essay(index, sentences));
    if (index % 5 < 2)
      await write(`discussions/${essayId(index)}.yaml`, discussion(index, sentences));
    if (index % essaysOfAuthor === 0) await write(`authors/${authorId(index)}.yaml`, author(index));
    if (index % essaysInSeries === 0) {
      const parts = indices.slice(index, index + essaysInSeries).map(essayId);
      await write(`series/${seriesId(index)}.yaml`, series(index, parts));
    }
  }
}

/** The sentences of the running text of essays, without markup. */
async function sentencesOf(folder: string): Promise<string[]> {
  const sentences: string[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    if (!name.endsWith('.mdx')) continue;
    const { body } = parseContentFile({
      path: name,
      text: await readFile(join(folder, name), 'utf8'),
    });
    for (const paragraph of body.split('\n\n')) {
      if (/^[A-Z][^\n]*$/.test(paragraph) && !/[[\]<>{}*_`|\\]/.test(paragraph)) {
        sentences.push(...paragraph.split(/(?<=[.?!]) (?=[A-Z])/));
      }
    }
  }
  return sentences;
}

/** Numbers that look like chance, the same ones for the same seed; each at least 0 and below the limit. */
function numbers(seed: number): (limit: number) => number {
  // Numerical Recipes, third edition, 7.1: a linear congruential generator.
  let state = (seed * 2_654_435_761) >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A paragraph of so many words or a few more. */
function paragraph(words: number, next: (limit: number) => number, sentences: string[]): string {
  const chosen: string[] = [];
  for (let count = 0; count < words;) {
    const sentence = sentences[next(sentences.length)] ?? '';
    chosen.push(sentence);
    count += sentence.split(' ').length;
  }
  return chosen.join(' ');
}

function essay(index: number, sentences: string[]): string {
  const next = numbers(index + 1);
  const text = (words: number) => paragraph(words, next, sentences);
  const inSeries = index % essaysInSeries;
  const data = {
    title: `On tools, the essay of number ${index + 1}`,
    standfirst: `What the essay of number ${index + 1} says of those who hold, and of what they hold in their hands.`,
    authors: index % 5 === 4 ? [] : [authorId(index)],
    published: day(index),
    kind: 'retelling',
    source: {
      title: `The source of number ${index + 1}`,
      place: 'in a trade paper',
      date: '2013-09',
    },
    position: inSeries / essaysInSeries,
    ...(inSeries > 0 && {
      answers: [
        { essay: essayId(index - 1), how: 'It takes up the question that the other leaves.' },
      ],
    }),
  };
  const link = inSeries > 0 ? ` So said [another](/essays/${essayId(index - 1)}/).` : '';
  return `---
${stringify(data)}---

${text(80)}[^first]

## The first part of ${index + 1}

${text(80)}${link}

${text(80)} *${text(8)}*

<Aside>

${text(25)}

</Aside>

${text(80)}

## The second part

${text(80)}[^second]

<EditorNote>

${text(20)}

</EditorNote>

${text(80)}

[^first]: ${text(15)}

[^second]: ${text(15)}
`;
}

/** One day after another, from the first of 2000 on: the five thousandth is past. */
const day = (index: number) =>
  new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 'yyyy-mm-dd'.length);

function discussion(index: number, sentences: string[]): string {
  const next = numbers(-index - 1);
  const comment = (id: string, more = {}) => ({
    id,
    kind: 'comment',
    ...more,
    text: paragraph(50, next, sentences),
  });
  return stringify({
    place: 'under the essay in the trade paper',
    comments: [
      comment('one'),
      comment('two', { replyTo: 'one' }),
      comment('three'),
      comment('four'),
    ],
  });
}

function author(index: number): string {
  const number = Math.floor(index / essaysOfAuthor) + 1;
  return stringify({
    name: `Ann Number ${number}`,
    surname: `Number ${number}`,
    standfirst: `The writer of number ${number}.`,
    about: `Of the writer of number ${number} we know the essays, and nothing else.`,
  });
}

function series(index: number, essays: string[]): string {
  const number = Math.floor(index / essaysInSeries) + 1;
  return stringify({
    title: `Tools, volume ${number}`,
    standfirst: `The essays of volume ${number}, in the order in which they answer one another.`,
    preface: 'Read in order, the essays argue it out.\n\nA line runs through the argument.',
    essays,
    line: {
      start: { label: 'Hand', meaning: 'what holds' },
      end: { label: 'Tool', meaning: 'what is held' },
    },
  });
}
