// Nothing is imported here: what follows cannot even be loaded by an older Node, which would say so in its own words.
if (Number(process.versions.node.split('.')[0]) < 26) {
  process.stderr.write(
    `assured: Node ${process.versions.node} is too old: \`npm ci\` brings its own Node 26; run \`./assured\` or \`npm start\`\n`,
  )
  process.exitCode = 1
} else {
  await import('./command-line.ts')
}
