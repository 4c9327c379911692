// Nothing is imported here: an older Node could not even load what follows, and would print an error of its own.
if (Number(process.versions.node.split('.')[0]) < 26) {
  process.stderr.write(
    `assured: Node ${process.versions.node} is too old: \`npm ci\` brings its own Node 26; run \`./assured\` or \`npm start\`\n`,
  )
  process.exitCode = 1
} else {
  await import('./command-line.ts')
}
