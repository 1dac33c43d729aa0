import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser';
import manifest from '../../package.json' with { type: 'json' };

// Which way imports point, for dependency-cruiser: tests/press/unit/imports.test.ts holds the project to it.

/** The rooms that anyone may import; they import nothing of src. */
const leaves = ['words', 'unstable', 'fonts', 'styles', 'threads'];

/** The other rooms of src, each with those that it may import besides. */
const rooms: Record<string, readonly string[]> = {
  publication: [],
  check: ['publication'],
  loaders: ['publication', 'check'],
  writing: ['publication', 'check'],
  components: ['publication'],
  editions: ['publication', 'components'],
  layouts: ['publication', 'components', 'editions'],
  pages: ['publication', 'components', 'editions', 'layouts'],
  output: ['publication'],
  commands: ['publication', 'check', 'loaders', 'writing', 'editions', 'output'],
};

/** The packages that `npm ci --omit=dev` leaves out. */
const ofTests = Object.keys(manifest.devDependencies);

const inRooms = (...names: readonly string[]) => `^src/(${names.join('|')})/`;

const direction = (room: string, mayImport: readonly string[]): IForbiddenRuleType => ({
  name: `what-${room}-may-import`,
  comment: `src/${room} may import ${mayImport.join(', ') || 'nothing else of src'}.`,
  from: { path: inRooms(room) },
  to: { path: '^src/', pathNot: inRooms(room, ...mayImport) },
});

export const forbidden: IForbiddenRuleType[] = [
  ...Object.entries(rooms).map(([room, others]) => direction(room, [...others, ...leaves])),
  ...leaves.map((room) => direction(room, [])),
  {
    name: 'every-room-has-a-rule',
    comment: 'A new folder of src needs a line in tests/support/import-rules.ts.',
    from: { path: '^src/[^/]+/', pathNot: inRooms(...Object.keys(rooms), ...leaves) },
    to: {},
  },
  {
    name: 'no-circle',
    comment: 'A file cannot need, even for a type, a file that needs it.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'the-site-stands-alone',
    comment: 'src knows neither the tests nor the engine of the comments.',
    from: { path: '^src/' },
    to: { path: '^(tests|comments)/' },
  },
  {
    name: 'what-the-engine-may-import',
    comment:
      'The engine of the comments shares addresses and the lock with the site, and nothing else.',
    from: { path: '^comments/' },
    to: { path: '^(src|tests)/', pathNot: '^src/(publication/addresses/|output/lock\\.ts$)' },
  },
  {
    name: 'the-site-needs-no-package-of-the-tests',
    comment: 'Who writes and publishes runs npm ci --omit=dev: make it one of the dependencies.',
    from: { path: '^(src|comments)/|^astro\\.config\\.mjs$' },
    to: { path: `^(${ofTests.join('|')})(/|$)` },
  },
  {
    name: 'one-gateway-to-the-collections',
    comment: 'Ask src/publication/content.ts: it alone reads the collections of Astro.',
    from: { path: '^src/', pathNot: '^src/(publication/content|content\\.config)\\.ts$' },
    to: { path: '^astro:content$' },
  },
  {
    name: 'unstable-api-is-fenced',
    comment: 'What rests on API of Astro that is internal or experimental stands in src/unstable.',
    from: { path: '^(src|comments)/', pathNot: '^src/unstable/' },
    to: { path: '^astro(:|/)(runtime|jsx-runtime|jsx|container)(/|$)' },
  },
  {
    name: 'the-publication-is-pure',
    comment: 'What is read from files, the network or the machine is handed to src/publication.',
    from: { path: '^src/publication/' },
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
  },
];

export const options: ICruiseOptions = {
  tsPreCompilationDeps: true,
  exclude: { path: 'node_modules/' },
};
