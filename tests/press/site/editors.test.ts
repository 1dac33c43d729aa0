import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'astro/zod';
import { schemas } from '../../../src/publication/schemas.ts';
import { everything } from '../../support/build.ts';
import { languageServer } from '../../support/language-server.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const settings = read('.vscode/settings.json');

test('a build makes the schemas that the settings of the editor name, for every YAML file', () => {
  const files: Record<string, string> = settings['yaml.schemas'];
  for (const name of ['authors', 'series', 'discussions']) {
    for (const file of existsSync(`content/${name}`) ? readdirSync(`content/${name}`) : []) {
      const [schema] = Object.keys(files).filter((path) =>
        matchesGlob(`content/${name}/${file}`, files[path] ?? ''),
      );
      expect(schema, file).toBe(`./.astro/collections/${name}.schema.json`);
      expect(existsSync(schema ?? ''), schema).toBe(true);
    }
  }
});

test('every key of the schemas is in them with its sentence', () => {
  const keysOf = (schema: object): string[] =>
    Object.entries(schema).flatMap(([key, value]) => {
      if (key === 'description') return [String(value)];
      return typeof value === 'object' && value !== null ? keysOf(value) : [];
    });
  for (const [name, schema] of Object.entries(schemas)) {
    const made = read(`.astro/collections/${name}.schema.json`);
    const ours = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    expect(keysOf(made).toSorted()).toEqual(keysOf(ours).toSorted());
    expect(Object.keys(made.properties)).toEqual([...Object.keys(schema.shape), '$schema']);
    for (const [key, { description }] of Object.entries(schema.shape)) {
      expect(description, `${name}.${key}`).toMatch(/^[A-Z].*\.$/);
      expect(made.properties[key].description, `${name}.${key}`).toBe(description);
    }
    expect(made.additionalProperties).toBe(false);
  }
});

// The servers come with @astrojs/check, and are those of the extensions that .vscode/extensions.json names.
const servers: { stop: () => void }[] = [];
afterAll(() => servers.forEach((server) => server.stop()));

test('in the frontmatter of an essay the editor marks errors, explains keys and completes them', async () => {
  // Any that is there: the editor knows the files of a collection by their names.
  const [name] = readdirSync('content/essays').filter((file) => file.endsWith('.mdx'));
  const path = `content/essays/${name}`;
  const server = await languageServer('node_modules/@astrojs/language-server/bin/nodeServer.js', {
    typescript: { tsdk: join(process.cwd(), 'node_modules/typescript/lib') },
    contentIntellisense: settings['astro.content-intellisense'],
  });
  servers.push(server);
  const text = readFileSync(join(everything, 'content/essays/the-pencil.mdx'), 'utf8').replace(
    '\nkind: ',
    '\ntitel: X\nkind: ',
  );
  const lines = text.split('\n');
  expect(await server.open(path, 'mdx', text)).toEqual(['Property titel is not allowed.']);
  const kind = lines.findIndex((line) => line.startsWith('kind:'));
  expect(await server.at(path, 'hover', kind, 1)).toContain(
    'the argument of a source in new words',
  );
  expect(await server.at(path, 'completion', kind, 6)).toContain('reprint');
});

test('in a YAML file too', async () => {
  const path = 'content/site.yaml';
  const server = await languageServer(
    'node_modules/yaml-language-server/bin/yaml-language-server',
    {},
    {
      yaml: { schemas: settings['yaml.schemas'], validate: true, hover: true, completion: true },
    },
  );
  servers.push(server);
  const text = `titel: X\n${readFileSync(join(everything, path), 'utf8')}`;
  expect(await server.open(path, 'yaml', text)).toEqual(['Property titel is not allowed.']);
  expect(await server.at(path, 'hover', 1, 1)).toContain('Write the title of the site');
  expect(await server.at(path, 'completion', 0, 0)).toContain('checks');
});
