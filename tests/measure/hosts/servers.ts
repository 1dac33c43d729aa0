import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, serverPath, started } from './process.ts';
import type { Host } from './host.ts';

// The servers of Debian's packages, each with the least configuration that serves a folder, and ours in it.

export const nginx: Host = {
  name: 'nginx',
  version: () => versionOf('nginx', '-v'),
  async start({ root, site }) {
    const port = await freePort();
    const cwd = await mkdtemp(join(tmpdir(), 'nginx-'));
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${cwd}/${name};`)
      .join(' ');
    await writeFile(
      join(cwd, 'nginx.conf'),
      `daemon off; pid ${cwd}/pid; error_log stderr; events { }
http {
  include /etc/nginx/mime.types; access_log off; ${temporary}
  server { listen 127.0.0.1:${port}; root ${root}; include ${site}/.hosting/nginx.conf; }
}`,
    );
    const origin = `http://127.0.0.1:${port}`;
    const args = ['-p', cwd, '-c', join(cwd, 'nginx.conf'), '-e', 'stderr'];
    return {
      origin,
      stop: await started('nginx', args, origin, { cwd }),
    };
  },
};

export const caddy: Host = {
  name: 'Caddy',
  version: () => versionOf('caddy', 'version'),
  async start({ root, site }) {
    const port = await freePort();
    const cwd = await mkdtemp(join(tmpdir(), 'caddy-'));
    const origin = `http://127.0.0.1:${port}`;
    await writeFile(
      join(cwd, 'Caddyfile'),
      `{
  admin off
  auto_https off
}
${origin} {
  root * ${root}
  import ${site}/.hosting/caddy.conf
}
`,
    );
    const env = { HOME: cwd, XDG_CONFIG_HOME: cwd, XDG_DATA_HOME: cwd };
    const args = ['run', '--config', join(cwd, 'Caddyfile')];
    return {
      origin,
      stop: await started('caddy', args, origin, { cwd, env }),
    };
  },
};

const apacheWith = (...more: string[]): Pick<Host, 'version' | 'start'> => ({
  version: () => versionOf('apache2', '-v'),
  async start({ root }) {
    const port = await freePort();
    const cwd = await mkdtemp(join(tmpdir(), 'apache-'));
    const modules = ['mpm_event', 'authz_core', 'dir', ...more]
      .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`)
      .join('');
    await writeFile(
      join(cwd, 'apache.conf'),
      `${modules}
ServerName localhost
ServerRoot ${cwd}
PidFile ${cwd}/pid
ErrorLog ${cwd}/error.log
Listen 127.0.0.1:${port}
DocumentRoot ${root}
<IfModule mod_mime.c>
  Include /etc/apache2/mods-available/mime.conf
</IfModule>
<Directory ${root}>
  AllowOverride FileInfo
  Options FollowSymLinks
</Directory>
`,
    );
    const origin = `http://127.0.0.1:${port}`;
    const args = ['-f', join(cwd, 'apache.conf'), '-DFOREGROUND'];
    return {
      origin,
      stop: await started('apache2', args, origin, { cwd }),
    };
  },
});

export const apache: Host = { name: 'Apache', ...apacheWith('mime', 'headers', 'rewrite') };

const missing = 'It says what the modules that it has let it say.';

/** Those of shared hosts, whose owners have no say: each file arrives. */
export const barerApaches: Host[] = [
  {
    name: 'Apache without rewrite',
    ...apacheWith('mime', 'headers', 'alias'),
    differs: { compression: missing, redirects: 'A page forwards.' },
  },
  {
    name: 'Apache without headers',
    ...apacheWith('mime', 'rewrite'),
    differs: {
      headers: missing,
      'headers of 404': missing,
      caching: missing,
      compression: missing,
    },
  },
  {
    name: 'Apache with no module but dir and mime',
    ...apacheWith('mime'),
    differs: {
      headers: missing,
      'headers of 404': missing,
      caching: missing,
      compression: missing,
      redirects: 'A page forwards.',
      'host files': missing,
    },
  },
];

async function versionOf(command: string, flag: string): Promise<string> {
  const run = promisify(execFile)(command, [flag], { env: { PATH: serverPath } });
  const { stdout, stderr } = await run.catch(() => {
    throw new Error(`${command} is not installed.`);
  });
  return /\d+(\.\d+)+/.exec(stdout + stderr)?.[0] ?? 'of an unknown version';
}
