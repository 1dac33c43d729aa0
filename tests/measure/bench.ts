// npm run bench [-- <number of essays>…]: what builds of many essays cost, beside plain Astro projects on the same ones.
import { appendFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { aProject, build } from '../support/build.ts';
import { writeLargeContent } from '../support/large-content.ts';
import { makeMarkdown, makePlain } from '../support/plain-project.ts';

/** What one build took. */
interface Cost {
  /** Seconds on the clock, and of the processors, children of the process (as Pagefind is) included. */
  clock: number;
  processor: number;
  /** The most memory that the process held, without that of its children, in bytes. */
  memory: number;
}

const preload = pathToFileURL(resolve('tests/support/resources.ts')).href;

// The last line of what it prints are the times of its children, and of theirs: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#times
const timed = ['sh', '-c', '"$@"; code=$?; times >&2; exit $code', 'sh'];

async function costOf(project: string): Promise<Cost> {
  const start = performance.now();
  const environment = {
    SITE_URL: 'https://example.org/',
    NODE_OPTIONS: `--import=${preload}`,
    LC_ALL: 'C',
  };
  const printed = await build(project, join(project, 'dist'), environment, timed);
  const clock = (performance.now() - start) / 1000;
  const [said = '', , times = ''] = printed.trim().split('\n').slice(-3);
  const { memory, processor: leftBehind } = JSON.parse(said);
  const processor = [...times.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    leftBehind,
  );
  return { clock, processor, memory };
}

/** Builds with nothing kept from before, again as it is, and again with a word more in one essay. */
async function costsOf(project: string, essays: number): Promise<Record<string, Cost>> {
  const cold = await costOf(project);
  const unchanged = await costOf(project);
  const name = (await readdir(join(project, 'content/essays'))).find((file) =>
    file.startsWith(`essay-${essays >> 1}.`),
  );
  await appendFile(join(project, `content/essays/${name}`), '\nAnd so on.\n');
  return { cold, 'one essay changed': await costOf(project), 'nothing changed': unchanged };
}

/** Leaves of a copy of this project what the plain one makes, too: pages, and no editions, cards, search or compression. */
async function leavePages(project: string): Promise<void> {
  for (const path of ['cards', '[...feed].json.ts', '[...feed].xml.ts', 'series/[id]']) {
    await rm(join(project, 'src/pages', path), { recursive: true });
  }
  const config = join(project, 'astro.config.mjs');
  await writeFile(config, (await readFile(config, 'utf8')).replace(/(finish|summary)\(.*\),/g, ''));
}

async function filesOf(project: string): Promise<{ pages: number; files: number; bytes: number }> {
  const dir = join(project, 'dist');
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  let bytes = 0;
  for (const path of paths) bytes += (await stat(path)).size;
  return {
    pages: paths.filter((path) => path.endsWith('.html')).length,
    files: paths.length,
    bytes,
  };
}

const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

/** What builds of so many essays cost, in each of four projects by the kind of build, and what each project made. */
export async function benchOf(essays: number) {
  const projects = {
    markdown: await aProject(),
    plain: await aProject(),
    pages: await aProject(),
    ours: await aProject(),
  };
  const { markdown, plain, pages, ours } = projects;
  try {
    for (const project of Object.values(projects)) await writeLargeContent(project, essays);
    for (const project of [markdown, plain]) await makePlain(project);
    await makeMarkdown(markdown);
    await leavePages(pages);
    const costs: Record<string, Record<string, Cost>> = {
      markdown: await costsOf(markdown, essays),
      plain: await costsOf(plain, essays),
      'ours, pages alone': { cold: await costOf(pages) },
      ours: await costsOf(ours, essays),
    };
    const made: Record<string, Awaited<ReturnType<typeof filesOf>>> = {};
    for (const [name, project] of Object.entries(projects)) made[name] = await filesOf(project);
    return { costs, made };
  } finally {
    for (const project of Object.values(projects)) await rm(project, { recursive: true });
  }
}

function print(essays: number, { costs, made }: Awaited<ReturnType<typeof benchOf>>) {
  const cold = costs['ours']?.['cold']?.processor ?? NaN;
  console.log(`\n${essays} essays`);
  console.table(
    Object.fromEntries(
      Object.entries(costs).flatMap(([project, builds]) =>
        Object.entries(builds).map(([name, { clock, processor, memory }]) => [
          `${project}, ${name}`,
          {
            seconds: rounded(clock),
            'of processors': rounded(processor),
            'ms an essay': rounded((clock / essays) * 1000),
            MB: Math.round(memory / 1e6),
            // Of the processors: what else the machine does changes the clock by far more.
            'to plain MDX': rounded(processor / (costs['plain']?.[name]?.processor ?? NaN), 2),
            'to plain Markdown': rounded(
              processor / (costs['markdown']?.[name]?.processor ?? NaN),
              2,
            ),
            'to our cold build': rounded(processor / cold, 2),
          },
        ]),
      ),
    ),
  );
  for (const [name, { pages, files, bytes }] of Object.entries(made)) {
    console.log(`${name}: ${pages} pages, ${files} files, ${rounded(bytes / 1e6)} MB`);
  }
}

if (import.meta.main) {
  const written = process.argv.slice(2);
  const sizes = written.length > 0 ? written.map(Number) : [10, 100, 1000];
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    console.error('npm run bench -- 10 100 1000: each argument is a number of essays, at least 1.');
    process.exit(1);
  }
  for (const essays of sizes) print(essays, await benchOf(essays));
}
