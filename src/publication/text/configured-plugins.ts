import type { TextPlugins } from './plugins.ts';

// Astro does not hand `markdown.processor` of its configuration to pages. The two are loaded apart, by Node and by Vite,
// and have no module in common; but they run in one process, and `globalThis` is of the process.

declare global {
  var configuredTextPlugins: TextPlugins | undefined;
}

/** Hands the plugins of the configuration to the pages. */
export function configurePlugins(plugins: TextPlugins): void {
  globalThis.configuredTextPlugins = plugins;
}

/** @throws where no configuration has been read in this process. */
export function configuredPlugins(): TextPlugins {
  const { configuredTextPlugins: plugins } = globalThis;
  if (!plugins) throw new Error('Markdown is rendered before its plugins are configured.');
  return plugins;
}
