// npm leaves optional packages that the registry at hand does not carry (other platforms' binaries) out of
// package-lock.json, and then `npm ci` calls the file incomplete. Run this after `npm install` changed it:
// it adds their entries, with the platform read from the name, so that npm knows to pass them over.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(path, 'utf8'));
const missing = missingPackages(lock.packages);
for (const { name, version, dev } of missing) {
  lock.packages[`node_modules/${name}`] = { version, optional: true, ...(dev && { dev }), ...platformOf(name) };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} packages of other platforms added to package-lock.json`);

function missingPackages(packages) {
  return Object.values(packages).flatMap(({ optionalDependencies = {}, dev }) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => packages[`node_modules/${name}`] === undefined)
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/** E.g. `@oxlint/binding-linux-arm-musleabihf`: Linux on a 32-bit ARM with musl. */
function platformOf(name) {
  const os = /(android|darwin|freebsd|linux|openharmony|win32)/.exec(name)?.[1];
  const cpu = /(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?=-|$)/.exec(name)?.[1];
  if (os === undefined || cpu === undefined) throw new Error(`no platform in the name ${name}`);
  const libc = os === 'linux' ? /(gnu|musl)/.exec(name)?.[1] : undefined;
  return { os: [os], cpu: [cpu], ...(libc && { libc: [libc === 'gnu' ? 'glibc' : 'musl'] }) };
}
