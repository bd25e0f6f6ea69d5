// The one command that starts the kiosk on any machine: npm start. Plain JavaScript that the oldest Node can read, so
// that it can say what is missing.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: please install Node 20.19 or newer (https://nodejs.org).`);
  process.exitCode = 1;
} else {
  const script = new URL('./launch.mjs', import.meta.url);
  void import(script.href).then((launch) => launch.launch('build/start.ts', process.argv.slice(2)));
}
