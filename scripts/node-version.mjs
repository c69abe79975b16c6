/** Ends the process with a sentence if Node is older than package.json's `engines` asks for. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stderr.write(
    `Selbstauskunft needs Node 20.19 or newer; this is Node ${process.versions.node}. ` +
      'Install a current version from https://nodejs.org and run the command again.\n',
  )
  process.exit(1)
}
