import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
}

/**
 * Starts a language server as an editor does, on this project, and gives a way to ask it about a file as if that had
 * another text. https://microsoft.github.io/language-server-protocol/
 *
 * @param options What the server is told at its start.
 * @param settings What it finds in the settings of the editor, by section.
 */
export async function languageServer(
  script: string,
  options: object,
  settings: Record<string, unknown> = {},
) {
  const child = spawn(process.execPath, [script, '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<number, (result: unknown) => void>();
  /** Who waits for what is found in a file, by its address. */
  const diagnostics = new Map<string, (found: string[]) => void>();

  const send = (message: Message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  let lastId = 0;
  const ask = (method: string, params: unknown) =>
    new Promise<unknown>((resolve) => {
      waiting.set(++lastId, resolve);
      send({ id: lastId, method, params });
    });
  const receive = ({ id, method, params, result }: Message) => {
    if (method === undefined) waiting.get(id ?? -1)?.(result);
    else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics: found } = params as {
        uri: string;
        diagnostics: { message: string }[];
      };
      if (found.length > 0) diagnostics.get(uri)?.(found.map(({ message }) => message));
    } else if (id !== undefined) {
      // The server asks the editor: for settings, or for leave.
      const { items = [] } = (params ?? {}) as { items?: { section?: string }[] };
      const answer = items.map(({ section = '' }) => settings[section] ?? null);
      send({ id, result: method === 'workspace/configuration' ? answer : null } as Message);
    }
  };
  let rest = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const header = /Content-Length: (\d+)[^]*?\r\n\r\n/.exec(rest.toString('latin1'));
      const start = header ? header.index + header[0].length : 0;
      const end = start + Number(header?.[1]);
      if (!header || rest.length < end) return;
      receive(JSON.parse(rest.subarray(start, end).toString()) as Message);
      rest = rest.subarray(end);
    }
  });

  const root = pathToFileURL(process.cwd()).href;
  await ask('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'site' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: {
        publishDiagnostics: {},
        hover: { contentFormat: ['markdown'] },
        completion: {},
      },
    },
    initializationOptions: options,
  });
  send({ method: 'initialized', params: {} });

  return {
    /** Opens a file with a text of its own, and waits until the server has found something in it. */
    async open(path: string, languageId: string, text: string): Promise<string[]> {
      const uri = `${root}/${path}`;
      const found = new Promise<string[]>((resolve) => diagnostics.set(uri, resolve));
      send({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId, version: 1, text } },
      });
      return found;
    },
    /** What it says of a place in a file, as JSON. */
    async at(path: string, what: 'hover' | 'completion', line: number, character: number) {
      const params = {
        textDocument: { uri: `${root}/${path}` },
        position: { line, character },
      };
      return JSON.stringify(await ask(`textDocument/${what}`, params));
    },
    stop: () => child.kill(),
  };
}
