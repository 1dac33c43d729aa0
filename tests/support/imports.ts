import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { forbidden, options } from './import-rules.ts';

/**
 * The imports of a project that import-rules.ts forbids, each as `file -> file (rule: what to do)`.
 * dependency-cruiser cannot read .astro: it is given a copy of the project, in which `Page.astro` is `Page.astro.ts`
 * with the scripts of it, which is where an import of `Page.astro` then finds them.
 */
export async function forbiddenImports(project: string): Promise<string[]> {
  const copy = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    const folders = ['src', 'comments', 'tests'];
    const config = 'astro.config.mjs';
    for (const folder of folders) mkdirSync(join(copy, folder));
    writeFileSync(join(copy, config), '');
    for (const file of globSync(
      [config, ...folders.map((folder) => `${folder}/**/*.{ts,js,cjs,astro,css}`)],
      {
        cwd: project,
        exclude: (path) => path.includes('node_modules'),
      },
    )) {
      const text = readFileSync(join(project, file), 'utf8');
      const [to, code] = file.endsWith('.astro') ? [`${file}.ts`, scriptsOf(text)] : [file, text];
      mkdirSync(dirname(join(copy, to)), { recursive: true });
      writeFileSync(join(copy, to), code);
    }
    const { output } = await cruise(
      [config, ...folders],
      { ...options, baseDir: copy, validate: true, ruleSet: { forbidden } },
      { extensions: ['.ts', '.js', '.mjs'] },
    );
    if (typeof output === 'string') throw new Error(output);
    const comments = new Map(forbidden.map(({ name, comment }) => [name, comment]));
    return output.summary.violations.map(({ from, to, rule, cycle }) => {
      const path = [from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' -> ');
      return `${path.replaceAll('.astro.ts', '.astro')} (${rule.name}: ${comments.get(rule.name)})`;
    });
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** The TypeScript of a component: its frontmatter, and what its script elements hold. */
function scriptsOf(component: string): string {
  const [frontmatter = ''] = /(?<=^---\n).*?(?=^---$)/ms.exec(component) ?? [];
  const scripts = [...component.matchAll(/<script[^>]*>(.*?)<\/script>/gs)];
  return [frontmatter, ...scripts.map(([, script = '']) => script)].join('\n');
}
