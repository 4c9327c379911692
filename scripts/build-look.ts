import { mkdirSync, writeFileSync } from 'node:fs'
import { compileLook } from '#web/look/compile.ts'

// Makes `dist/look/assured.css`, the one sheet that every page links to.
const css = compileLook()
mkdirSync('dist/look', { recursive: true })
writeFileSync('dist/look/assured.css', css)
process.stdout.write(`dist/look/assured.css: ${Math.round(css.length / 1024)} KB\n`)
